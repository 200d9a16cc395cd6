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
        return true;
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        Instant after = file.period().from().minusNanos(1);
        Instant due = file.period().to();
        for (FundingRate rate : rows.inOrder()) {
            Instant hour = onTheHour(rate.fundingTime());
            Instant first = firstDue(after, hour, rate.intervalHours());
            if (first.isBefore(hour)) {
                // The row covers less than the time since the one before; what is missing was due on either's grid.
                gap(new TimeRange(first.isBefore(due) ? first : due, hour), facts);
            }
            if (file.wants(rate.fundingTime())) {
                facts.accept(rate);
            }
            after = hour;
            due = hour.plus(Duration.ofHours(rate.intervalHours()));
        }
        if (rows.inOrder().isEmpty()) {
            gap(file.period(), facts);
        } else if (due.isBefore(file.period().to())) {
            gap(new TimeRange(due, file.period().to()), facts);
        }
        GridCoverage.delivered(file, file.period(), true, facts);
    }

    /** The first settlement after {@code after} on the grid that leads to {@code hour}; the hour itself if none is. */
    private static Instant firstDue(Instant after, Instant hour, int intervalHours) {
        Duration interval = Duration.ofHours(intervalHours);
        long between = Duration.between(after, hour).minusNanos(1).dividedBy(interval);
        return hour.minus(interval.multipliedBy(between));
    }

    /** The jitter is milliseconds; settlements are hours apart. */
    private static Instant onTheHour(Instant time) {
        return time.plus(30, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.HOURS);
    }

    private void gap(TimeRange range, Consumer<Fact> facts) {
        for (TimeRange part : file.wantedOf(range)) {
            facts.accept(Gap.inTime(file, part, "settlements are missing in the file"));
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
