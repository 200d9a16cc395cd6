package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive in a temporary folder, whose files are read by the real reader. */
public final class ArchiveFolder {

    private final Path root;

    /** An archive below the folder, which is there. */
    public ArchiveFolder(Path root) {
        this.root = root;
    }

    /** The bytes of a zip with these members. */
    public static byte[] zip(Map<String, byte[]> members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ZipEntry entry = new ZipEntry(member.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The bytes of a zip with one CSV member of these lines. */
    public static byte[] zip(String... lines) {
        return zip(Map.of("data.csv", text(lines)));
    }

    /** Lines, each with its line feed. */
    public static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The SHA-256 of the bytes in lower-case hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a zip of one CSV member, and its checksum beside it. */
    public void put(String key, String... lines) {
        put(key, zip(lines));
    }

    /** Writes a zip, and its checksum beside it. */
    public void put(String key, byte[] zip) {
        putRaw(key, zip);
        putRaw(
                key + ".CHECKSUM",
                (sha256(zip) + "  " + key.substring(key.lastIndexOf('/') + 1) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file as it is. */
    public void putRaw(String key, byte[] bytes) {
        try {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive as a store. */
    public ArchiveStore store() {
        return new DirectoryStore(root);
    }

    /** What a file holds, by the real reader; the file is taken as it is now. */
    public List<Fact> read(ArchiveFormat format, ArchiveFile file) {
        try {
            return new ArchiveFileReader(store(), format).read(file.isAbsent() ? file : asItIs(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the version that it has now. */
    ArchiveFile asItIs(ArchiveFile file) {
        String version;
        try {
            version = Files.getLastModifiedTime(root.resolve(file.key())).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArchiveFile(
                file.key(),
                file.dataset(),
                file.instrument(),
                file.interval(),
                file.period(),
                file.wanted(),
                new ArchiveFile.Stored(
                        file.stored().bytes(), version, file.stored().checksum()));
    }

    /** Members of a zip, in order. */
    public static Map<String, byte[]> members(String firstName, byte[] first, String secondName, byte[] second) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(firstName, first);
        members.put(secondName, second);
        return members;
    }
}
