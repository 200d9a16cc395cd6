package io.tidemark.bench.floor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/**
 * Reads a zip of one CSV member into memory: its SHA-256 is held against the {@code .CHECKSUM} file beside it, and the
 * member's CRC and length against its entry. Keeps its buffers from file to file; belongs to one thread.
 */
final class ZipReader {

    /** Zero bytes after the text, so that the text can be read beyond its end. */
    static final int PADDING = 128;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int END_OF_DIRECTORY_LENGTH = 22;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int LOCAL_HEADER_LENGTH = 30;
    private static final int DEFLATED = 8;

    private final MemberInflater inflater;
    private final MessageDigest sha256;
    private byte[] zip = {};
    private byte[] deflated = {};
    private byte[] text = {};
    private int textLength;

    ZipReader(MemberInflater inflater) {
        this.inflater = inflater;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The text that was read last, at the start of the buffer, with {@link #PADDING} zero bytes after it. */
    byte[] text() {
        return text;
    }

    /** How much of {@link #text} is text. */
    int textLength() {
        return textLength;
    }

    /**
     * Reads a file.
     *
     * @throws ZipException if it is not what its checksums state, or no plain zip of one deflated member
     */
    void read(Path file) throws IOException {
        int length = Math.toIntExact(Files.size(file));
        zip = withRoomFor(zip, length);
        try (InputStream in = Files.newInputStream(file)) {
            if (in.readNBytes(zip, 0, length) != length) {
                throw new ZipException(file + " is cut off");
            }
        }
        requireChecksum(file, length);
        readMember(file, directoryEntry(file, length), length);
    }

    private void requireChecksum(Path file, int length) throws IOException {
        String stated =
                Files.readString(file.resolveSibling(file.getFileName() + ".CHECKSUM"), StandardCharsets.US_ASCII);
        sha256.update(zip, 0, length);
        String actual = HexFormat.of().formatHex(sha256.digest());
        if (!stated.startsWith(actual)) {
            throw new ZipException(file + " has the SHA-256 " + actual + ", its checksum file states " + stated);
        }
    }

    /** Where the entry of the only member stands. */
    private int directoryEntry(Path file, int length) throws ZipException {
        int end = length - END_OF_DIRECTORY_LENGTH;
        while (end >= 0 && intAt(end) != END_OF_DIRECTORY) {
            end--;
        }
        if (end < 0 || shortAt(end + 10) != 1 || intAt(intAt(end + 16)) != DIRECTORY_ENTRY) {
            throw new ZipException(file + " is no zip of one member");
        }
        return intAt(end + 16);
    }

    private void readMember(Path file, int entry, int zipLength) throws IOException {
        int deflatedLength = intAt(entry + 20);
        textLength = intAt(entry + 24);
        int header = intAt(entry + 42);
        int from = header + LOCAL_HEADER_LENGTH + shortAt(header + 26) + shortAt(header + 28);
        if (shortAt(entry + 10) != DEFLATED
                || deflatedLength < 0
                || textLength < 0
                || from > zipLength - deflatedLength) {
            throw new ZipException(file + " has a member that is not deflated, or larger than it");
        }
        deflated = withRoomFor(deflated, deflatedLength);
        System.arraycopy(zip, from, deflated, 0, deflatedLength);
        text = withRoomFor(text, textLength + PADDING);
        int inflated = inflater.inflate(deflated, deflatedLength, text, textLength);
        CRC32 crc = new CRC32();
        crc.update(text, 0, inflated);
        if (inflated != textLength || (int) crc.getValue() != intAt(entry + 16)) {
            throw new ZipException(file + " has a member whose length or CRC is not what its entry states");
        }
        Arrays.fill(text, textLength, textLength + PADDING, (byte) 0);
    }

    private static byte[] withRoomFor(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[length + length / 8];
    }

    private int intAt(int at) {
        return (int) INTS.get(zip, at);
    }

    private int shortAt(int at) {
        return Short.toUnsignedInt((short) SHORTS.get(zip, at));
    }
}
