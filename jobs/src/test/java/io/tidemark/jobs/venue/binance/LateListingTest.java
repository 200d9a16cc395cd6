package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.source.archive.ArchiveFolder;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that can be downloaded before the listing has them. */
class LateListingTest {

    private static final String KEY = "data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-";

    @TempDir
    Path root;

    private final Set<String> late = new HashSet<>();

    /** Lists all but the late files; counts what it is asked. */
    private final class LateStore implements ArchiveStore {
        private static final long serialVersionUID = 1L;

        private final ArchiveStore store = new ArchiveFolder(root).store();
        private final List<String> listed = new ArrayList<>();
        private final List<String> probed = new ArrayList<>();
        private int readings;

        @Override
        public List<Entry> files(String prefix) throws IOException {
            listed.add(prefix);
            return store.files(prefix).stream()
                    .filter(entry -> late.stream().noneMatch(entry.key()::startsWith))
                    .toList();
        }

        @Override
        public Optional<Entry> unlisted(String key) throws IOException {
            probed.add(key);
            return store.files(key.substring(0, key.lastIndexOf('/') + 1)).stream()
                    .filter(entry -> entry.key().equals(key))
                    .findFirst();
        }

        @Override
        public Map<String, byte[]> readSmall(Collection<Entry> entries) throws IOException {
            readings++;
            return store.readSmall(entries);
        }

        @Override
        public List<String> folders(String prefix) throws IOException {
            return store.folders(prefix);
        }

        @Override
        public SeekableByteChannel open(String key, String version) throws IOException {
            return store.open(key, version);
        }

        @Override
        public String location() {
            return store.location();
        }
    }

    private void put(String... days) {
        for (String day : days) {
            new ArchiveFolder(root).put(KEY + day + ".zip", new byte[] {1, 2, 3});
        }
    }

    private static List<String> present(List<ArchiveFile> files) {
        return files.stream()
                .filter(file -> !file.isAbsent())
                .map(file -> file.key().substring(KEY.length()).replace(".zip", ""))
                .toList();
    }

    @Test
    void theLastTwoDaysAreLookedForByName() throws IOException {
        put("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04");
        late.addAll(List.of(KEY + "2026-04-02", KEY + "2026-04-03", KEY + "2026-04-04"));
        LateStore store = new LateStore();

        List<ArchiveFile> files = new BinanceArchive(store, BinanceMarket.UM)
                .files(Facts.BTC, List.of(Dataset.AGG_TRADES), "1m", Facts.days("2026-04-01", "2026-04-05"));

        assertThat(present(files)).containsExactly("2026-04-01", "2026-04-03", "2026-04-04");
        assertThat(files).filteredOn(file -> !file.isAbsent()).allSatisfy(file -> assertThat(
                        file.stored().checksum())
                .isEqualTo(ArchiveFolder.sha256(new byte[] {1, 2, 3})));
    }

    @Test
    void whatIsNowhereIsAbsentAndAFolderWithoutFilesIsNotLookedInto() throws IOException {
        put("2026-04-01");
        LateStore store = new LateStore();
        BinanceArchive archive = new BinanceArchive(store, BinanceMarket.UM);

        assertThat(present(archive.files(
                        Facts.BTC, List.of(Dataset.AGG_TRADES), "1m", Facts.days("2026-04-01", "2026-04-04"))))
                .containsExactly("2026-04-01");
        assertThat(store.probed).containsExactly(KEY + "2026-04-02.zip", KEY + "2026-04-03.zip");
        store.probed.clear();
        archive.files(Facts.BTC, List.of(Dataset.FUNDING_RATE), "1m", Facts.days("2026-04-01", "2026-04-04"));
        assertThat(store.probed).isEmpty();
    }

    @Test
    void aFolderIsListedOnceAndItsChecksumsAreReadTogether() throws IOException {
        put("2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04");
        LateStore store = new LateStore();
        BinanceArchive archive = new BinanceArchive(store, BinanceMarket.UM);

        archive.files(Facts.BTC, List.of(Dataset.AGG_TRADES), "1m", Facts.days("2026-04-01", "2026-04-03"));
        archive.files(Facts.BTC, List.of(Dataset.AGG_TRADES), "1m", Facts.days("2026-04-03", "2026-04-05"));

        assertThat(store.listed).hasSize(2).doesNotHaveDuplicates();
        assertThat(store.readings).isEqualTo(2);
    }
}
