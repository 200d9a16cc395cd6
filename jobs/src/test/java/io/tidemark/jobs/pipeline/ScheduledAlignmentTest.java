package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.LabelTables;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.testing.EditableArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When aligned rows are made again, and when they are left alone. */
class ScheduledAlignmentTest extends ScheduledRuns {

    private static final List<String> ONE = List.of(BTC);

    @Test
    void theLastHourOfLabelsIsCompletedWhenTheNextDayAppears() throws IOException {
        EditableArchive archive = copy(natural);
        Map<Path, byte[]> next = new HashMap<>();
        for (String dataset : List.of("aggTrades", "klines")) {
            for (String suffix : List.of("", ".CHECKSUM")) {
                Path file = archive.root().resolve(file(dataset, BTC, "2026-04-08") + suffix);
                next.put(file, Files.readAllBytes(file));
                Files.delete(file);
            }
        }
        run(archive.root(), ONE, FROM, FROM.plusDays(2));
        Map<String, String> before = runs();
        assertThat(lateLabels()).containsOnly("null").hasSize(11);
        assertThat(run(archive.root(), ONE, FROM, FROM.plusDays(2)).published).isEmpty();

        for (Map.Entry<Path, byte[]> file : next.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
        run(archive.root(), ONE, FROM, FROM.plusDays(2));
        assertThat(changes(before, runs())).containsExactly("derivatives.labels BTC/USDT:USDT 2026-04-07");
        assertThat(lateLabels()).anyMatch(label -> !label.equals("null"));
        Map<String, Object> found = hashes();
        EditableArchive.delete(folder.resolve("lake"));
        run(archive.root(), ONE, FROM, FROM.plusDays(2));
        assertThat(hashes()).isEqualTo(found);
    }

    /** Labels whose horizon ends on the day after. */
    private List<String> lateLabels() {
        return rows(LabelTables.LABELS).stream()
                .filter(row ->
                        !TestLake.instant(row, "label_available_at").isBefore(Instant.parse("2026-04-08T00:05:00Z")))
                .map(row -> String.valueOf(row.getField("next_1h_return_bps")))
                .toList();
    }

    @Test
    void aRunThatReadsLessThanTheArchiveHoldsLeavesAlignedRowsAlone() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive.root(), ONE, FROM, TO);
        Map<String, String> before = runs();
        archive.edit(file("klines", BTC, "2026-04-07"), lines -> lines.subList(0, lines.size() - 300));

        datasets = List.of(Dataset.KLINES, Dataset.AGG_TRADES, Dataset.METRICS);
        run(archive.root(), ONE, FROM, TO);
        Map<String, String> fewer = runs();
        assertThat(changes(before, fewer)).containsExactly("market.klines BTC/USDT:USDT 2026-04-07");

        datasets = List.of();
        run(archive.root(), ONE, FROM, TO);
        assertThat(changes(fewer, runs()))
                .containsExactly(
                        "derivatives.labels BTC/USDT:USDT 2026-04-06",
                        "derivatives.labels BTC/USDT:USDT 2026-04-07",
                        "derivatives.metrics BTC/USDT:USDT 2026-04-07");
    }

    @Test
    void anotherAvailabilityMakesAlignedRowsAgain() throws IOException {
        run(natural.root(), ONE, FROM, FROM.plusDays(2));
        Map<String, Object> atEvent = hashes();
        availability = Availability.AS_PUBLISHED;
        run(natural.root(), ONE, FROM, FROM.plusDays(2));
        Map<String, Object> published = hashes();
        assertThat(published.get("derivatives.metrics")).isNotEqualTo(atEvent.get("derivatives.metrics"));
        assertThat(published).containsEntry("derivatives.labels", atEvent.get("derivatives.labels"));

        EditableArchive.delete(folder.resolve("lake"));
        run(natural.root(), ONE, FROM, FROM.plusDays(2));
        assertThat(hashes()).isEqualTo(published);
    }

    @Test
    void aRestatementIsToldWhenAFileIsReadForLaterDaysOnly() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive.root(), ONE, FROM, FROM.plusDays(1));
        String key = file("metrics", BTC, FROM.toString());
        archive.edit(key, lines -> lines.subList(0, lines.size() - 3));

        // The day's rows stay as they are until they are asked for again; what was read is another file all the same.
        assertThat(run(archive.root(), ONE, FROM.plusDays(3), FROM.plusDays(4)).restated)
                .containsExactly(key);
    }
}
