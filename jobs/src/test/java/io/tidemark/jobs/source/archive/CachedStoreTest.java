package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedStoreTest {

    private static final int BYTES = 40_960;
    private static final long ROOMY = 1_000_000_000;

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();
    private CountingStore origin;
    private ArchiveFolder archive;

    @BeforeEach
    void makeArchive() {
        archive = new ArchiveFolder(folder.resolve("archive"));
        origin = new CountingStore(archive.store());
    }

    /** Every look is a second later. */
    private static final class SteppingClock extends Clock {
        private long seconds = Instant.parse("2026-04-06T00:00:00Z").getEpochSecond();

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds++);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** Remembers what was read. */
    private static final class CountingStore implements ArchiveStore {
        private static final long serialVersionUID = 1L;

        private final ArchiveStore store;
        private final List<String> opened = new ArrayList<>();

        CountingStore(ArchiveStore store) {
            this.store = store;
        }

        @Override
        public List<Entry> files(String prefix) throws IOException {
            return store.files(prefix);
        }

        @Override
        public List<String> folders(String prefix) throws IOException {
            return store.folders(prefix);
        }

        @Override
        public SeekableByteChannel open(String key, String version) throws IOException {
            opened.add(key);
            return store.open(key, version);
        }

        @Override
        public Map<String, byte[]> readSmall(Collection<Entry> entries) throws IOException {
            entries.forEach(entry -> opened.add(entry.key()));
            return store.readSmall(entries);
        }

        @Override
        public String location() {
            return store.location();
        }
    }

    private CachedStore cached(long limit) {
        return new CachedStore(origin, folder.resolve("cache"), limit, clock);
    }

    private byte[] put(String key, int seed) {
        byte[] content = new byte[BYTES];
        new Random(seed).nextBytes(content);
        archive.putRaw(key, content);
        return content;
    }

    private byte[] read(ArchiveStore store, String key) throws IOException {
        try (InputStream in = Channels.newInputStream(store.open(key, version(store, key)))) {
            return in.readAllBytes();
        }
    }

    private static String version(ArchiveStore store, String key) throws IOException {
        return store.files("").stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow()
                .version();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> kept() {
        return files(folder.resolve("cache"));
    }

    @Test
    void whatWasReadOnceIsNotReadAgain() throws IOException {
        byte[] content = put("a", 1);
        assertThat(read(cached(ROOMY), "a")).isEqualTo(content);
        assertThat(read(cached(ROOMY), "a")).isEqualTo(content);
        assertThat(origin.opened).containsExactly("a");
    }

    @Test
    void smallFilesAreKeptAsWell() throws IOException {
        byte[] one = put("a", 1);
        byte[] other = put("b", 2);
        for (int time = 0; time < 2; time++) {
            assertThat(cached(ROOMY).readSmall(origin.files("")))
                    .containsEntry("a", one)
                    .containsEntry("b", other)
                    .hasSize(2);
        }
        assertThat(origin.opened).containsExactly("a", "b");
    }

    @Test
    void aNewVersionIsReadAnew() throws IOException {
        put("a", 1);
        read(cached(ROOMY), "a");
        byte[] changed = put("a", 2);
        Files.setLastModifiedTime(folder.resolve("archive/a"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(read(cached(ROOMY), "a")).isEqualTo(changed);
        assertThat(origin.opened).containsExactly("a", "a");
    }

    @Test
    void aBrokenEntryIsFetchedAgain() throws IOException {
        byte[] content = put("a", 1);
        read(cached(ROOMY), "a");
        Files.write(kept().get(0), new byte[] {1, 2, 3});
        assertThat(read(cached(ROOMY), "a")).isEqualTo(content);
        assertThat(read(cached(ROOMY), "a")).isEqualTo(content);
        assertThat(origin.opened).containsExactly("a", "a");
    }

    @Test
    void whatContradictsThePublishersChecksumIsNotKept() throws IOException {
        byte[] content = put("a", 1);
        for (int time = 0; time < 2; time++) {
            try (InputStream in = Channels.newInputStream(cached(ROOMY).open(file("a", "0".repeat(64))))) {
                assertThat(in.readAllBytes()).isEqualTo(content);
            }
        }
        assertThat(origin.opened).containsExactly("a", "a");
        assertThat(kept()).isEmpty();
        cached(ROOMY).open(file("a", ArchiveFolder.sha256(content))).close();
        assertThat(kept()).hasSize(1);
        cached(ROOMY).open(file("a", "0".repeat(64))).close();
        assertThat(origin.opened).hasSize(4);
    }

    private ArchiveFile file(String key, String checksum) throws IOException {
        return new ArchiveFile(
                key,
                Dataset.KLINES,
                Facts.BTC,
                "1m",
                Facts.days("2026-04-06", "2026-04-07"),
                List.of(),
                new ArchiveFile.Stored(BYTES, version(origin, key), checksum));
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        for (int index = 0; index < 5; index++) {
            put("file" + index, index);
        }
        CachedStore store = cached(3 * BYTES);
        for (String key : List.of("file0", "file1", "file2", "file0", "file3", "file4")) {
            read(store, key);
        }
        assertThat(kept()).hasSize(3);
        origin.opened.clear();
        for (String key : List.of("file0", "file3", "file4", "file1")) {
            read(store, key);
        }
        assertThat(origin.opened).containsExactly("file1");
    }

    @Test
    void aFileThatGoesWhileItIsReadStaysReadable() throws IOException {
        byte[] content = put("a", 1);
        put("b", 2);
        CachedStore store = cached(BYTES);
        try (SeekableByteChannel inUse = store.open("a", version(store, "a"))) {
            read(store, "b");
            assertThat(kept()).hasSize(1);
            assertThat(Channels.newInputStream(inUse).readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aFileThatIsLargerThanTheCacheIsReadAllTheSame() throws IOException {
        byte[] content = put("a", 1);
        assertThat(read(cached(BYTES - 1), "a")).isEqualTo(content);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatIsSomebodysOwnStaysInTheFolder() throws IOException {
        Path own = folder.resolve("cache/thesis/chapter.part");
        Path beside = folder.resolve("cache/notes.txt");
        for (Path file : List.of(own, beside)) {
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[10 * BYTES]);
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        }
        put("a", 1);
        read(cached(2 * BYTES), "a");
        assertThat(own).exists();
        assertThat(beside).exists();
    }

    @Test
    void whatAKilledProcessLeftBehindIsClearedAway() throws IOException {
        Path left = folder.resolve("cache/incoming/left.part");
        Files.createDirectories(left.getParent());
        Files.write(left, new byte[10 * BYTES]);
        Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2026-04-04T00:00:00Z")));
        put("a", 1);
        read(cached(2 * BYTES), "a");
        assertThat(left).doesNotExist();
        assertThat(kept()).hasSize(1);
    }
}
