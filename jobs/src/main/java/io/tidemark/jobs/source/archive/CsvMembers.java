package io.tidemark.jobs.source.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The CSV members of a zip that has held before, one after the other as they stand in it, those of zips inside the zip
 * included.
 */
final class CsvMembers implements Closeable {

    private final MemberReader members;
    private final boolean trusted;
    private final Deque<OpenZip> open = new ArrayDeque<>();

    private record OpenZip(ZipFile zip, Iterator<ZipArchiveEntry> members) {
        static OpenZip of(SeekableByteChannel channel) throws IOException {
            ZipFile zip = CsvMembers.open(channel);
            return new OpenZip(
                    zip, Collections.list(zip.getEntriesInPhysicalOrder()).iterator());
        }
    }

    /**
     * Opens the zip in a channel, which is closed with this.
     *
     * @param trusted true if the checksum of the whole zip has held
     */
    CsvMembers(MemberReader members, SeekableByteChannel channel, boolean trusted) throws IOException {
        this.members = members;
        this.trusted = trusted;
        open.push(OpenZip.of(channel));
    }

    /** The lines of the next member, which hold until the call after; null at the end. */
    LineScanner next() throws IOException {
        while (!open.isEmpty()) {
            OpenZip top = open.peek();
            if (!top.members().hasNext()) {
                open.pop().zip().close();
                continue;
            }
            ZipArchiveEntry member = top.members().next();
            String name = member.getName().toLowerCase(Locale.ROOT);
            if (name.endsWith(".zip")) {
                open.push(OpenZip.of(new SeekableInMemoryByteChannel(members.bytes(top.zip(), member))));
            } else if (name.endsWith(".csv")) {
                return members.again(top.zip(), member, trusted);
            }
        }
        return null;
    }

    /** Opens a zip in a channel that has been read to its end before: what is wrong now is wrong with the zip. */
    static ZipFile open(SeekableByteChannel channel) throws IOException {
        try {
            return ZipFile.builder().setSeekableByteChannel(channel).get();
        } catch (ClosedChannelException | FileSystemException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            ZipException reason = new ZipException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
            reason.initCause(e);
            throw reason;
        }
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().zip().close();
        }
    }
}
