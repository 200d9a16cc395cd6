package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.GridCoverage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * Settled funding. A settlement's interval is the time since the one before it, so a row that is missing shows as a
 * longer time than the next row's interval.
 */
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
    public void line(CsvLine line) {
        if (columns.isHeader(line)) {
            return;
        }
        columns.requireFields(line);
        Instant time = columns.instant(line, CALC_TIME);
        if (!file.period().contains(time)) {
            throw AggTradesDecoder.outside(columns, line, CALC_TIME, time, file.period());
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
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        Instant expected = file.period().from();
        FundingRate last = null;
        for (FundingRate rate : rows.inOrder()) {
            Instant hour = onTheHour(rate.fundingTime());
            Instant due = last == null ? firstDue(hour, rate.intervalHours()) : expected;
            Instant start = hour.minus(Duration.ofHours(rate.intervalHours()));
            // The row covers the time since the settlement before it; what it does not cover has no row.
            if (last == null ? due.isBefore(hour) : start.isAfter(onTheHour(last.fundingTime()))) {
                gap(new TimeRange(due, hour), facts);
            }
            if (file.wants(rate.fundingTime())) {
                facts.accept(rate);
            }
            expected = hour.plus(Duration.ofHours(rate.intervalHours()));
            last = rate;
        }
        if (expected.isBefore(file.period().to())) {
            gap(new TimeRange(expected, file.period().to()), facts);
        }
        GridCoverage.delivered(file, file.period(), true, facts);
    }

    /** The first settlement that the file should have, on the grid of the first row's interval. */
    private Instant firstDue(Instant hour, int intervalHours) {
        long step = Duration.ofHours(intervalHours).toSeconds();
        long periods = Duration.between(file.period().from(), hour).toSeconds() / step;
        return hour.minusSeconds(periods * step);
    }

    /** The jitter is milliseconds; settlements are hours apart. */
    private static Instant onTheHour(Instant time) {
        return time.plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
    }

    private void gap(TimeRange range, Consumer<Fact> facts) {
        for (TimeRange part : file.wantedOf(range)) {
            facts.accept(Gap.inTime(file.instrument(), file.dataset(), part, "settlements are missing in the file"));
        }
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
