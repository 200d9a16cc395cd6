package io.tidemark.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipReaderTest {

    private static final String TEXT = "1,2,3\n".repeat(1000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "native"})
    void readsTheMember(String inflater) throws Exception {
        ZipReader reader = new ZipReader(MemberInflater.named(inflater));

        reader.read(file(zip()));

        assertThat(new String(reader.text(), 0, reader.textLength(), StandardCharsets.US_ASCII))
                .isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "native"})
    void anyChangedByteOfTheMemberFails(String inflater) throws Exception {
        byte[] zip = zip();
        int name = "a.csv".length();
        for (int at = 30 + name; at < 30 + name + 20; at++) {
            byte[] changed = zip.clone();
            changed[at] ^= 0x10;
            Path file = file(changed);

            assertThatThrownBy(() -> new ZipReader(MemberInflater.named(inflater)).read(file))
                    .as("byte %d", at)
                    .isInstanceOf(ZipException.class);
        }
    }

    @Test
    void anotherChecksumFails() throws Exception {
        Path file = file(zip());
        Files.writeString(folder.resolve("a.zip.CHECKSUM"), "00".repeat(32) + "  a.zip\n");

        assertThatThrownBy(() -> new ZipReader(MemberInflater.named("jdk")).read(file))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("SHA-256");
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(TEXT.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private Path file(byte[] zip) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        Files.writeString(folder.resolve("a.zip.CHECKSUM"), sha256 + "  a.zip\n");
        return Files.write(folder.resolve("a.zip"), zip);
    }
}
