package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.SmallDisk;
import io.tidemark.engines.testing.Tidemark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up during a backfill. */
final class FullDiskITCase {

    private static final String TO = "2026-04-10";

    @TempDir
    Path folder;

    @Test
    void aRunWithoutRoomFailsInOneLineAndALaterOneFinishes() throws Exception {
        try (SmallDisk disk = SmallDisk.mountOrSkip(folder.resolve("disk"), 24)) {
            Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 61);
            Backfill whole = SimulatedArchive.backfill(archive, TO);
            Backfill firstDay = whole.between(whole.from(), whole.from().plusDays(1));
            Backfill rest = whole.between(LocalDate.parse("2026-04-07"), whole.to());
            Lake undisturbed = new Lake(folder.resolve("undisturbed")).fill(firstDay);
            Lake lake = new Lake(disk.folder().resolve("lake")).fill(firstDay);
            Map<String, String> before = lake.hashes();
            long needed = needed(undisturbed, rest);
            for (long room : new long[] {0, needed / 3, needed * 3 / 4}) {
                disk.leave(room);
                Tidemark.Outcome outcome = Tidemark.run(rest.into(lake.warehouse()));
                assertThat(outcome.code())
                        .as("%d of %d bytes left: %s", room, needed, outcome)
                        .isEqualTo(1);
                assertThat(outcome.lastWord()).startsWith("tidemark backfill: ").contains("disk is full");
                assertThat(outcome.err()).doesNotContain("\tat ").doesNotContain("Exception");
                assertThat(Lake.differences(observed(lake.hashes()), observed(before)))
                        .as("%d of %d bytes left", room, needed)
                        .isEmpty();
            }
            disk.makeRoom();
            assertThat(Lake.differences(lake.fill(rest).hashes(), undisturbed.hashes()))
                    .as("with room again")
                    .isEmpty();
        }
    }

    /** How much the backfill adds to a lake. */
    private static long needed(Lake lake, Backfill backfill) throws IOException, InterruptedException {
        long before = size(lake.warehouse());
        lake.fill(backfill);
        return size(lake.warehouse()) - before;
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                size += (Files.size(file) + 4095) / 4096 * 4096;
            }
        }
        return size;
    }

    /** What a venue observed or trades add up to; gaps and dead letters come before the tables that they are of. */
    private static Map<String, String> observed(Map<String, String> hashes) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet().removeIf(part -> part.startsWith("ops."));
        return rest;
    }
}
