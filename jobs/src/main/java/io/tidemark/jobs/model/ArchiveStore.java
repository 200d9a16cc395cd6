package io.tidemark.jobs.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an archive's files are kept: a folder, a bucket. */
public interface ArchiveStore extends Serializable {

    /** Most bytes of a small file. */
    int SMALL = 64 * 1024;

    /**
     * An entry directly below a prefix.
     *
     * @param key path below the archive's root
     * @param bytes size
     * @param version changes whenever the content may have
     */
    record Entry(String key, long bytes, String version) {}

    /** The files directly below the prefix, in order of key; empty if there is no such prefix. */
    List<Entry> files(String prefix) throws IOException;

    /** The names of the folders directly below the prefix, in order; empty if there is no such prefix. */
    List<String> folders(String prefix) throws IOException;

    /**
     * Opens a file as it was listed.
     *
     * @param version the version of the listing
     * @throws ChangedFileException if the file has another version by now
     */
    SeekableByteChannel open(String key, String version) throws IOException;

    /**
     * Opens a file as it was listed. What a store keeps of it for later is what the publisher's checksum stands for.
     *
     * @throws ChangedFileException if the file has another version by now
     */
    default SeekableByteChannel open(ArchiveFile file) throws IOException {
        return open(file.key(), file.stored().version());
    }

    /**
     * The contents of small files by key, several read at a time where that is quicker. What is longer than {@link
     * #SMALL} or has changed since it was listed is left out.
     */
    default Map<String, byte[]> readSmall(Collection<Entry> entries) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.bytes() <= SMALL) {
                try (InputStream in = Channels.newInputStream(open(entry.key(), entry.version()))) {
                    contents.put(entry.key(), in.readNBytes(SMALL));
                } catch (ChangedFileException e) {
                    // Whoever needs the content is told that there is none.
                }
            }
        }
        return contents;
    }

    /** A file that is there although its listing lacks it; listings that are never late lack nothing. */
    default Optional<Entry> unlisted(String key) throws IOException {
        return Optional.empty();
    }

    /** How many callers at once get their answers sooner than one after the other would. */
    default int requestsAtOnce() {
        return 1;
    }

    /** Where the archive is, for messages. */
    String location();

    /** A file that is not what was listed any more. */
    final class ChangedFileException extends IOException {
        private static final long serialVersionUID = 1L;

        /** The file of that key was listed in one version and found in another. */
        public ChangedFileException(String key, String listed, String found) {
            super(key + " changed after it was listed: version " + listed + ", now " + found);
        }
    }
}
