package io.tidemark.simulator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads archives with nothing but the platform's own classes. */
public final class Archives {
    private Archives() {}

    /** All zips below the root, in the order of their paths. */
    public static List<Path> zips(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The one zip whose path has all these parts. */
    public static Path zip(Path root, String... parts) {
        List<Path> found = zips(root).stream()
                .filter(file -> Stream.of(parts).allMatch(file.toString()::contains))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(String.join(" ", parts) + " names " + found);
        }
        return found.get(0);
    }

    /** The lines of the one member. */
    public static List<String> lines(Path zip) {
        return text(zip).lines().toList();
    }

    /** The cells of the rows after {@code headers} lines. */
    public static List<String[]> rows(Path zip, int headers) {
        return lines(zip).stream()
                .skip(headers)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** The text of the one member. */
    public static String text(Path zip) {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            ZipEntry entry = file.stream().findFirst().orElseThrow();
            return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every file below the root, by its path there. */
    public static Map<String, String> hashes(Path root) {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> hashes.put(root.relativize(file).toString(), sha256(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return hashes;
    }

    /** The digest of a file as checksums write it. */
    public static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Whether the checksum beside the zip is the one of the zip. */
    public static boolean checksumHolds(Path zip) throws IOException {
        String line = Files.readString(zip.resolveSibling(zip.getFileName() + ".CHECKSUM"));
        return line.equals(sha256(zip) + "  " + zip.getFileName() + "\n");
    }
}
