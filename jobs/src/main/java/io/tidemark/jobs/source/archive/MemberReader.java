package io.tidemark.jobs.source.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Inflates the members of zips and checks their CRC: small ones whole and natively where that is possible, others as a
 * stream with the JDK. Keeps its buffers from member to member; belongs to one thread.
 */
final class MemberReader {

    /** Members up to this size are inflated whole: a day of trades nearly always, a month hardly ever. */
    static final int LARGEST_WHOLE = 64 << 20;

    private static final int READ_AHEAD = 128 * 1024;

    private final Optional<NativeInflater> natively = NativeInflater.create();
    private byte[] compressed = new byte[0];
    private byte[] content = new byte[0];

    /** Frees what the native inflater holds. */
    void close() {
        natively.ifPresent(NativeInflater::end);
    }

    /** Takes the lines of a member. */
    @FunctionalInterface
    interface LineReader {
        void read(LineScanner lines) throws IOException;
    }

    /**
     * Reads a member's lines. What has been read must not be used if this fails.
     *
     * @param trusted true if the checksum of the whole zip has held
     * @throws ZipException if the member is corrupt
     */
    void read(ZipFile zip, ZipArchiveEntry member, boolean trusted, LineReader reader) throws IOException {
        if (isReadWhole(member, trusted)) {
            reader.read(inflateWhole(zip, member, natively.orElseThrow()));
        } else {
            readStream(zip, member, in -> reader.read(new LineScanner(in)));
        }
    }

    /** The lines of a member that has been read before and held; they hold until another member is read. */
    LineScanner again(ZipFile zip, ZipArchiveEntry member, boolean trusted) throws IOException {
        return isReadWhole(member, trusted)
                ? inflateWhole(zip, member, natively.orElseThrow())
                : new LineScanner(zip.getInputStream(member));
    }

    private boolean isReadWhole(ZipArchiveEntry member, boolean trusted) {
        return trusted
                && natively.isPresent()
                && member.getMethod() == ZipEntry.DEFLATED
                && member.getSize() <= LARGEST_WHOLE
                && member.getCompressedSize() <= LARGEST_WHOLE;
    }

    /** The bytes of a member that is a zip itself. */
    byte[] bytes(ZipFile zip, ZipArchiveEntry member) throws IOException {
        if (member.getSize() > LARGEST_WHOLE) {
            throw new ZipException("the zip inside it is larger than " + LARGEST_WHOLE + " bytes");
        }
        byte[][] bytes = new byte[1][];
        readStream(zip, member, in -> bytes[0] = in.readAllBytes());
        return bytes[0];
    }

    private LineScanner inflateWhole(ZipFile zip, ZipArchiveEntry member, NativeInflater inflater) throws IOException {
        int compressedLength = (int) member.getCompressedSize();
        int length = (int) member.getSize();
        compressed = withRoomFor(compressed, compressedLength);
        content = withRoomFor(content, length);
        try (InputStream raw = zip.getRawInputStream(member)) {
            if (raw.readNBytes(compressed, 0, compressedLength) < compressedLength) {
                throw new EOFException(member.getName() + " is cut off");
            }
        }
        int inflated;
        try {
            inflated = inflater.inflate(compressed, compressedLength, content, length);
        } catch (DataFormatException e) {
            throw corrupt(member, e.getMessage());
        }
        CRC32 crc = new CRC32();
        crc.update(content, 0, inflated);
        check(member, inflated, crc.getValue());
        return new LineScanner(content, inflated);
    }

    private static byte[] withRoomFor(byte[] buffer, int length) {
        return buffer.length >= length ? buffer : new byte[Math.min(length + length / 8, LARGEST_WHOLE)];
    }

    /** Takes the content of a member. */
    @FunctionalInterface
    private interface ContentReader {
        void read(InputStream content) throws IOException;
    }

    private static void readStream(ZipFile zip, ZipArchiveEntry member, ContentReader reader) throws IOException {
        Inflater inflater = new Inflater(true);
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(content(zip, member, inflater), crc)) {
            reader.read(in);
            in.transferTo(OutputStream.nullOutputStream());
            long length =
                    member.getMethod() == ZipEntry.STORED ? member.getCompressedSize() : inflater.getBytesWritten();
            check(member, length, crc.getValue());
        } finally {
            inflater.end();
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry member, Inflater inflater) throws IOException {
        InputStream raw = zip.getRawInputStream(member);
        return switch (member.getMethod()) {
            case ZipEntry.STORED -> raw;
            // zlib asks for one byte more than a member without a header has.
            case ZipEntry.DEFLATED ->
                new InflaterInputStream(
                        new SequenceInputStream(raw, new ByteArrayInputStream(new byte[1])), inflater, READ_AHEAD);
            default -> throw corrupt(member, "is compressed by method " + member.getMethod() + ", not deflated");
        };
    }

    private static void check(ZipArchiveEntry member, long length, long crc) throws ZipException {
        if (length != member.getSize()) {
            throw corrupt(member, "has " + length + " bytes, its entry states " + member.getSize());
        }
        if (crc != member.getCrc()) {
            throw corrupt(
                    member,
                    "has the CRC " + Long.toHexString(crc) + ", its entry states " + Long.toHexString(member.getCrc()));
        }
    }

    private static ZipException corrupt(ZipArchiveEntry member, String reason) {
        return new ZipException("member " + member.getName() + " " + reason);
    }
}
