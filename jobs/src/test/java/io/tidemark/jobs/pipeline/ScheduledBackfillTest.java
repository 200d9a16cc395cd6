package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.Preview.Action;
import io.tidemark.jobs.testing.EditableArchive;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Backfills that are repeated as a schedule does, over archives that change in between. */
class ScheduledBackfillTest extends ScheduledRuns {

    @Test
    void aTouchedFileIsNotDoneAgain() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();

        archive.touchAll();
        assertThat(preview(archive).values()).containsOnly(Action.UNCHANGED, Action.ABSENT);
        Heard heard = run(archive);
        assertThat(heard.published).isEmpty();
        assertThat(heard.skipped).isPositive();
        assertThat(runs()).isEqualTo(before);
    }

    @Test
    void aGrowingRangeDoesOnlyNewDays() {
        run(natural.root(), List.of(BTC, PEPE), FROM, TO.minusDays(2));
        Map<String, String> before = runs();
        Heard heard = run(natural.root(), List.of(BTC, PEPE), FROM, TO.minusDays(1));

        assertThat(heard.published).containsExactly(TimeRange.ofDay(TO.minusDays(2)));
        assertThat(changes(before, runs())).isNotEmpty().allMatch(part -> part.endsWith(" 2026-04-08"));
    }

    @Test
    void aRestatedFilesDayIsDoneAgainAndWhatIsMadeFromIt() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();
        String key = file("klines", BTC, "2026-04-07");
        String was = archive.sha256(key);

        archive.edit(key, lines -> lines.subList(0, lines.size() - 1));
        Map<String, Action> actions = preview(archive);
        assertThat(actions).containsEntry(key, Action.RESTATED);
        assertThat(actions.values().stream().filter(Action.RESTATED::equals)).hasSize(1);
        assertThat(actions.values()).doesNotContain(Action.SETTINGS_CHANGED);
        // What is aligned with it is read with it; labels of the day before look into its first hour.
        actions.forEach((file, action) -> assertThat(action == Action.READ)
                .as("%s %s", file, action)
                .isEqualTo(!file.equals(key) && file.contains(BTC) && isWantedOnTheDayOrTheDayBefore(file)));
        Heard heard = run(archive);
        assertThat(heard.restated).containsExactly(key);
        assertThat(changes(before, runs()))
                .containsExactly(
                        "derivatives.labels BTC/USDT:USDT 2026-04-06",
                        "derivatives.labels BTC/USDT:USDT 2026-04-07",
                        "derivatives.metrics BTC/USDT:USDT 2026-04-07",
                        "market.klines BTC/USDT:USDT 2026-04-07");
        assertThat(inputsOfLastRun())
                .contains("\"restated\":{\"" + key + "\":\"" + was + "\"}")
                .contains("\"BTCUSDT-1m-2026-04-07.zip\":\"" + archive.sha256(key) + "\"");

        assertThat(run(archive).restated).isEmpty();
    }

    private static boolean isWantedOnTheDayOrTheDayBefore(String file) {
        return file.contains("2026-04-06") || file.contains("2026-04-07") || file.contains("fundingRate");
    }

    private String inputsOfLastRun() {
        return rows(OpsTables.RUNS).stream()
                .filter(row -> row.getField("state").equals("DONE"))
                .max((one, two) -> ((OffsetDateTime) one.getField("started_at"))
                        .compareTo((OffsetDateTime) two.getField("started_at")))
                .map(row -> (String) row.getField("inputs"))
                .orElseThrow();
    }

    @Test
    void theLastInstantOfAMetricsFileBelongsToTheNextDay() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        Map<String, String> before = runs();

        archive.edit(file("metrics", BTC, "2026-04-07"), lines -> lines.subList(0, lines.size() - 1));
        run(archive);
        assertThat(changes(before, runs()))
                .containsExactly(
                        "derivatives.metrics BTC/USDT:USDT 2026-04-07",
                        "derivatives.metrics BTC/USDT:USDT 2026-04-08",
                        "market.long_short_ratios BTC/USDT:USDT 2026-04-07",
                        "market.long_short_ratios BTC/USDT:USDT 2026-04-08",
                        "market.open_interest BTC/USDT:USDT 2026-04-07",
                        "market.open_interest BTC/USDT:USDT 2026-04-08");
    }

    @Test
    void anotherContentOfTheSameSizeIsNoticedWithoutAChecksum() throws IOException {
        EditableArchive archive = copy(natural);
        String key = file("klines", BTC, "2026-04-07");
        archive.storeWithoutChecksum(key, lines -> lines);
        run(archive);
        long bytes = archive.size(key);

        archive.storeWithoutChecksum(key, lines -> {
            List<String> changed = new ArrayList<>(lines);
            String last = changed.remove(changed.size() - 1);
            changed.add(last.substring(0, last.length() - 1) + "7");
            return changed;
        });
        assertThat(archive.size(key)).isEqualTo(bytes);
        assertThat(preview(archive)).containsEntry(key, Action.RESTATED);
        assertThat(run(archive).restated).containsExactly(key);

        // The same content once more is read again, for all we know, but it is no other content.
        archive.touchAll();
        assertThat(preview(archive)).containsEntry(key, Action.READ);
        assertThat(run(archive).restated).isEmpty();
    }

    @Test
    void aRefusedFileIsDoneWhenItIsMended() throws IOException {
        EditableArchive archive = copy(natural);
        String key = file("aggTrades", PEPE, "2026-04-08");
        byte[] sound = archive.bytes(key);
        archive.put(key, new byte[sound.length]);
        RunCounts first = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(first.refusedFiles()).isEqualTo(1);
        RunCounts repeated = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(repeated.filesRead()).isZero();
        assertThat(repeated.refusedFiles()).isEqualTo(1);
        Map<String, String> before = runs();

        archive.put(key, sound);
        assertThat(preview(archive)).containsEntry(key, Action.READ);
        RunCounts mended = run(archive.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(mended.deadLetters()).isZero();
        assertThat(changes(before, runs()))
                .containsExactly(
                        "derivatives.labels 1000PEPE/USDT:USDT 2026-04-07",
                        "derivatives.labels 1000PEPE/USDT:USDT 2026-04-08",
                        "derivatives.metrics 1000PEPE/USDT:USDT 2026-04-08",
                        "flow.bars 1000PEPE/USDT:USDT 2026-04-08");
    }
}
