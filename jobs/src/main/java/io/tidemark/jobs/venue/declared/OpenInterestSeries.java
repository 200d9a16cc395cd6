package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration.ObservedOpenInterest;
import io.tidemark.jobs.model.SeriesFormat;
import io.tidemark.jobs.model.SeriesRow;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Open interest. A stamp off the grid stays as it is; rounding only finds duplicates and missing rows, and without a
 * declared step there is no grid.
 */
final class OpenInterestSeries implements SeriesFormat.Decoder {

    private final KeyedRows<OpenInterest> rows = new KeyedRows<>();
    private final DeclaredCells cells;
    private final ObservedOpenInterest declared;
    private final Availability availability;
    private final Instrument instrument;
    private final String source;

    OpenInterestSeries(
            DeclaredCells cells,
            ObservedOpenInterest declared,
            Availability availability,
            Instrument instrument,
            String source) {
        this.cells = cells;
        this.declared = declared;
        this.availability = availability;
        this.instrument = instrument;
        this.source = source;
    }

    @Override
    public void row(SeriesRow row) {
        Instant time = cells.time(row);
        Optional<BigDecimal> value = cells.value(row);
        if (value.isEmpty()) {
            return;
        }
        if (value.get().signum() < 0) {
            throw cells.rejected(row, "is below 0");
        }
        BigDecimal usd = declared.usdColumn() == null ? null : usd(row);
        cells.uses(time);
        rows.add(onGrid(time), observation(time, value.get(), usd), Arrays.asList(value.get(), usd));
    }

    private BigDecimal usd(SeriesRow row) {
        BigDecimal usd = cells.number(row, declared.usdColumn()).orElse(null);
        if (usd != null && usd.signum() < 0) {
            throw Numbers.rejected(declared.usdColumn(), row.cells().get(declared.usdColumn()), "is below 0");
        }
        return usd;
    }

    /** What the series does not say, and no declared size tells, is null. */
    private OpenInterest observation(Instant time, BigDecimal value, BigDecimal stated) {
        return switch (declared.unit()) {
            case BASE -> observation(time, value, "base", value, stated);
            case USD -> observation(time, null, "base", null, value);
            case CONTRACTS -> {
                BigDecimal sized = declared.contractSize() == null ? null : value.multiply(declared.contractSize());
                yield isInverse()
                        ? observation(time, value, "contracts", null, stated == null ? sized : stated)
                        : observation(time, value, "contracts", sized, stated);
            }
        };
    }

    private OpenInterest observation(Instant time, BigDecimal amount, String unit, BigDecimal base, BigDecimal usd) {
        BigDecimal price =
                base == null || usd == null || base.signum() == 0 ? null : usd.divide(base, 18, RoundingMode.HALF_EVEN);
        return new OpenInterest(
                instrument, time, amount, unit, base, usd, price, availability.ofOpenInterest(time), source);
    }

    private boolean isInverse() {
        return instrument.market() == Market.INVERSE_PERP || instrument.market() == Market.INVERSE_FUTURE;
    }

    private Instant onGrid(Instant time) {
        if (declared.step() == null) {
            return time;
        }
        long step = declared.step().toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli() + step / 2, step) * step);
    }

    @Override
    public Optional<TimeRange> days() {
        return cells.days();
    }

    @Override
    public void finish(ArchiveFile file, Consumer<Fact> facts) {
        for (OpenInterest observation : rows.inOrder()) {
            if (file.wants(observation.eventTime())) {
                facts.accept(observation);
            }
        }
        if (declared.step() == null) {
            GridCoverage.delivered(file, file.period(), true, facts);
            return;
        }
        GridCoverage coverage = new GridCoverage(file, declared.step());
        rows.keys().stream().filter(file.period()::contains).forEach(coverage::mark);
        coverage.report(facts);
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
    }
}
