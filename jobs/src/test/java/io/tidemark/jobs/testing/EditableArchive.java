package io.tidemark.jobs.testing;

import io.tidemark.jobs.source.archive.ArchiveFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A copy of an archive that changes as those of venues do.
 *
 * @param root the folder that holds {@code data/}
 */
public record EditableArchive(Path root) {

    /** Copies an archive. */
    public static EditableArchive copy(Path archive, Path to) throws UncheckedIOException {
        try (Stream<Path> paths = Files.walk(archive)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(archive.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EditableArchive(to);
    }

    /** Every file gets another modification time, and keeps its content. */
    public void touchAll() throws IOException {
        for (Path path : sizes(root).keySet()) {
            Files.setLastModifiedTime(
                    path, FileTime.fromMillis(Files.getLastModifiedTime(path).toMillis() + 60_000));
        }
    }

    /** Changes the lines of a file, as its publisher does: the checksum changes with it. */
    public void edit(String key, UnaryOperator<List<String>> change) throws IOException {
        put(key, zip(name(key), change.apply(lines(bytes(key))), ZipEntry.DEFLATED));
        Files.writeString(
                root.resolve(key + ".CHECKSUM"), sha256(key) + "  " + key.substring(key.lastIndexOf('/') + 1));
    }

    /** Changes the lines of a file that is not compressed and has no checksum. */
    public void storeWithoutChecksum(String key, UnaryOperator<List<String>> change) throws IOException {
        FileTime before = Files.getLastModifiedTime(root.resolve(key));
        put(key, zip(name(key), change.apply(lines(bytes(key))), ZipEntry.STORED));
        Files.setLastModifiedTime(root.resolve(key), FileTime.fromMillis(before.toMillis() + 1));
        Files.deleteIfExists(root.resolve(key + ".CHECKSUM"));
    }

    /** The SHA-256 of a file. */
    public String sha256(String key) throws IOException {
        return ArchiveFolder.sha256(bytes(key));
    }

    /** The size of a file. */
    public long size(String key) throws IOException {
        return Files.size(root.resolve(key));
    }

    /** The content of a file. */
    public byte[] bytes(String key) throws IOException {
        return Files.readAllBytes(root.resolve(key));
    }

    /** Puts a file in another's place and leaves the checksum as it is. */
    public void put(String key, byte[] content) throws IOException {
        Path path = root.resolve(key);
        FileTime before = Files.getLastModifiedTime(path);
        Files.write(path, content);
        Files.setLastModifiedTime(path, FileTime.fromMillis(before.toMillis() + 1));
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1).replace(".zip", ".csv");
    }

    private static List<String> lines(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            in.getNextEntry();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static byte[] zip(String name, List<String> lines, int method) throws IOException {
        byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(entry);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** The files below a folder and their sizes. */
    public static Map<Path, Long> sizes(Path folder) throws IOException {
        Map<Path, Long> sizes = new HashMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                sizes.put(path, Files.size(path));
            }
        }
        return sizes;
    }

    /** Deletes a folder. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
