package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.SeriesDeclaration.SettledFunding;
import io.tidemark.jobs.model.SeriesFormat;
import io.tidemark.jobs.model.SeriesRow;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import io.tidemark.jobs.venue.SettlementHoles;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Settled funding. Two rows of the same hour are one settlement, whatever their jitter. */
final class FundingSeries implements SeriesFormat.Decoder {

    private static final BigDecimal LONGEST_INTERVAL_HOURS = BigDecimal.valueOf(24);

    private final KeyedRows<FundingRate> rows = new KeyedRows<>();
    private final DeclaredCells cells;
    private final SettledFunding declared;
    private final Availability availability;
    private final Instrument instrument;
    private final String source;

    FundingSeries(
            DeclaredCells cells,
            SettledFunding declared,
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
        Optional<BigDecimal> rate = cells.value(row);
        if (rate.isEmpty()) {
            return;
        }
        if (rate.get().abs().compareTo(BigDecimal.ONE) >= 0) {
            throw cells.rejected(
                    row, "is " + rate.get().toPlainString() + " as a fraction, which is not between -1 and 1");
        }
        int hours = intervalHours(row);
        cells.uses(time);
        rows.add(
                SettlementHoles.hourOf(time),
                new FundingRate(instrument, time, rate.get(), hours, availability.ofFunding(time), source),
                List.of(rate.get(), hours));
    }

    private int intervalHours(SeriesRow row) {
        if (declared.intervalColumn() == null) {
            return declared.intervalHours();
        }
        String column = declared.intervalColumn();
        BigDecimal hours = cells.number(row, column).orElseThrow(() -> new RejectedLineException("has no " + column));
        if (hours.signum() <= 0 || hours.compareTo(LONGEST_INTERVAL_HOURS) > 0 || hours.scale() > 0) {
            throw Numbers.rejected(
                    column, row.cells().get(column), "is not 1 to " + LONGEST_INTERVAL_HOURS + " whole hours");
        }
        return hours.intValueExact();
    }

    @Override
    public Optional<TimeRange> days() {
        return cells.days();
    }

    @Override
    public void finish(ArchiveFile file, Consumer<Fact> facts) {
        SettlementHoles holes = new SettlementHoles(file);
        for (FundingRate rate : rows.inOrder()) {
            if (file.period().contains(SettlementHoles.hourOf(rate.fundingTime()))) {
                holes.settled(rate.fundingTime(), rate.intervalHours(), facts);
            }
            if (file.wants(rate.fundingTime())) {
                facts.accept(rate);
            }
        }
        holes.end(facts);
        GridCoverage.delivered(file, file.period(), true, facts);
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
    }
}
