package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.ArchiveStore.ChangedFileException;
import io.tidemark.jobs.model.ArchiveStore.Entry;
import io.tidemark.jobs.source.archive.SmallS3Server.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest {

    private static final S3Settings ANYWHERE = new S3Settings(null, null, true);
    private static final String KEY = "data/file.zip";
    private static final String PATH = "/bucket/below/" + KEY;
    private static final int PART = S3Object.PART;

    private SmallS3Server server;
    private S3Store store;

    @BeforeEach
    void startServer() {
        server = new SmallS3Server();
        store = new S3Store("s3://bucket/below", server.settings());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(11).nextBytes(content);
        return content;
    }

    private byte[] put(byte[] content) {
        server.put(PATH, content);
        return content;
    }

    private byte[] read(byte[] listed) throws IOException {
        try (SeekableByteChannel channel = store.open(KEY, SmallS3Server.version(listed));
                InputStream in = Channels.newInputStream(channel)) {
            assertThat(channel.position()).isZero();
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://data.example.vision", "s3://bucket/", "s3://bucket/a/b", "s3://bucket/a/b/"})
    void aBucketAndAPrefixAreALocation(String location) {
        assertThat(new S3Store(location, ANYWHERE).location()).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3://", "s3:bucket", "s3://Bucket", "s3:///data", "s3a://bucket", "https://bucket", "s3://b"})
    void whatNamesNoBucketIsNoLocation(String location) {
        assertThatThrownBy(() -> new S3Store(location, ANYWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("s3://BUCKET or s3://BUCKET/PREFIX");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART + 12_345})
    void anObjectOfAnyLengthIsReadWhole(int bytes) throws IOException {
        byte[] content = put(content(bytes));
        assertThat(read(content)).isEqualTo(content);
    }

    @Test
    void theStoreTravels() throws Exception {
        byte[] content = put(content(100));
        store = InstantiationUtil.clone(store);
        assertThat(read(content)).isEqualTo(content);
    }

    @Test
    void aBrokenConnectionCostsOnlyWhatHadNotArrived() throws IOException {
        byte[] content = put(content(2 * PART + 4_000_000));
        server.once(0, Fault.CUT);
        server.once(PART, Fault.CUT);
        server.once(2 * PART, Fault.CUT);
        assertThat(read(content)).isEqualTo(content);
        assertThat(server.ranges())
                .containsExactlyInAnyOrder(
                        "bytes=0-" + (PART - 1),
                        "bytes=" + PART / 2 + "-" + (PART - 1),
                        "bytes=" + PART + "-" + (2 * PART - 1),
                        "bytes=" + 3 * PART / 2 + "-" + (2 * PART - 1),
                        "bytes=" + 2 * PART + "-" + (2 * PART + 3_999_999),
                        "bytes=" + (2 * PART + 2_000_000) + "-" + (2 * PART + 3_999_999));
    }

    @Test
    void aServiceThatAsksToSlowDownIsAskedAgain() throws IOException {
        byte[] content = put(content(PART + 10));
        server.once(0, Fault.SLOW_DOWN);
        server.once(PART, Fault.SLOW_DOWN);
        assertThat(read(content)).isEqualTo(content);
        assertThat(server.ranges()).hasSize(4);
    }

    @Test
    void anotherVersionThanTheListedOneIsRefused() {
        byte[] listed = content(10);
        put(content(20));
        assertThatThrownBy(() -> read(listed))
                .isInstanceOf(ChangedFileException.class)
                .hasMessageStartingWith(KEY + " changed after it was listed: version " + SmallS3Server.version(listed));
    }

    @Test
    void aFileThatIsGoneIsAChangedFile() {
        assertThatThrownBy(() -> read(content(10)))
                .isInstanceOf(ChangedFileException.class)
                .hasMessageEndingWith("now gone");
    }

    @Test
    void aFileThatChangesWhileItIsReadIsRefused() {
        byte[] listed = put(content(2 * PART));
        server.whileAnswering(() -> put(content(3 * PART)));
        assertThatThrownBy(() -> read(listed)).isInstanceOf(ChangedFileException.class);
    }

    @Test
    void smallFilesAreReadTogetherAndChangedOnesLeftOut() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (int index = 0; index < 50; index++) {
            byte[] content = ("content " + index).getBytes(StandardCharsets.UTF_8);
            server.put("/bucket/below/small/" + index, content);
            entries.add(new Entry("small/" + index, content.length, SmallS3Server.version(content)));
        }
        server.put("/bucket/below/small/7", content(5));
        Map<String, byte[]> read = store.readSmall(entries);
        assertThat(read).hasSize(49).doesNotContainKey("small/7");
        read.forEach((key, content) ->
                assertThat(content).asString(StandardCharsets.UTF_8).isEqualTo(key.replace("small/", "content ")));
    }

    @Test
    void aFileIsFoundByNameWithoutAListing() throws IOException {
        byte[] content = put(content(10));
        assertThat(store.unlisted(KEY)).contains(new Entry(KEY, 10, SmallS3Server.version(content)));
        assertThat(store.unlisted("data/other.zip")).isEmpty();
    }
}
