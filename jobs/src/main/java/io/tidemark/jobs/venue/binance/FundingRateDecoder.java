package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import io.tidemark.jobs.venue.SettlementHoles;
import java.time.Instant;
import java.util.function.Consumer;

/** Settled funding. */
final class FundingRateDecoder implements FileDecoder {

    private static final int CALC_TIME = 0;
    private static final int INTERVAL_HOURS = 1;
    private static final int RATE = 2;
    private static final long LONGEST_INTERVAL_HOURS = 24;

    private final FileColumns columns = new FileColumns(3, "calc_time", "funding_interval_hours", "last_funding_rate");
    private final KeyedRows<FundingRate> rows = new KeyedRows<>();
    private final ArchiveFile file;
    private final Availability availability;

    FundingRateDecoder(ArchiveFile file, Availability availability) {
        this.file = file;
        this.availability = availability;
    }

    @Override
    public void startMember() {
        columns.reset();
    }

    @Override
    public boolean line(CsvLine line) {
        if (columns.isHeader(line)) {
            return false;
        }
        columns.requireFields(line);
        Instant time = columns.instant(line, CALC_TIME);
        if (!file.period().contains(time)) {
            throw columns.outside(line, CALC_TIME, time, file.period());
        }
        long hours = columns.whole(line, INTERVAL_HOURS);
        if (hours < 1 || hours > LONGEST_INTERVAL_HOURS) {
            throw columns.rejected(line, INTERVAL_HOURS, "is not 1 to " + LONGEST_INTERVAL_HOURS);
        }
        rows.add(
                time,
                new FundingRate(
                        file.instrument(),
                        time,
                        columns.number(line, RATE).toBigDecimal(),
                        (int) hours,
                        availability.ofFunding(time),
                        file.key()));
        return true;
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        SettlementHoles holes = new SettlementHoles(file);
        for (FundingRate rate : rows.inOrder()) {
            holes.settled(rate.fundingTime(), rate.intervalHours(), facts);
            if (file.wants(rate.fundingTime())) {
                facts.accept(rate);
            }
        }
        holes.end(facts);
        GridCoverage.delivered(file, file.period(), true, facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        GridCoverage.gaps(file, reason, facts);
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
    }
}
