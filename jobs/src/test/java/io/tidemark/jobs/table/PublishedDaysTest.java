package io.tidemark.jobs.table;

import static io.tidemark.jobs.table.PublishedDays.State.DONE;
import static io.tidemark.jobs.table.PublishedDays.State.NOT_DONE;
import static io.tidemark.jobs.table.PublishedDays.State.OTHER_SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.table.PublishedDays.State;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedDaysTest {

    private static final TableDefinition DEFINITION = MarketTables.OPEN_INTEREST;
    private static final TimeRange DAYS = Facts.days("2026-04-06", "2026-04-10");
    private static final List<Instrument> BOTH = List.of(Facts.BTC, Facts.ETH);

    @TempDir
    Path folder;

    private Lake lake;
    private Table table;
    private final Archive archive = new Archive();

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
        table = lake.createOrEvolve(DEFINITION);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    /** A file a day, each with a checksum and a version that tests may change. */
    private static final class Archive {
        private final Map<String, ArchiveFile.Stored> changed = new HashMap<>();
        private String settings = "settings-1";

        static String key(Instrument instrument, LocalDate day) {
            return instrument.symbol() + "-" + day + ".zip";
        }

        Archive put(Instrument instrument, String day, String version, String checksum) {
            changed.put(key(instrument, LocalDate.parse(day)), new ArchiveFile.Stored(7, version, checksum));
            return this;
        }

        ArchiveFile file(Instrument instrument, LocalDate day) {
            TimeRange range = TimeRange.ofDay(day);
            String key = key(instrument, day);
            return new ArchiveFile(
                    key,
                    Dataset.METRICS,
                    instrument,
                    null,
                    range,
                    List.of(range),
                    changed.getOrDefault(key, new ArchiveFile.Stored(7, "version 1", "sum of " + key)));
        }

        Publication publication(List<Instrument> instruments, TimeRange range) {
            List<ArchiveFile> files = new ArrayList<>();
            instruments.forEach(instrument -> range.days().forEach(day -> files.add(file(instrument, day))));
            return new Publication(
                    DEFINITION.name(),
                    List.of(Dataset.METRICS),
                    Rows.scope(instruments.stream().map(Instrument::id).collect(Collectors.toSet()), range),
                    instruments.stream().collect(Collectors.toMap(Instrument::id, unused -> settings)),
                    files);
        }
    }

    private void publish(List<Instrument> instruments, TimeRange range) {
        publish(archive.publication(instruments, range), List.of(), List.of());
    }

    private void publish(Publication publication, List<Gap> gaps, List<DeadLetter> letters) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Subject subject : publication.subjects()) {
            for (LocalDate day : publication.scope().range().days()) {
                rows.add(Rows.openInterest(subject.instrument(), TimeRange.startOf(day), "1", "run"));
            }
        }
        new Restatement(table, DEFINITION, publication.scope())
                .commit(
                        new RowAppender(table, DEFINITION).write(Rows.records(table, DEFINITION, rows)),
                        new ChunkFindings(gaps, letters)
                                .mark("run-7", publication)
                                .properties());
    }

    private PublishedDays look(List<Instrument> instruments, TimeRange range) {
        return PublishedDays.of(table, archive.publication(instruments, range));
    }

    /** What is not done, as symbol and day. */
    private Map<String, State> due(List<Instrument> instruments, TimeRange range) {
        PublishedDays days = look(instruments, range);
        Map<String, State> due = new TreeMap<>();
        for (Instrument instrument : instruments) {
            for (LocalDate day : range.days()) {
                State state = days.state(new Subject(instrument.id(), null), day);
                if (state != DONE) {
                    due.put(instrument.symbol() + " " + day, state);
                }
            }
        }
        return due;
    }

    private static Subject btc() {
        return new Subject(Facts.BTC.id(), null);
    }

    private static LocalDate day(int ofApril) {
        return LocalDate.of(2026, 4, ofApril);
    }

    private DeadLetter letter(int ofApril, Long line) {
        ArchiveFile file = archive.file(Facts.BTC, day(ofApril));
        return new DeadLetter(
                Facts.BTC,
                Dataset.METRICS,
                file.key(),
                line,
                "no good",
                null,
                file.period().from());
    }

    @Test
    void aTableThatWasNeverMadeOrPublishedToHasNoDayDone() {
        assertThat(due(BOTH, DAYS)).hasSize(8).doesNotContainValue(DONE);
        assertThat(PublishedDays.of(null, archive.publication(BOTH, DAYS)).state(btc(), day(6)))
                .isEqualTo(NOT_DONE);
    }

    @Test
    void whatIsPublishedFromTheSameFilesIsDoneWithWhatWasFound() {
        Instant noon = Instant.parse("2026-04-07T12:00:00Z");
        publish(
                archive.publication(BOTH, DAYS),
                List.of(
                        Gap.inTime(Facts.BTC, Dataset.METRICS, new TimeRange(noon, noon.plusSeconds(300)), "a"),
                        Gap.inTime(Facts.BTC, Dataset.METRICS, new TimeRange(noon, noon.plusSeconds(600)), "b")),
                List.of(letter(6, 3L), letter(6, 4L), letter(8, null)));

        assertThat(due(BOTH, DAYS)).isEmpty();
        PublishedDays days = look(BOTH, DAYS);
        assertThat(days.gaps(btc(), day(6))).isZero();
        assertThat(days.gaps(btc(), day(7))).isEqualTo(2);
        assertThat(days.gaps(new Subject(Facts.ETH.id(), null), day(7))).isZero();
        assertThat(days.rejects(archive.file(Facts.BTC, day(6)), btc(), day(6))).isEqualTo(2);
        assertThat(days.rejects(archive.file(Facts.BTC, day(7)), btc(), day(7))).isZero();
        assertThat(days.rejects(archive.file(Facts.BTC, day(8)), btc(), day(8))).isEqualTo(FileAccounts.REFUSED);
        assertThat(days.runId(btc(), day(8))).isEqualTo("run-7");
    }

    @Test
    void aFileWithAChecksumMayGetAnotherVersionButNotAnotherChecksum() {
        publish(BOTH, DAYS);

        String key = Archive.key(Facts.BTC, day(7));
        archive.put(Facts.BTC, "2026-04-07", "touched", "sum of " + key);
        assertThat(due(BOTH, DAYS)).isEmpty();

        archive.put(Facts.BTC, "2026-04-07", "touched", "another sum");
        assertThat(due(BOTH, DAYS)).containsOnlyKeys("BTCUSDT 2026-04-07");
    }

    @Test
    void aFileWithoutAChecksumMayNotGetAnotherVersion() {
        archive.put(Facts.BTC, "2026-04-07", "version 1", null);
        publish(BOTH, DAYS);
        assertThat(due(BOTH, DAYS)).isEmpty();

        archive.put(Facts.BTC, "2026-04-07", "version 2", null);
        assertThat(due(BOTH, DAYS)).containsExactly(Map.entry("BTCUSDT 2026-04-07", NOT_DONE));
    }

    @Test
    void aRefusedFileIsTriedAgainInAnotherVersionOnly() {
        publish(archive.publication(BOTH, DAYS), List.of(), List.of(letter(8, null)));
        assertThat(due(BOTH, DAYS)).isEmpty();

        archive.put(Facts.BTC, "2026-04-08", "loaded down again", "sum of " + Archive.key(Facts.BTC, day(8)));
        assertThat(due(BOTH, DAYS)).containsOnlyKeys("BTCUSDT 2026-04-08");
    }

    @Test
    void aFileThatWasAbsentIsDoneWhenItComes() {
        archive.changed.put(Archive.key(Facts.ETH, day(9)), null);
        publish(BOTH, DAYS);
        assertThat(due(BOTH, DAYS)).isEmpty();

        archive.changed.clear();
        assertThat(due(BOTH, DAYS)).containsOnlyKeys("ETHUSDT 2026-04-09");
    }

    @Test
    void otherSettingsAreToldFromOtherFiles() {
        publish(BOTH, DAYS);
        archive.settings = "settings-2";
        archive.put(Facts.ETH, "2026-04-09", "version 1", "another sum");

        assertThat(due(BOTH, Facts.days("2026-04-08", "2026-04-10")))
                .containsExactly(
                        Map.entry("BTCUSDT 2026-04-08", OTHER_SETTINGS),
                        Map.entry("BTCUSDT 2026-04-09", OTHER_SETTINGS),
                        Map.entry("ETHUSDT 2026-04-08", OTHER_SETTINGS),
                        Map.entry("ETHUSDT 2026-04-09", NOT_DONE));
    }

    @Test
    void someOfTheDaysOrInstrumentsAreDoneAsWell() {
        publish(BOTH, DAYS);

        assertThat(due(BOTH, Facts.days("2026-04-07", "2026-04-08"))).isEmpty();
        assertThat(due(List.of(Facts.ETH), DAYS)).isEmpty();
    }

    @Test
    void ofMoreDaysOrInstrumentsOnlyTheNewAreDue() {
        publish(List.of(Facts.BTC), Facts.days("2026-04-06", "2026-04-08"));
        publish(List.of(Facts.BTC), Facts.days("2026-04-08", "2026-04-09"));

        assertThat(due(List.of(Facts.BTC), DAYS)).containsOnlyKeys("BTCUSDT 2026-04-09");
        assertThat(due(BOTH, Facts.days("2026-04-07", "2026-04-09")))
                .containsOnlyKeys("ETHUSDT 2026-04-07", "ETHUSDT 2026-04-08");
    }

    @Test
    void theLastCommitThatTouchedADayCounts() {
        publish(BOTH, DAYS);
        archive.put(Facts.BTC, "2026-04-08", "version 1", "another sum");
        publish(List.of(Facts.BTC), Facts.days("2026-04-08", "2026-04-09"));
        assertThat(due(BOTH, DAYS)).isEmpty();

        archive.changed.clear();
        assertThat(due(BOTH, DAYS)).containsOnlyKeys("BTCUSDT 2026-04-08");
    }

    @Test
    void marksThatDoNotTellOfDaysAreNotEnough() {
        Publication publication = archive.publication(BOTH, DAYS);
        new Restatement(table, DEFINITION, publication.scope())
                .commit(
                        List.of(),
                        Map.of(
                                "tidemark.run-id",
                                "old",
                                "tidemark.from",
                                DAYS.from().toString(),
                                "tidemark.to",
                                DAYS.to().toString(),
                                "tidemark.fingerprint",
                                "0123",
                                "tidemark.scope.instrument",
                                Facts.BTC.id() + "," + Facts.ETH.id(),
                                "tidemark.count.gaps",
                                "3"));

        assertThat(due(BOTH, DAYS)).hasSize(8);
        assertThat(look(BOTH, DAYS).gaps(btc(), day(6))).isZero();
    }

    @Test
    void datasetsOfOneTableAreDoneOneByOne() {
        Table klines = lake.createOrEvolve(MarketTables.KLINES);
        Publication one = klines(Dataset.KLINES);
        new Restatement(klines, MarketTables.KLINES, one.scope())
                .commit(
                        List.of(),
                        new ChunkFindings(List.of(), List.of())
                                .mark("run-7", one)
                                .properties());

        PublishedDays both = PublishedDays.of(klines, klines(Dataset.KLINES, Dataset.MARK_PRICE_KLINES));
        assertThat(both.state(new Subject(Facts.BTC.id(), "klines"), day(6))).isEqualTo(DONE);
        assertThat(both.state(new Subject(Facts.BTC.id(), "markPriceKlines"), day(6)))
                .isEqualTo(NOT_DONE);
    }

    private static Publication klines(Dataset... datasets) {
        TimeRange range = TimeRange.ofDay(day(6));
        return new Publication(
                MarketTables.KLINES.name(),
                List.of(datasets),
                new Scope(
                        Map.of(
                                "instrument",
                                Set.of(Facts.BTC.id()),
                                "dataset",
                                Set.of(datasets).stream().map(Dataset::text).collect(Collectors.toSet()),
                                "bar_interval",
                                Set.of("1m")),
                        range),
                Map.of(Facts.BTC.id(), "settings"),
                List.of(datasets).stream()
                        .map(dataset -> new ArchiveFile(
                                dataset.text() + ".zip",
                                dataset,
                                Facts.BTC,
                                "1m",
                                range,
                                List.of(range),
                                new ArchiveFile.Stored(7, "version 1", null)))
                        .toList());
    }

    @Test
    void whatAnInstantOfTheDayBeforeIsWantedForCountsForItsDay() {
        TimeRange range = TimeRange.ofDay(day(7));
        TimeRange last = new TimeRange(range.from(), range.from().plus(Duration.ofMinutes(5)));
        for (String checksum : List.of("sum 1", "sum 2")) {
            ArchiveFile before = new ArchiveFile(
                    "before.zip",
                    Dataset.METRICS,
                    Facts.BTC,
                    null,
                    new TimeRange(last.to().minus(Duration.ofDays(1)), last.to()),
                    List.of(last),
                    new ArchiveFile.Stored(7, "version 1", checksum));
            Publication publication = new Publication(
                    DEFINITION.name(),
                    List.of(Dataset.METRICS),
                    Rows.scope(Set.of(Facts.BTC.id()), range),
                    Map.of(Facts.BTC.id(), "settings"),
                    List.of(before, archive.file(Facts.BTC, day(7))));
            assertThat(PublishedDays.of(table, publication).state(btc(), day(7)))
                    .as(checksum)
                    .isEqualTo(NOT_DONE);
            publish(publication, List.of(), List.of());
            assertThat(PublishedDays.of(table, publication).state(btc(), day(7)))
                    .as(checksum)
                    .isEqualTo(DONE);
        }
    }

    @Test
    void compactionInBetweenHidesNothing() throws IOException {
        publish(BOTH, DAYS);
        var rewrite = table.newRewrite();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Instrument instrument : BOTH) {
            DAYS.days()
                    .forEach(day -> rows.add(Rows.openInterest(instrument.id(), TimeRange.startOf(day), "1", "run")));
        }
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> rewrite.deleteFile(task.file()));
        }
        for (DataFile file : new RowAppender(table, DEFINITION).write(Rows.records(table, DEFINITION, rows))) {
            rewrite.addFile(file);
        }
        rewrite.commit();

        assertThat(table.currentSnapshot().operation()).isEqualTo("replace");
        assertThat(due(BOTH, DAYS)).isEmpty();
    }

    @Test
    void rowsWrittenByOthersMakeEverythingBeforeThemDue() {
        publish(BOTH, DAYS);
        Rows.append(table, DEFINITION, List.of(Rows.openInterest(Facts.BTC.id(), DAYS.from(), "2", "someone")));
        assertThat(due(BOTH, DAYS)).hasSize(8);

        publish(List.of(Facts.ETH), DAYS);
        assertThat(due(BOTH, DAYS)).hasSize(4);
    }
}
