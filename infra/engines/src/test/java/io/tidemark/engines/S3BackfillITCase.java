package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.ArchiveFiles;
import io.tidemark.engines.testing.Backfill;
import io.tidemark.engines.testing.Folders;
import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.S3Server;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive in a bucket is what it is in a folder. */
final class S3BackfillITCase {

    private static final String TO = "2026-04-08";
    private static final String BUCKET = "s3://market/some/where";

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Backfill fromFolder;

    @BeforeAll
    static void fillBucket() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), TO, 61, "none");
        Path missing = ArchiveFiles.trades(archive, "ETHUSDT", "2026-04-07");
        Files.delete(missing);
        Files.delete(missing.resolveSibling(missing.getFileName() + ".CHECKSUM"));
        fromFolder = SimulatedArchive.backfill(archive, TO);
        server = S3Server.open(folder.resolve("buckets"));
        server.make("market");
        server.upload(archive.resolve("data"), "market/some/where/data");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Backfill inBucket(Backfill backfill, String bucket) {
        return backfill.from(bucket).with("--s3-endpoint", server.endpoint().toString(), "--s3-anonymous");
    }

    @Test
    void aBucketGivesTheTablesOfAFolder() throws Exception {
        List<Map<String, String>> hashes = Lanes.run(List.of(
                () -> new Lake(folder.resolve("of-folder")).fill(fromFolder).hashes(),
                () -> new Lake(folder.resolve("of-bucket"))
                        .fill(inBucket(fromFolder, BUCKET))
                        .hashes()));
        assertThat(Lake.differences(hashes.get(1), hashes.get(0))).isEmpty();
        assertThat(new Lake(folder.resolve("of-bucket"))
                        .query("select from_time, to_time, reason from ops.gaps where dataset = 'aggTrades'"))
                .containsExactly(
                        List.of("from_time", "to_time", "reason"),
                        List.of("2026-04-07T00:00:00Z", "2026-04-08T00:00:00Z", "not in the archive"));
    }

    @Test
    void theRecordedArchiveGivesTheSameTablesFromABucket() throws Exception {
        Backfill recorded = RecordedArchive.backfill();
        server.make("recorded");
        server.upload(Path.of(recorded.archive()).resolve("data"), "recorded/data");
        List<Map<String, String>> hashes =
                Lanes.run(List.of(() -> RecordedArchive.lake().hashes(), () -> new Lake(folder.resolve("recorded"))
                        .fill(inBucket(recorded, "s3://recorded"))
                        .hashes()));
        assertThat(Lake.differences(hashes.get(1), hashes.get(0))).isEmpty();
    }

    @Test
    void moreThanAThousandFilesAreListedPageByPage() throws Exception {
        Path archive = Folders.fresh("pages");
        String files = "data/futures/um/daily/klines/BTCUSDT/1m/BTCUSDT-1m-";
        Files.createDirectories(archive.resolve(files).getParent());
        LocalDate from = LocalDate.parse("2024-01-01");
        LocalDate to = from.plusDays(510);
        for (LocalDate day : from.datesUntil(to).toList()) {
            byte[] content = day.toString().getBytes(StandardCharsets.US_ASCII);
            Files.write(archive.resolve(files + day + ".zip"), content);
            Files.write(archive.resolve(files + day + ".zip.CHECKSUM"), content);
        }
        server.make("pages");
        server.upload(archive, "pages");
        Backfill plan = Backfill.of(
                        archive,
                        "um",
                        "BTCUSDT",
                        from.toString(),
                        to.plusDays(3).toString())
                .with("--datasets", "klines", "--dry-run", "--format", "csv");
        Path lake = folder.resolve("never");
        List<Tidemark.Outcome> outcomes = Lanes.run(List.of(
                () -> Tidemark.run(plan.into(lake)),
                () -> Tidemark.run(inBucket(plan, "s3://pages").into(lake))));
        assertThat(outcomes.get(1).requireCode(0).out())
                .isEqualTo(outcomes.get(0).requireCode(0).out());
        assertThat(outcomes.get(1)
                        .out()
                        .lines()
                        .filter(line -> line.endsWith(",read"))
                        .count())
                .isEqualTo(510);
        assertThat(lake).doesNotExist();
    }

    @Test
    void credentialsAreThoseOfTheEnvironment() throws Exception {
        try (S3Server closed = S3Server.withCredentials(folder.resolve("buckets"))) {
            Backfill plan = fromFolder
                    .from(BUCKET)
                    .with("--s3-endpoint", closed.endpoint().toString(), "--dry-run", "--format", "csv");
            String[] asked = plan.into(folder.resolve("never"));
            Map<String, String> right =
                    Map.of("AWS_ACCESS_KEY_ID", S3Server.KEY, "AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
            Map<String, String> wrong = Map.of("AWS_ACCESS_KEY_ID", S3Server.KEY, "AWS_SECRET_ACCESS_KEY", "guessed");
            List<Tidemark.Outcome> outcomes = Lanes.run(List.of(
                    () -> Tidemark.run(right, asked),
                    () -> Tidemark.run(wrong, asked),
                    () -> Tidemark.run(right, plan.with("--s3-anonymous").into(folder.resolve("never"))),
                    () -> Tidemark.run(right, plan.from("s3://nowhere").into(folder.resolve("never")))));
            assertThat(outcomes.get(0).requireCode(0).out())
                    .startsWith("days,dataset,instrument,file,bytes,action\n2026-04-06,");
            assertThat(outcomes.get(1).requireCode(1).err())
                    .hasLineCount(1)
                    .contains("access to " + BUCKET + " is denied", "with the credentials of the environment");
            assertThat(outcomes.get(2).requireCode(1).err())
                    .hasLineCount(1)
                    .contains("access to " + BUCKET + " is denied", "without credentials");
            assertThat(outcomes.get(3).requireCode(2).err())
                    .hasLineCount(1)
                    .contains("--archive 's3://nowhere'", "a bucket that exists");
        }
    }
}
