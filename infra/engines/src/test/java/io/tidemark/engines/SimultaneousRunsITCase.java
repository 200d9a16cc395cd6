package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two backfills of the same tables, instruments and days at once. */
final class SimultaneousRunsITCase {

    private static final String TO = "2026-04-08";

    @TempDir
    Path folder;

    @Test
    void bothEndWithANamedOutcomeAndTheTablesAreThoseOfOneRun() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 71);
        Backfill backfill = SimulatedArchive.backfill(archive, TO).with("--parallelism", "1", "--force");
        Lake single = new Lake(folder.resolve("single")).fill(backfill);
        Lake lake = new Lake(folder.resolve("lake"));
        for (String lakeIs : List.of("empty", "filled")) {
            try (Tidemark.Running one = Tidemark.start(backfill.into(lake.warehouse()));
                    Tidemark.Running two = Tidemark.start(backfill.into(lake.warehouse()))) {
                List<Tidemark.Outcome> outcomes = List.of(one.end(), two.end());
                System.out.println("two at once, lake is " + lakeIs + ": "
                        + outcomes.stream()
                                .map(each -> each.code() + " " + each.lastWord())
                                .toList());
                assertThat(outcomes).allSatisfy(SimultaneousRunsITCase::requireNamed);
                assertThat(outcomes).as("%s", outcomes).anyMatch(outcome -> outcome.code() == 0);
            }
            assertThat(Lake.differences(lake.hashes(), single.hashes()))
                    .as("lake was %s", lakeIs)
                    .isEmpty();
        }
    }

    private static void requireNamed(Tidemark.Outcome outcome) {
        assertThat(outcome.code()).as("%s", outcome).isIn(0, 1);
        assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
        if (outcome.code() == 1) {
            assertThat(outcome.lastWord()).startsWith("tidemark backfill: ");
        }
    }
}
