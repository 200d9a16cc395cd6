package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill that is told to end, as schedulers do. */
final class InterruptedRunITCase {

    private static final String TO = "2026-04-10";
    private static final String STATES = "select state, reason from ops.runs order by started_at desc, state limit 2";

    @TempDir
    Path folder;

    @Test
    void itIsNotedAsFailedWithinSecondsAndTheNextRunFinishesIt() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 83);
        Backfill backfill = SimulatedArchive.backfill(archive, TO).with("--parallelism", "1", "--chunk-days", "1");
        long start = System.nanoTime();
        Lake undisturbed = new Lake(folder.resolve("undisturbed")).fill(backfill);
        Duration whole = Duration.ofNanos(System.nanoTime() - start);
        Lake lake = new Lake(folder.resolve("lake"));
        lake.fill(backfill);

        Duration moment = whole.dividedBy(2);
        try (Tidemark.Running running = Tidemark.start(backfill.with("--force").into(lake.warehouse()))) {
            assertThat(running.interruptAfter(moment))
                    .as("still there after %s", moment)
                    .isTrue();
            long told = System.nanoTime();
            Tidemark.Outcome outcome = running.end();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(5));
            assertThat(outcome.code()).as("%s", outcome).isEqualTo(143);
            assertThat(outcome.err()).doesNotContain("\tat ");
        }
        assertThat(states(lake)).isEqualTo("state,reason\nFAILED,interrupted\nRUNNING,\n");

        lake.fill(backfill);
        assertThat(states(lake)).isEqualTo("state,reason\nDONE,\nRUNNING,\n");
        assertThat(Lake.differences(lake.hashes(), undisturbed.hashes())).isEmpty();
    }

    private static String states(Lake lake) throws InterruptedException {
        return Tidemark.run("sql", "--warehouse", lake.warehouse().toString(), "--format", "csv", "-e", STATES)
                .requireCode(0)
                .out();
    }
}
