package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.ArchiveFiles;
import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.FaultyProxy;
import io.tidemark.engines.testing.FaultyProxy.Fate;
import io.tidemark.engines.testing.Folders;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.S3Server;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong between a bucket and its reader changes nothing in the tables, or is told. */
final class S3FaultsITCase {

    private static final String TO = "2026-04-08";

    /** So that giving up takes seconds. */
    private static final Map<String, String> IMPATIENT = Map.of("AWS_MAX_ATTEMPTS", "4");

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Path archive;
    private static Map<String, String> expected;

    private FaultyProxy proxy;

    @BeforeAll
    static void fillBucket() throws Exception {
        archive = SimulatedArchive.make(folder.resolve("archive"), TO, 67, "none");
        expected = new Lake(folder.resolve("of-folder"))
                .fill(SimulatedArchive.backfill(archive, TO))
                .hashes();
        server = S3Server.open(folder.resolve("buckets"));
        server.make("market");
        server.upload(archive, "market");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        proxy = new FaultyProxy(server.endpoint());
    }

    @AfterEach
    void stopProxy() {
        proxy.close();
    }

    private Backfill through(String bucket) {
        return SimulatedArchive.backfill(archive, TO)
                .from(bucket)
                .with("--s3-endpoint", proxy.endpoint().toString(), "--s3-anonymous");
    }

    @Test
    void refusalsAndBrokenConnectionsLeaveNoTraceAndTheCacheIsReadInsteadOfTheBucket() throws Exception {
        AtomicInteger slowDowns = new AtomicInteger(5);
        Set<String> cut = ConcurrentHashMap.newKeySet();
        proxy.decide(request -> {
            if (slowDowns.getAndDecrement() > 0) {
                return Fate.SLOWED_DOWN;
            }
            return request.startsWith("GET ") && request.endsWith(".zip") && cut.add(request)
                    ? Fate.CUT
                    : Fate.ANSWERED;
        });
        Backfill backfill =
                through("s3://market").with("--cache", folder.resolve("cache").toString());
        requireExpected(new Lake(folder.resolve("through-faults")).fill(backfill));
        List<String> downloads = proxy.takeDownloads();
        assertThat(cut).hasSizeGreaterThan(10);
        assertThat(downloads).filteredOn(cut::contains).hasSize(2 * cut.size());

        Path largest = Folders.files(folder.resolve("cache")).stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        Files.write(largest, new byte[] {1, 2, 3});
        requireExpected(new Lake(folder.resolve("through-cache")).fill(backfill));
        assertThat(proxy.takeDownloads()).as("what is broken in the cache").hasSize(1);
    }

    private static void requireExpected(Lake lake) throws InterruptedException {
        assertThat(Lake.differences(lake.hashes(), expected)).isEmpty();
    }

    @Test
    void anObjectThatChangesIsRefusedAndReadByTheNextRun() throws Exception {
        Path others = SimulatedArchive.make(folder.resolve("others"), TO, 71, "none");
        String beforeReading = key(ArchiveFiles.trades(archive, "BTCUSDT", "2026-04-06"));
        String whileReading = key(ArchiveFiles.trades(archive, "ETHUSDT", "2026-04-07"));
        server.make("changing");
        server.upload(archive, "changing");
        Set<String> asked = ConcurrentHashMap.newKeySet();
        proxy.decide(request -> {
            if (request.equals("GET /changing/" + beforeReading) && asked.add(request)) {
                replace(others, beforeReading);
            } else if (request.equals("GET /changing/" + whileReading) && asked.add(request)) {
                return Fate.CUT;
            } else if (request.equals("GET /changing/" + whileReading)) {
                replace(others, whileReading);
            }
            return Fate.ANSWERED;
        });
        Path replaced = Folders.copy(archive, folder.resolve("replaced"));
        for (String key : List.of(beforeReading, whileReading)) {
            for (String suffix : List.of("", ".CHECKSUM")) {
                Files.write(replaced.resolve(key + suffix), content(others, key + suffix));
            }
        }
        Lake lake = new Lake(folder.resolve("changing"));
        List<Map<String, String>> hashes = Lanes.run(List.of(
                () -> facts(new Lake(folder.resolve("of-replaced")).fill(SimulatedArchive.backfill(replaced, TO))),
                () -> facts(lake.fill(through("s3://changing"), 3))));
        requireRefused(lake, List.of(beforeReading, whileReading));
        assertThat(hashes.get(1)).isNotEqualTo(hashes.get(0));
        proxy.decide(request -> Fate.ANSWERED);
        lake.fill(through("s3://changing"));
        assertThat(Lake.differences(withoutLookBack(facts(lake)), withoutLookBack(hashes.get(0))))
                .isEmpty();
        // Rows of other days that had looked at the refused files stay until their days are done again.
        lake.fill(through("s3://changing").with("--force"));
        assertThat(Lake.differences(facts(lake), hashes.get(0))).isEmpty();
        assertThat(lake.query("select count(*) from ops.open_gaps where reason like 'refused%'"))
                .last()
                .isEqualTo(List.of("0"));
    }

    private static void requireRefused(Lake lake, List<String> keys) throws InterruptedException {
        List<List<String>> letters =
                lake.query("select source_file, reason from ops.dead_letters order by source_file");
        assertThat(letters.subList(1, letters.size()))
                .extracting(row -> row.get(0) + " " + row.get(1).contains("changed after it was listed"))
                .containsExactlyElementsOf(
                        keys.stream().map(key -> key + " true").toList());
        assertThat(lake.query("select instrument, from_time from ops.open_gaps where reason like 'refused%'"))
                .as("a header and a day of each")
                .hasSize(1 + keys.size());
    }

    private static String key(Path file) {
        return archive.relativize(file).toString();
    }

    private static void replace(Path others, String key) {
        server.put("changing/" + key, content(others, key));
        server.put("changing/" + key + ".CHECKSUM", content(others, key + ".CHECKSUM"));
    }

    private static byte[] content(Path folder, String key) {
        try {
            return Files.readAllBytes(folder.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> withoutLookBack(Map<String, String> hashes) {
        return hashes.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("derivatives."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The tables that do not tell of the history of runs. */
    private static Map<String, String> facts(Lake lake) throws InterruptedException {
        return lake.hashes().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("ops."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void aServiceThatNeverAnswersEndsTheRunWithOneLine() throws Exception {
        Backfill backfill = through("s3://market");
        proxy.decide(request -> Fate.SLOWED_DOWN);
        assertThat(impatient(backfill).requireCode(1).err())
                .hasLineCount(1)
                .contains("cannot read s3://market: the service answered 503 SlowDown, 4 times in a row");

        proxy.decide(request -> request.endsWith(".zip") ? Fate.SLOWED_DOWN : Fate.ANSWERED);
        assertThat(impatient(backfill).requireCode(1).lastWord())
                .startsWith("tidemark backfill: cannot read s3://market/data/")
                .contains("503 SlowDown, 4 times in a row");

        proxy.close();
        assertThat(impatient(backfill).requireCode(1).err())
                .hasLineCount(1)
                .contains(proxy.endpoint() + " does not answer");
    }

    private static Tidemark.Outcome impatient(Backfill backfill) throws InterruptedException {
        return Tidemark.run(IMPATIENT, backfill.into(folder.resolve("never")));
    }
}
