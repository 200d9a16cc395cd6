package io.tidemark.simulator.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip of the archive being written: one CSV member, and the checksum beside it once closed. */
public final class ArchiveZip implements AutoCloseable {
    /** Twice as fast as the default level, and a fifth larger. */
    private static final int COMPRESSION = 3;
    /** Twice as fast again, and a twentieth larger. */
    private static final int FAST_COMPRESSION = 1;
    /** The same in every zip, so that equal rows make equal bytes. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Path target;
    private final MessageDigest digest = sha256();
    private final ZipOutputStream zip;
    private final CsvBuffer rows;
    private boolean complete;

    /** Starts a zip with one member. */
    public ArchiveZip(Path target, String memberName) throws IOException {
        this(target, memberName, new LongAdder(), COMPRESSION);
    }

    ArchiveZip(Path root, ArchiveFile file, LongAdder rowsOfAll) throws IOException {
        this(root.resolve(file.path()), file.memberName(), rowsOfAll, compressionOf(file.dataset()));
    }

    private ArchiveZip(Path target, String memberName, LongAdder rowsOfAll, int compression) throws IOException {
        this.target = target;
        Files.createDirectories(target.getParent());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
        this.zip = new ZipOutputStream(new DigestOutputStream(out, digest));
        zip.setLevel(compression);
        zip.putNextEntry(entry(memberName));
        this.rows = new CsvBuffer(zip, rowsOfAll);
    }

    /** A member with the time that all members have. */
    public static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        return entry;
    }

    /** Adds a line to the member. */
    public void line(String line) {
        rows.header(line);
    }

    CsvBuffer rows() {
        return rows;
    }

    /** Says that nothing is missing; a file that is closed without it is removed. */
    public void complete() {
        complete = true;
    }

    @Override
    public void close() throws IOException {
        if (!complete) {
            zip.close();
            Files.delete(target);
            return;
        }
        rows.flush();
        zip.close();
        writeChecksum(target, HexFormat.of().formatHex(digest.digest()));
    }

    /** Writes the checksum that fits the file as it is now. */
    public static void checksum(Path target) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream sum = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(target, sum);
        }
        writeChecksum(target, HexFormat.of().formatHex(digest.digest()));
    }

    /** Where the checksum of a zip stands. */
    public static Path checksumOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".CHECKSUM");
    }

    private static void writeChecksum(Path target, String sum) throws IOException {
        String line = sum + "  " + target.getFileName() + "\n";
        Files.write(checksumOf(target), line.getBytes(StandardCharsets.US_ASCII));
    }

    /** Bars of prices hardly shrink, and trades are many. */
    private static int compressionOf(Dataset dataset) {
        return switch (dataset) {
            case TRADES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES -> FAST_COMPRESSION;
            case AGGREGATE_TRADES, KLINES, METRICS, FUNDING_RATE, LIQUIDATION_SNAPSHOT -> COMPRESSION;
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
