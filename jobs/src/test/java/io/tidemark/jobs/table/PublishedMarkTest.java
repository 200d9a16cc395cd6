package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedMarkTest {

    private static final TableDefinition DEFINITION = MarketTables.OPEN_INTEREST;
    private static final TimeRange APRIL = Facts.days("2026-04-01", "2026-05-01");
    private static final Publication WANTED = publication(Set.of("a:ONE", "a:TWO"), APRIL, "inputs 1");

    @TempDir
    Path folder;

    private Lake lake;
    private Table table;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
        table = lake.createOrEvolve(DEFINITION);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private static Publication publication(Set<String> instruments, TimeRange range, String fingerprint) {
        return new Publication(
                DEFINITION.name(), List.of(Dataset.AGG_TRADES), Rows.scope(instruments, range), fingerprint);
    }

    private void publish(Publication publication) {
        Instant at = publication.scope().range().from();
        List<Map<String, Object>> rows = new ArrayList<>();
        publication
                .scope()
                .values()
                .get("instrument")
                .forEach(instrument -> rows.add(Rows.openInterest(instrument, at, "1", "run")));
        PublishedMark mark = new PublishedMark(
                "run-7", publication.scope(), publication.fingerprint(), Map.of(ChunkCounts.GAPS, 3L));
        new Restatement(table, DEFINITION, publication.scope())
                .commit(
                        new RowAppender(table, DEFINITION).write(Rows.records(table, DEFINITION, rows)),
                        mark.properties());
    }

    @Test
    void aTableThatWasNeverPublishedToHasNoMark() {
        assertThat(PublishedMark.current(table, WANTED)).isEmpty();
    }

    @Test
    void whatIsPublishedFromTheSameInputsIsFoundWithItsCounts() {
        publish(WANTED);

        assertThat(PublishedMark.current(table, WANTED)).hasValueSatisfying(mark -> {
            assertThat(mark.runId()).isEqualTo("run-7");
            assertThat(mark.scope()).isEqualTo(WANTED.scope());
            assertThat(mark.fingerprint()).isEqualTo("inputs 1");
            assertThat(mark.counts()).containsExactly(Map.entry(ChunkCounts.GAPS, 3L));
        });
    }

    @Test
    void otherInputsAreToBeDone() {
        publish(WANTED);

        assertThat(PublishedMark.current(table, publication(Set.of("a:ONE", "a:TWO"), APRIL, "inputs 2")))
                .isEmpty();
    }

    @Test
    void anotherRangeOrSetOfInstrumentsIsToBeDone() {
        publish(WANTED);

        assertThat(PublishedMark.current(
                        table,
                        publication(Set.of("a:ONE", "a:TWO"), Facts.days("2026-04-01", "2026-04-02"), "inputs 1")))
                .isEmpty();
        assertThat(PublishedMark.current(table, publication(Set.of("a:ONE"), APRIL, "inputs 1")))
                .isEmpty();
    }

    @Test
    void laterCommitsElsewhereDoNotHideIt() {
        publish(WANTED);
        publish(publication(Set.of("a:THREE"), APRIL, "other"));
        publish(publication(Set.of("a:ONE"), Facts.days("2026-05-01", "2026-06-01"), "other"));
        publish(publication(Set.of("a:ONE"), Facts.days("2026-03-01", "2026-04-01"), "other"));

        assertThat(PublishedMark.current(table, WANTED)).isPresent();
    }

    @Test
    void aLaterCommitOfSomeOfTheRowsMakesItUndone() {
        publish(WANTED);
        publish(publication(Set.of("a:TWO", "a:THREE"), Facts.days("2026-04-30", "2026-05-02"), "inputs 2"));

        assertThat(PublishedMark.current(table, WANTED)).isEmpty();

        publish(WANTED);
        assertThat(PublishedMark.current(table, WANTED)).isPresent();
    }

    @Test
    void compactionInBetweenDoesNotHideIt() throws IOException {
        publish(publication(Set.of("a:THREE"), APRIL, "other"));
        publish(WANTED);
        List<Map<String, Object>> rows = List.of(
                Rows.openInterest("a:ONE", APRIL.from(), "1", "run"),
                Rows.openInterest("a:TWO", APRIL.from(), "1", "run"),
                Rows.openInterest("a:THREE", APRIL.from(), "1", "run"));
        var rewrite = table.newRewrite();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> rewrite.deleteFile(task.file()));
        }
        for (DataFile file : new RowAppender(table, DEFINITION).write(Rows.records(table, DEFINITION, rows))) {
            rewrite.addFile(file);
        }
        rewrite.commit();

        assertThat(table.currentSnapshot().operation()).isEqualTo("replace");
        assertThat(PublishedMark.current(table, WANTED)).isPresent();
    }

    @Test
    void rowsWrittenByOthersMakeItUndone() {
        publish(WANTED);
        Rows.append(table, DEFINITION, List.of(Rows.openInterest("a:ONE", APRIL.from(), "2", "someone")));

        assertThat(PublishedMark.current(table, WANTED)).isEmpty();
    }
}
