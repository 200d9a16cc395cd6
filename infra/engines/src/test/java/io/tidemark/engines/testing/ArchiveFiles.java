package io.tidemark.engines.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Reads the zips of an archive, and damages them. */
public final class ArchiveFiles {

    private ArchiveFiles() {}

    /** The daily aggTrades file of a USD-margined symbol. */
    public static Path trades(Path archive, String symbol, String day) {
        return archive.resolve(
                "data/futures/um/daily/aggTrades/" + symbol + "/" + symbol + "-aggTrades-" + day + ".zip");
    }

    /** The lines of the first member, a header among them. */
    public static List<String> lines(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry member = file.entries().nextElement();
            return new String(file.getInputStream(member).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }

    /** Puts other text into the zip; its checksum is made to fit. */
    public static void rewrite(Path zip, UnaryOperator<List<String>> change, String lastLineEnd) {
        String text = String.join("\n", change.apply(lines(zip))) + lastLineEnd;
        String member = zip.getFileName().toString().replace(".zip", ".csv");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            packed.putNextEntry(new ZipEntry(member));
            packed.write(text.getBytes(StandardCharsets.UTF_8));
            packed.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
        writeChecksum(zip, sha256(zip));
    }

    /** Turns bits in the middle of the file; its checksum is made to fit. */
    public static void corrupt(Path zip) {
        try {
            byte[] bytes = Files.readAllBytes(zip);
            for (int i = bytes.length / 2; i < bytes.length / 2 + 16; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
            Files.write(zip, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
        writeChecksum(zip, sha256(zip));
    }

    /** Makes the checksum one of another file. */
    public static void spoilChecksum(Path zip) {
        String right = sha256(zip);
        writeChecksum(zip, (right.charAt(0) == '0' ? "1" : "0") + right.substring(1));
    }

    private static void writeChecksum(Path zip, String sha256) {
        try {
            Files.writeString(
                    zip.resolveSibling(zip.getFileName() + ".CHECKSUM"), sha256 + "  " + zip.getFileName() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(zip.toString(), e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
