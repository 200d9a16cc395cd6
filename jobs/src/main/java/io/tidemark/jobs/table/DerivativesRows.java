package io.tidemark.jobs.table;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.DerivativesFrame;
import io.tidemark.jobs.model.DerivativesRow;
import io.tidemark.jobs.model.DerivativesRow.Change;
import io.tidemark.jobs.model.DerivativesRow.Changes;
import io.tidemark.jobs.model.ForwardReturn;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Observation;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.udfs.derivatives.AnnualizedFunding;
import io.tidemark.udfs.derivatives.BasisPoints;
import io.tidemark.udfs.derivatives.FundingRate8h;
import io.tidemark.udfs.derivatives.FundingSpend;
import io.tidemark.udfs.derivatives.OpenInterestValueChange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** How aligned values become rows of their tables. */
public final class DerivativesRows {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final double NANOS_PER_SECOND = 1e9;

    /** {@code derivatives.metrics}. */
    public static final RowMapper<DerivativesRow> METRICS = metrics();

    /** {@code derivatives.labels}. */
    public static final RowMapper<ForwardReturn> LABELS = RowMapper.<ForwardReturn>into(LabelTables.LABELS)
            .instrument(ForwardReturn::instrument)
            .instant("window_end", ForwardReturn::windowEnd)
            .instant("label_available_at", ForwardReturn::availableAt)
            .statistic("next_1h_return_bps", ForwardReturn::bps)
            .build();

    private DerivativesRows() {}

    private static RowMapper<DerivativesRow> metrics() {
        RowMapper.Builder<DerivativesRow> rows = RowMapper.<DerivativesRow>into(DerivativesTables.METRICS)
                .instrument(row -> row.frame().instrument())
                .instant("window_start", row -> row.frame().windowEnd().minus(WINDOW))
                .instant("window_end", row -> row.frame().windowEnd())
                .decimal("close_price", of(DerivativesFrame::close, Close::price))
                .decimal("funding_rate", of(DerivativesFrame::funding, FundingRate::rate))
                .small("funding_interval_hours", of(DerivativesFrame::funding, FundingRate::intervalHours))
                .decimal(
                        "funding_rate_8h",
                        of(DerivativesFrame::funding, rate -> FundingRate8h.of(rate.rate(), rate.intervalHours())))
                .statistic("funding_rate_bps", of(DerivativesFrame::funding, DerivativesRows::bps))
                .statistic("funding_rate_bps_strict", of(DerivativesFrame::funding, DerivativesRows::bps))
                .statistic(
                        "funding_rate_annualized_pct",
                        of(
                                DerivativesFrame::funding,
                                rate -> AnnualizedFunding.percent(rate.rate(), rate.intervalHours())))
                // Only live venues publish estimates.
                .decimal("funding_rate_running", row -> null)
                .statistic("funding_spend_usd", DerivativesRows::fundingSpend)
                .decimal("open_interest", of(DerivativesFrame::openInterest, OpenInterest::amount))
                .text("open_interest_unit", of(DerivativesFrame::openInterest, OpenInterest::unit))
                .decimal("open_interest_base", of(DerivativesFrame::openInterest, OpenInterest::base))
                .decimal("open_interest_usd", row -> row.frame().openInterestUsd())
                .decimal("open_interest_price_used", row -> row.frame().priceUsed())
                .flag(
                        "quote_is_dollar_token",
                        row -> row.frame().instrument().isQuotedInDollars()
                                ? row.frame().instrument().isQuotedInDollarTokens()
                                : null)
                .decimal("mark_price", of(DerivativesFrame::mark, Close::price))
                .decimal("index_price", of(DerivativesFrame::index, Close::price))
                .statistic("basis_bps", DerivativesRow::basisBps)
                .statistic("premium_index_bps", of(DerivativesFrame::premium, premium -> bps(premium.price())))
                .flag("funding_premium_agree", DerivativesRows::fundingAgrees)
                .statistic("price_return_bps_1h", DerivativesRow::priceReturnBps1h)
                .statistic("price_return_bps_1h_strict", DerivativesRow::priceReturnBps1h);
        changes(rows, "5m", Changes::fiveMinutes);
        changes(rows, "15m", Changes::fifteenMinutes);
        changes(rows, "1h", Changes::hour);
        changes(rows, "4h", Changes::fourHours);
        changes(rows, "24h", Changes::day);
        changes(rows, "7d", Changes::week);
        return scores(rows)
                .statistic(
                        "oi_change_1h_pct_strict",
                        row -> row.openInterestChanges().hour().percent())
                .statistic("oi_usd_change_1h", DerivativesRow::openInterestUsdChange1h)
                .statistic("oi_usd_change_1h_contracts", row -> change(row, OpenInterestValueChange::contracts))
                .statistic("oi_usd_change_1h_price", row -> change(row, OpenInterestValueChange::price))
                .statistic("oi_usd_change_1h_cross", row -> change(row, OpenInterestValueChange::cross))
                .text("oi_price_quadrant", row -> Objects.toString(row.quadrant(), null))
                .instant("close_price_event_time", of(DerivativesFrame::close, Close::end))
                .instant("funding_rate_event_time", of(DerivativesFrame::funding, FundingRate::fundingTime))
                .instant("funding_rate_running_event_time", row -> null)
                .instant("open_interest_event_time", of(DerivativesFrame::openInterest, OpenInterest::eventTime))
                .instant("basis_event_time", of(DerivativesFrame::mark, Close::end))
                .instant("premium_index_event_time", of(DerivativesFrame::premium, Close::end))
                .statistic("close_price_staleness_seconds", row -> age(row, DerivativesFrame::close))
                .statistic("funding_rate_staleness_seconds", row -> age(row, DerivativesFrame::funding))
                .statistic("open_interest_staleness_seconds", row -> age(row, DerivativesFrame::openInterest))
                .statistic("basis_staleness_seconds", row -> age(row, DerivativesFrame::mark))
                .instant("available_at", row -> Availability.ofBar(row.frame().windowEnd()))
                .flag("complete", row -> present(row) == inputs(row))
                .statistic("coverage_ratio", row -> (double) present(row) / inputs(row))
                .build();
    }

    private static void changes(RowMapper.Builder<DerivativesRow> rows, String length, Function<Changes, Change> over) {
        rows.statistic("oi_change_" + length, row -> over.apply(row.openInterestChanges())
                        .amount())
                .statistic("oi_change_" + length + "_pct", row -> over.apply(row.openInterestChanges())
                        .percent());
    }

    private static RowMapper.Builder<DerivativesRow> scores(RowMapper.Builder<DerivativesRow> rows) {
        return rows.statistic("funding_rate_bps_z_1d", row -> row.parity().fundingZ())
                .statistic("basis_bps_z_1d", row -> row.parity().basisZ())
                .statistic("open_interest_z_1d", row -> row.parity().openInterestZ())
                .statistic("funding_rate_bps_z_1d_strict", row -> row.strict().fundingZ())
                .statistic("basis_bps_z_1d_strict", row -> row.strict().basisZ())
                .statistic("open_interest_z_1d_strict", row -> row.strict().openInterestZ())
                .flag("stress_regime", row -> row.parity().stress())
                .flag("stress_regime_strict", row -> row.strict().stressOfAll())
                .statistic("crowding_score", row -> row.parity().crowding())
                .statistic("crowding_score_strict", row -> row.strict().crowdingOfAll())
                .small("crowding_n_inputs", row -> row.parity().inputs())
                .small("crowding_n_inputs_strict", row -> row.strict().inputs());
    }

    /** A value of a part of the frame; null without the part. */
    private static <P, V> Function<DerivativesRow, V> of(Function<DerivativesFrame, P> part, Function<P, V> value) {
        return row -> {
            P known = part.apply(row.frame());
            return known == null ? null : value.apply(known);
        };
    }

    private static double bps(FundingRate rate) {
        return bps(rate.rate());
    }

    private static double bps(BigDecimal fraction) {
        return BasisPoints.of(fraction).doubleValue();
    }

    private static Double fundingSpend(DerivativesRow row) {
        DerivativesFrame frame = row.frame();
        return frame.funding() == null ? null : FundingSpend.usd(frame.funding().rate(), frame.openInterestUsd());
    }

    private static Boolean fundingAgrees(DerivativesRow row) {
        FundingRate funding = row.frame().funding();
        if (funding == null || Double.isNaN(row.basisBps())) {
            return null;
        }
        return funding.rate().signum() == Math.round(Math.signum(row.basisBps()));
    }

    private static Double change(DerivativesRow row, Function<OpenInterestValueChange, Double> part) {
        return row.usdChange1h() == null ? null : part.apply(row.usdChange1h());
    }

    private static Double age(DerivativesRow row, Function<DerivativesFrame, ? extends Observation> part) {
        Observation known = part.apply(row.frame());
        if (known == null) {
            return null;
        }
        Instant at = row.frame().windowEnd();
        return Duration.between(known.eventTime(), at).toNanos() / NANOS_PER_SECOND;
    }

    /** Price, open interest, basis, and funding where there is any. */
    private static long inputs(DerivativesRow row) {
        return row.frame().instrument().market().isDelivered() ? 3 : 4;
    }

    private static long present(DerivativesRow row) {
        DerivativesFrame frame = row.frame();
        BigDecimal openInterest =
                frame.openInterest() == null ? null : frame.openInterest().amount();
        return Stream.of(frame.close(), frame.funding(), openInterest, frame.mark())
                .filter(Objects::nonNull)
                .count();
    }
}
