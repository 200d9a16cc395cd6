package io.tidemark.jobs.source.lake;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the lake holds of UTC days, in the place of files: a day of an instrument's dataset is one. Its version says which
 * runs wrote its rows and how many each, so that it is another when somebody has restated the day, and the same when files
 * were only compacted.
 */
public final class LakeDays implements Closeable {

    /** The shortest time that tables tell apart. */
    private static final Duration INSTANT = Duration.ofNanos(1000);

    private final StateReader tables;

    private record Day(String instrument, LocalDate day) {}

    /** The days as they were in that state. */
    public LakeDays(LakeState state) {
        this.tables = new StateReader(state);
    }

    /**
     * The days of the range, those without rows as absent ones.
     *
     * @param barInterval length of the venue's bars
     */
    public List<ArchiveFile> of(
            List<Instrument> instruments, List<Dataset> datasets, String barInterval, TimeRange range) {
        List<ArchiveFile> files = new ArrayList<>();
        for (Dataset dataset : datasets) {
            Map<Day, Map<String, Long>> writers = writers(instruments, dataset, barInterval, range);
            for (Instrument instrument : instruments) {
                for (LocalDate day : range.days()) {
                    files.add(file(
                            instrument,
                            dataset,
                            barInterval,
                            TimeRange.ofDay(day),
                            day.toString(),
                            writers.get(new Day(instrument.id(), day))));
                }
            }
        }
        return files;
    }

    /**
     * What the lake holds in a stretch of time, whatever it is, as one file: to be read, not to be compared.
     *
     * @param barInterval length of the venue's bars
     */
    public static ArchiveFile stretch(Instrument instrument, Dataset dataset, String barInterval, TimeRange range) {
        return file(instrument, dataset, barInterval, range, range.from() + "/" + range.to(), Map.of());
    }

    /** How many rows each run wrote. */
    private Map<Day, Map<String, Long>> writers(
            List<Instrument> instruments, Dataset dataset, String barInterval, TimeRange range) {
        FactRows rows = FactRows.of(dataset);
        TimeRange closed =
                new TimeRange(range.from(), rows.isOfInstants() ? range.to().plus(INSTANT) : range.to());
        Map<Day, Map<String, Long>> writers = new HashMap<>();
        tables.each(
                rows.table(),
                rows.filter(instruments, dataset, barInterval, closed),
                List.of("instrument", rows.table().rangeColumn(), "run_id"),
                row -> {
                    String instrument = (String) row.getField("instrument");
                    String run = String.valueOf(row.getField("run_id"));
                    count(writers, new Day(instrument, TimeRange.dayOf(rows.time(row))), run);
                    if (rows.isOfInstants() && isMidnight(rows.time(row))) {
                        count(
                                writers,
                                new Day(
                                        instrument,
                                        TimeRange.dayOf(rows.time(row).minus(INSTANT))),
                                run);
                    }
                });
        return writers;
    }

    private static void count(Map<Day, Map<String, Long>> writers, Day day, String run) {
        writers.computeIfAbsent(day, unseen -> new TreeMap<>()).merge(run, 1L, Long::sum);
    }

    private static boolean isMidnight(Instant instant) {
        return instant.equals(TimeRange.startOf(TimeRange.dayOf(instant)));
    }

    private static ArchiveFile file(
            Instrument instrument,
            Dataset dataset,
            String barInterval,
            TimeRange period,
            String name,
            Map<String, Long> writers) {
        FactRows rows = FactRows.of(dataset);
        return new ArchiveFile(
                rows.table().name() + "/" + dataset.text() + "/" + name,
                dataset,
                instrument,
                rows.isByDataset() ? barInterval : null,
                period,
                List.of(period),
                writers == null ? null : new ArchiveFile.Stored(0, writers.toString(), null));
    }

    @Override
    public void close() throws IOException {
        tables.close();
    }
}
