package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Folders;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.SecondEngine;
import io.tidemark.engines.testing.SimulatedArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill replaces the rows of the instruments it names and leaves all others as they were. */
final class OtherInstrumentsITCase {

    private static final String TO = "2026-04-09";
    private static final String SYMBOL = "ETHUSDT";
    private static final String INSTRUMENT = "binance:ETH/USDT:USDT";
    private static final String CHANGED_DAY = "2026-04-07";

    @TempDir
    Path folder;

    @Test
    void restatingOneInstrumentLeavesTheOthersEvenInSharedFiles() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 31);
        Backfill all = SimulatedArchive.backfill(archive, TO).with("--parallelism", "1");
        Lake lake = new Lake(folder.resolve("lake")).fill(all);
        Map<String, String> before = lake.hashes();
        assertThat(sharedFiles(lake))
                .as("data files with rows of several instruments")
                .isPositive();

        lake.fill(all.ofSymbols(SYMBOL).with("--force"));
        assertThat(Lake.differences(lake.hashes(), before))
                .as("done again by force")
                .isEmpty();

        Path changed = withOtherTrades(archive);
        lake.fill(all.ofSymbols(SYMBOL).from(changed));
        Map<String, String> after = lake.hashes();
        assertThat(Lake.differences(Lake.without(INSTRUMENT, after), Lake.without(INSTRUMENT, before)))
                .as("the others after a file of %s changed", SYMBOL)
                .isEmpty();
        assertThat(bars(after, CHANGED_DAY)).isNotEqualTo(bars(before, CHANGED_DAY));
        assertThat(bars(after, "2026-04-06")).isEqualTo(bars(before, "2026-04-06"));

        Map<String, String> anew = withoutGaps(
                new Lake(folder.resolve("anew")).fill(all.from(changed)).hashes());
        assertThat(Lake.differences(withoutLookBack(withoutGaps(after)), withoutLookBack(anew)))
                .as("as if never different")
                .isEmpty();
        // Rows of later days that had looked back at the changed one stay until their days are done again.
        lake.fill(all.ofSymbols(SYMBOL).from(changed).with("--force"));
        assertThat(Lake.differences(withoutGaps(lake.hashes()), anew))
                .as("as if never different, look-back and all")
                .isEmpty();
    }

    private static long sharedFiles(Lake lake) {
        return SecondEngine.open(lake)
                .query("select count(*) from (select _file from flow.bars group by _file"
                        + " having count(distinct instrument) > 1)")
                .get(0)
                .getLong(0);
    }

    /** A copy of the archive in which one day of the instrument's trades went otherwise. */
    private Path withOtherTrades(Path archive) throws Exception {
        Path changed = Folders.copy(archive, folder.resolve("changed"));
        Path other = SimulatedArchive.make(folder.resolve("other"), TO, 32, "none");
        String key = "data/futures/um/daily/aggTrades/" + SYMBOL + "/" + SYMBOL + "-aggTrades-" + CHANGED_DAY + ".zip";
        for (String file : List.of(key, key + ".CHECKSUM")) {
            Files.copy(other.resolve(file), changed.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return changed;
    }

    private static String bars(Map<String, String> hashes, String day) {
        return hashes.get("flow.bars " + INSTRUMENT + " " + day);
    }

    /** Without what looks back from one day at another. */
    private static Map<String, String> withoutLookBack(Map<String, String> hashes) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet().removeIf(part -> part.startsWith("derivatives."));
        return rest;
    }

    /** Gaps keep their history: a hole that was there once stays, marked as repaired. */
    private static Map<String, String> withoutGaps(Map<String, String> hashes) {
        Map<String, String> rest = new TreeMap<>(hashes);
        rest.keySet().removeIf(part -> part.startsWith("ops.gaps "));
        return rest;
    }
}
