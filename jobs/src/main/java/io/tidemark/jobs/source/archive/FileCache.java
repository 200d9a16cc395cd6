package io.tidemark.jobs.source.archive;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files kept in a folder of bounded size, the least recently used going first. A file is {@code NN/NAME-SHA256}: the
 * content's own checksum is part of the name, so a file that is there is known to be whole or not. Processes share the
 * folder without locks: a file appears by being renamed, and one that goes while it is read stays readable.
 */
final class FileCache implements Serializable {

    private static final long serialVersionUID = 1L;

    /** After every such part of the limit that is added the folder is looked through: it is never much above the limit. */
    private static final int LOOKS_PER_LIMIT = 64;

    private static final int BUFFER = 128 * 1024;
    private static final int BLOCK = 4096;

    private static final String INCOMING = "incoming";
    private static final Pattern INCOMING_NAME = Pattern.compile(".*\\.part");
    private static final Pattern KEPT_NAME = Pattern.compile("[0-9a-f]{32}-[0-9a-f]{64}");

    /** What came in before that is not being fetched any more. */
    private static final Duration LONGEST_FETCH = Duration.ofDays(1);

    private final String folder;
    private final long limit;
    private final Clock clock;
    private transient long added;
    private transient boolean looked;

    FileCache(Path folder, long limit, Clock clock) {
        this.folder = folder.toAbsolutePath().normalize().toString();
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * What is kept under the name, if it is whole.
     *
     * @param checksum the SHA-256 that it must have; null if any will do
     */
    Optional<SeekableByteChannel> find(String name, String checksum) throws IOException {
        String id = id(name);
        Path shelf = shelf(id);
        if (!Files.isDirectory(shelf)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(shelf, id + "-*")) {
            for (Path file : kept) {
                Optional<SeekableByteChannel> whole = open(file, checksum);
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<SeekableByteChannel> open(Path file, String checksum) throws IOException {
        SeekableByteChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            // Another process made room.
            return Optional.empty();
        }
        String stated = file.getFileName()
                .toString()
                .substring(file.getFileName().toString().indexOf('-') + 1);
        if ((checksum == null || checksum.equals(stated)) && stated.equals(sha256(channel))) {
            used(file);
            return Optional.of(channel.position(0));
        }
        channel.close();
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    private void used(Path file) throws IOException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (NoSuchFileException e) {
            // It goes while it is used; it is open.
        }
    }

    /**
     * Keeps the content under the name, unless it contradicts the checksum, and gives it back from its start.
     *
     * @param checksum the SHA-256 that it must have to be kept; null if any will do
     */
    SeekableByteChannel keep(String name, ReadableByteChannel content, String checksum) throws IOException {
        Path incoming = Files.createTempFile(Files.createDirectories(Path.of(folder, INCOMING)), "", ".part");
        FileChannel file = FileChannel.open(incoming, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            String sha256 = copy(content, file);
            if (checksum == null || checksum.equals(sha256)) {
                String id = id(name);
                Path kept = Files.createDirectories(shelf(id)).resolve(id + "-" + sha256);
                used(incoming);
                Files.move(incoming, kept, StandardCopyOption.ATOMIC_MOVE);
                makeRoom(onDisk(file.size()));
            } else {
                Files.delete(incoming);
            }
            return file.position(0);
        } catch (IOException | RuntimeException e) {
            file.close();
            Files.deleteIfExists(incoming);
            throw e;
        }
    }

    private static String copy(ReadableByteChannel content, FileChannel file) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (content.read(buffer) >= 0) {
            buffer.flip();
            digest.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            buffer.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Readers and planners of one process share the count. */
    private synchronized void makeRoom(long bytes) throws IOException {
        added += bytes;
        if (looked && added < limit / LOOKS_PER_LIMIT) {
            return;
        }
        looked = true;
        added = 0;
        List<Kept> files = files();
        long total = files.stream().mapToLong(Kept::bytes).sum();
        for (Kept file : files) {
            if (total <= limit) {
                return;
            }
            Files.deleteIfExists(file.path());
            total -= file.bytes();
        }
    }

    /** A file of the folder as it was a moment ago. */
    private record Kept(Path path, long bytes, FileTime used) {}

    /** What is in the folder, what was not used for longest first; what a killed process left behind counts as well. */
    private List<Kept> files() throws IOException {
        FileTime abandoned = FileTime.from(clock.instant().minus(LONGEST_FETCH));
        List<Kept> files = new ArrayList<>();
        Files.walkFileTree(Path.of(folder), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean incoming = file.getParent().endsWith(INCOMING) && isOurs(file, INCOMING_NAME);
                boolean kept = isOurs(file, KEPT_NAME);
                if (kept || (incoming && attributes.lastModifiedTime().compareTo(abandoned) < 0)) {
                    files.add(new Kept(file, onDisk(attributes.size()), attributes.lastModifiedTime()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                // Another process made room.
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(Kept::used));
        return files;
    }

    /** Whatever else lies in the folder is somebody's own. */
    private static boolean isOurs(Path file, Pattern name) {
        return name.matcher(file.getFileName().toString()).matches();
    }

    /** Small files fill a block. */
    private static long onDisk(long bytes) {
        return (bytes + BLOCK - 1) / BLOCK * BLOCK;
    }

    private Path shelf(String id) {
        return Path.of(folder, id.substring(0, 2));
    }

    private static String id(String name) {
        byte[] digest = digest().digest(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, 16);
    }

    private static String sha256(ReadableByteChannel content) throws IOException {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (content.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
