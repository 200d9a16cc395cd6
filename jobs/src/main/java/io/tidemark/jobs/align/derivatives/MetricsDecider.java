package io.tidemark.jobs.align.derivatives;

import io.tidemark.jobs.align.ClosePrice;
import io.tidemark.jobs.align.Decider;
import io.tidemark.jobs.align.Known;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DerivativesFrame;
import io.tidemark.jobs.model.DerivativesRow;
import io.tidemark.jobs.model.DerivativesRow.Change;
import io.tidemark.jobs.model.DerivativesRow.Changes;
import io.tidemark.jobs.model.DerivativesRow.Scores;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.udfs.derivatives.Basis;
import io.tidemark.udfs.derivatives.BasisPoints;
import io.tidemark.udfs.derivatives.OpenInterestValueChange;
import io.tidemark.udfs.derivatives.Quadrant;
import io.tidemark.udfs.stats.RelativeChange;
import io.tidemark.udfs.stats.ZScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Makes the row of {@code derivatives.metrics} at the end of every five minutes. */
public final class MetricsDecider implements Decider<GridHistory, DerivativesRow> {

    private static final long serialVersionUID = 1L;

    /** Length of a row's window. */
    public static final Duration STEP = Duration.ofMinutes(5);

    /** A settlement is used no longer than this. */
    public static final Duration OLDEST_FUNDING = Duration.ofDays(32);

    /** An observation of open interest is used no longer than this after it became available. */
    public static final Duration OLDEST_OPEN_INTEREST = Duration.ofMinutes(10);

    private static final int SCALE = 18;
    private static final int FEWEST_OF_A_DAY = 30;

    private final TimeRange days;
    private final Duration oldestOpenInterest;

    /** Makes the rows whose windows start on these days; those before are only looked back at. */
    public MetricsDecider(TimeRange days) {
        this(days, OLDEST_OPEN_INTEREST);
    }

    MetricsDecider(TimeRange days, Duration oldestOpenInterest) {
        this.days = days;
        this.oldestOpenInterest = oldestOpenInterest;
    }

    @Override
    public GridHistory start() {
        return GridHistory.empty();
    }

    @Override
    public TypeInformation<GridHistory> carriedType() {
        return TypeInformation.of(GridHistory.class);
    }

    @Override
    public GridHistory decide(
            Instrument instrument, Instant at, Known known, GridHistory carried, Collector<DerivativesRow> rows) {
        DerivativesFrame frame = frame(instrument, at, known);
        double basis = frame.mark() == null
                ? Double.NaN
                : number(Basis.bps(frame.mark().price(), frame.index().price()));
        GridHistory history = plus(carried, frame, basis);
        if (days.contains(at.minus(STEP))) {
            rows.collect(row(frame, basis, history));
        }
        return history;
    }

    private DerivativesFrame frame(Instrument instrument, Instant at, Known known) {
        Instant start = at.minus(STEP);
        Close close = ClosePrice.latest(known, start, at);
        OpenInterest openInterest = known.openInterest(at.minus(oldestOpenInterest));
        Close mark = null;
        Close index = null;
        for (Close candidate : known.closes(Dataset.MARK_PRICE_KLINES, start, at)) {
            index = known.close(Dataset.INDEX_PRICE_KLINES, candidate.end());
            if (index != null) {
                mark = candidate;
                break;
            }
        }
        BigDecimal price = priceOf(openInterest, close, at, known);
        return new DerivativesFrame(
                instrument,
                at,
                close,
                known.funding(at.minus(OLDEST_FUNDING)),
                openInterest,
                openInterest == null ? null : usd(openInterest, price),
                price,
                mark,
                index,
                known.latest(Dataset.PREMIUM_INDEX_KLINES, start.plusNanos(1)));
    }

    /** The mark, else the last price; null where nothing is valued with it. */
    private static BigDecimal priceOf(OpenInterest openInterest, Close close, Instant at, Known known) {
        if (openInterest == null
                || isValued(openInterest)
                || !openInterest.instrument().isQuotedInDollars()) {
            return null;
        }
        Close mark = known.latest(Dataset.MARK_PRICE_KLINES, at.minus(Known.CLOSES_KEPT));
        if (mark != null) {
            return mark.price();
        }
        return close == null ? null : close.price();
    }

    /** Contracts of inverse instruments are worth dollars whatever the price; and some series state nothing but dollars. */
    private static boolean isValued(OpenInterest openInterest) {
        return openInterest.instrument().market().isInverse() || openInterest.base() == null;
    }

    private static BigDecimal usd(OpenInterest openInterest, BigDecimal price) {
        if (isValued(openInterest)) {
            return openInterest.usd();
        }
        return price == null ? null : openInterest.base().multiply(price).setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static GridHistory plus(GridHistory history, DerivativesFrame frame, double basis) {
        OpenInterest openInterest = frame.openInterest();
        return new GridHistory(
                history.closes()
                        .plus(
                                frame.close() == null
                                        ? Double.NaN
                                        : number(frame.close().price())),
                history.openInterest().plus(openInterest == null ? Double.NaN : number(openInterest.amount())),
                history.openInterestBase().plus(openInterest == null ? Double.NaN : number(openInterest.base())),
                history.openInterestUsd().plus(number(frame.openInterestUsd())),
                history.priceUsed().plus(number(frame.priceUsed())),
                history.fundingBps()
                        .plus(
                                frame.funding() == null
                                        ? Double.NaN
                                        : number(BasisPoints.of(frame.funding().rate()))),
                history.basisBps().plus(basis));
    }

    private static DerivativesRow row(DerivativesFrame frame, double basis, GridHistory history) {
        double priceReturn =
                RelativeChange.bps(history.closes().before(0), history.closes().before(GridHistory.HOUR));
        Changes changes = changes(history.openInterest());
        return new DerivativesRow(
                frame,
                basis,
                priceReturn,
                changes,
                history.openInterestUsd().before(0) - history.openInterestUsd().before(GridHistory.HOUR),
                usdChange(history),
                new Scores(parity(history.fundingBps()), parity(history.basisBps()), parity(history.openInterest())),
                new Scores(strict(history.fundingBps()), strict(history.basisBps()), strict(history.openInterest())),
                Quadrant.of(priceReturn, changes.hour().percent()));
    }

    private static Changes changes(GridSeries series) {
        return new Changes(
                change(series, 1),
                change(series, GridHistory.QUARTER),
                change(series, GridHistory.HOUR),
                change(series, 4 * GridHistory.HOUR),
                change(series, GridHistory.DAY),
                change(series, GridHistory.WEEK));
    }

    private static Change change(GridSeries series, int rowsBefore) {
        double now = series.before(0);
        double before = series.before(rowsBefore);
        return new Change(now - before, RelativeChange.percent(now, before));
    }

    private static OpenInterestValueChange usdChange(GridHistory history) {
        return OpenInterestValueChange.between(
                history.openInterestBase().before(GridHistory.HOUR),
                history.priceUsed().before(GridHistory.HOUR),
                history.openInterestBase().before(0),
                history.priceUsed().before(0));
    }

    private static double parity(GridSeries series) {
        return ZScore.ofLast(series.twice(), series.end() - GridHistory.DAY, series.end());
    }

    private static double strict(GridSeries series) {
        int last = series.end() - 1;
        return ZScore.against(series.before(0), series.twice(), last - GridHistory.DAY, last, FEWEST_OF_A_DAY);
    }

    private static double number(Number value) {
        return value == null ? Double.NaN : value.doubleValue();
    }
}
