package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.SecondEngine;
import io.tidemark.engines.testing.Seed;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run destroyed at any moment leaves each table old or new, and repeating it finishes it. */
final class KilledRunsITCase {

    private static final int ON_EMPTY_LAKES = 12;
    private static final int RESTATEMENTS = 8;
    private static final String TO = "2026-04-08";
    /** So that commits lie between start and end. */
    private static final String[] DAY_BY_DAY = {"--chunk-days", "1"};

    private static final Duration SOONEST = Duration.ofMillis(500);

    @TempDir
    private static Path folder;

    private static Backfill one;
    private static Backfill other;
    private static Undisturbed ofOne;
    private static Undisturbed ofOther;

    /** A lake filled without disturbance, and how long that took. */
    private record Undisturbed(Map<String, String> hashes, Duration took) {}

    @BeforeAll
    static void fillUndisturbedLakes() throws Exception {
        one = backfill(1);
        other = backfill(2).with(DAY_BY_DAY);
        List<Undisturbed> filled = Lanes.run(List.of(() -> fill(lake("one"), one), () -> fill(lake("other"), other)));
        ofOne = filled.get(0);
        ofOther = filled.get(1);
        assertThat(ofOther.hashes()).isNotEqualTo(ofOne.hashes());
    }

    private static Lake lake(String name) {
        return new Lake(folder.resolve("undisturbed-" + name));
    }

    private static Backfill backfill(int seed) throws InterruptedException {
        Path archive = SimulatedArchive.make(folder.resolve("archive-" + seed), TO, seed, "none");
        return SimulatedArchive.backfill(archive, TO).with("--parallelism", "1");
    }

    private static Undisturbed fill(Lake lake, Backfill backfill) throws InterruptedException {
        long start = System.nanoTime();
        lake.fill(backfill);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Undisturbed(lake.hashes(), took);
    }

    @Test
    void twentyKilledRunsAreFinishedByRepeatingThem() throws Exception {
        Random random = Seed.random("killed runs");
        double[] onEmptyLakes = random.doubles(ON_EMPTY_LAKES).toArray();
        double[] restatements = random.doubles(RESTATEMENTS).toArray();
        List<Integer> killed =
                Lanes.run(List.of(() -> killOnEmptyLakes(onEmptyLakes), () -> killRestatements(restatements)));
        int all = killed.stream().mapToInt(Integer::intValue).sum();
        System.out.println("killed runs: " + all + " were still there to be destroyed");
        assertThat(all).isGreaterThanOrEqualTo((ON_EMPTY_LAKES + RESTATEMENTS) / 4);
    }

    /** A moment between the soonest and the end of a run that takes as long as the last one. */
    private static Duration moment(double part, Duration wholeRun) {
        Duration moment = SOONEST.plusNanos(
                (long) (part * Math.max(0, wholeRun.minus(SOONEST).toNanos())));
        System.out.println("killed runs: destroying one after " + moment + " of " + wholeRun);
        return moment;
    }

    private static int killOnEmptyLakes(double[] parts) throws InterruptedException {
        int killed = 0;
        Duration wholeRun = ofOne.took();
        for (int i = 0; i < parts.length; i++) {
            Duration moment = moment(parts[i], wholeRun);
            Lake lake = new Lake(folder.resolve("empty-" + i));
            killed += kill(lake, one, moment) ? 1 : 0;
            Undisturbed repeated = fill(lake, one);
            assertThat(Lake.differences(repeated.hashes(), ofOne.hashes()))
                    .as("killed after %s, repeated", moment)
                    .isEmpty();
            wholeRun = repeated.took();
        }
        return killed;
    }

    /** One archive's rows in place of another's, to and fro; every day and table must be one's or the other's. */
    private static int killRestatements(double[] parts) throws InterruptedException {
        Lake lake = new Lake(folder.resolve("restated")).fill(one.with(DAY_BY_DAY));
        List<String> openGaps = openGaps(lake);
        int killed = 0;
        Duration wholeRun = ofOther.took();
        for (int i = 0; i < parts.length; i++) {
            boolean toOther = i % 2 == 0;
            Backfill next = toOther ? other : one.with(DAY_BY_DAY);
            Duration moment = moment(parts[i], wholeRun);
            killed += kill(lake, next, moment) ? 1 : 0;
            requireOldOrNew(withoutGaps(lake.hashes()), moment);
            Undisturbed repeated = fill(lake, next);
            assertThat(Lake.differences(
                            withoutGaps(repeated.hashes()), withoutGaps((toOther ? ofOther : ofOne).hashes())))
                    .as("killed after %s, repeated", moment)
                    .isEmpty();
            assertThat(openGaps(lake)).as("killed after %s, repeated", moment).isEqualTo(openGaps);
            wholeRun = repeated.took();
        }
        return killed;
    }

    private static boolean kill(Lake lake, Backfill backfill, Duration moment) throws InterruptedException {
        try (Tidemark.Running running = Tidemark.start(backfill.into(lake.warehouse()))) {
            return running.killAfter(moment);
        }
    }

    private static void requireOldOrNew(Map<String, String> found, Duration moment) {
        Map<String, String> old = withoutGaps(ofOne.hashes());
        Map<String, String> restated = ofOther.hashes();
        assertThat(found.keySet()).isEqualTo(old.keySet());
        assertThat(found.keySet())
                // Totals lie between one and the other while the chunks do.
                .filteredOn(part -> !part.contains("  "))
                .filteredOn(part -> !List.of(old.get(part), restated.get(part)).contains(found.get(part)))
                .as("neither old nor new right after the kill at %s", moment)
                .isEmpty();
    }

    /** While the days are of two archives, trade ids do not meet at midnight, and that stays in the history of the gaps. */
    private static Map<String, String> withoutGaps(Map<String, String> hashes) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet().removeIf(part -> part.startsWith("ops.gaps "));
        return rest;
    }

    private static List<String> openGaps(Lake lake) {
        return SecondEngine.open(lake)
                .query("select gap_id from (select gap_id, repaired_at, row_number() over (partition by gap_id"
                        + " order by coalesce(repaired_at, detected_at) desc, repaired_at desc nulls last) as newest from ops.gaps)"
                        + " where newest = 1 and repaired_at is null order by gap_id")
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
