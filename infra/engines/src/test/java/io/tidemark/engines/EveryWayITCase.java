package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.Seed;
import io.tidemark.engines.testing.SimulatedArchive;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode, parallelism, cut, order and repetition leave no trace in any table but that of the runs. */
final class EveryWayITCase {

    /** Refused and mended files, rejected and doubled lines, missing ids and files, all in one archive. */
    private static final int HOSTILE_SEED = 5;

    private static final int DONE = 0;
    private static final int DONE_WITH_REJECTS = 3;

    @TempDir
    Path folder;

    @Test
    void recordedArchiveGivesTheSameTables() throws Exception {
        Backfill whole = RecordedArchive.backfill();
        Map<String, List<Backfill>> ways = new LinkedHashMap<>();
        ways.put("day by day", inRandomOrder(whole, "recorded archive"));
        ways.put("batch, parallelism 1, twice", List.of(batch(whole, 1), batch(whole, 1)));
        ways.put(
                "batch, parallelism 2, done again",
                List.of(batch(whole, 2), batch(whole, 2).with("--force")));
        ways.put("streaming, parallelism 1", List.of(streaming(whole, 1)));
        ways.put("streaming, parallelism 2", List.of(streaming(whole, 2)));
        ways.put(
                "batch, parallelism 2, three days at once",
                List.of(batch(whole, 2).with("--chunk-days", "3")));
        requireEqual(RecordedArchive.lake().hashes(), ways);
    }

    @Test
    void archiveWithEveryKindOfFaultGivesTheSameTables() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), "2026-04-10", HOSTILE_SEED, "hostile");
        Backfill whole = SimulatedArchive.backfill(archive, "2026-04-10");
        Map<String, List<Backfill>> ways = new LinkedHashMap<>();
        ways.put("day by day, streaming", inRandomOrder(whole.with("--mode", "streaming"), "hostile archive"));
        ways.put("batch, parallelism 1, twice", List.of(batch(whole, 1), batch(whole, 1)));
        ways.put(
                "streaming, parallelism 2, done again",
                List.of(streaming(whole, 2), streaming(whole, 2).with("--force")));
        requireEqual(
                new Lake(folder.resolve("lake")).fill(whole, DONE_WITH_REJECTS).hashes(), ways);
    }

    /** Rows look back over a week and labels ahead by an hour, wherever a run begins and ends. */
    @Test
    void positioningGivesTheSameTablesDayByDayInAnyOrder() throws Exception {
        int seed = Seed.random("days of positioning").nextInt(1_000_000);
        Path archive = SimulatedArchive.everyDataset(folder.resolve("archive"), seed);
        Backfill whole = Backfill.of(archive, "um", "BTCUSDT,1000PEPEUSDT", "2026-04-06", "2026-04-22");
        Map<String, List<Backfill>> ways = new LinkedHashMap<>();
        ways.put("day by day", inRandomOrder(whole, "days of positioning"));
        ways.put("batch, parallelism 2, a day at once", List.of(batch(whole, 2).with("--chunk-days", "1")));
        ways.put(
                "streaming, parallelism 1, three days at once",
                List.of(streaming(whole, 1).with("--chunk-days", "3")));
        ways.put("streaming, parallelism 2", List.of(streaming(whole, 2)));
        Map<String, String> expected =
                new Lake(folder.resolve("lake")).fill(batch(whole, 1)).hashes();
        assertThat(expected.keySet().stream().map(part -> part.split(" ", -1)[0]))
                .contains("derivatives.metrics", "derivatives.labels");
        requireEqual(expected, ways);
    }

    private static Backfill batch(Backfill whole, int parallelism) {
        return whole.with("--mode", "batch", "--parallelism", Integer.toString(parallelism));
    }

    private static Backfill streaming(Backfill whole, int parallelism) {
        return whole.with("--mode", "streaming", "--parallelism", Integer.toString(parallelism));
    }

    private static List<Backfill> inRandomOrder(Backfill whole, String what) {
        Random random = Seed.random("day by day, " + what);
        List<LocalDate> days = new ArrayList<>(whole.days());
        Collections.shuffle(days, random);
        return days.stream().map(day -> whole.between(day, day.plusDays(1))).toList();
    }

    private void requireEqual(Map<String, String> expected, Map<String, List<Backfill>> ways) throws Exception {
        List<Callable<Map<String, String>>> tasks = new ArrayList<>();
        ways.values().forEach(backfills -> {
            Lake lake = new Lake(folder.resolve("lake-" + tasks.size()));
            tasks.add(() -> {
                for (Backfill backfill : backfills) {
                    lake.fill(backfill, DONE, DONE_WITH_REJECTS);
                }
                return lake.hashes();
            });
        });
        List<Map<String, String>> found = Lanes.run(tasks);
        SoftAssertions softly = new SoftAssertions();
        List<String> names = List.copyOf(ways.keySet());
        for (int i = 0; i < names.size(); i++) {
            softly.assertThat(Lake.differences(found.get(i), expected))
                    .as(names.get(i))
                    .isEmpty();
        }
        softly.assertAll();
    }
}
