package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store whose files are kept in a local folder once they have been read; its listings are always asked for anew. */
public final class CachedStore implements ArchiveStore {

    private static final long serialVersionUID = 1L;

    private final ArchiveStore origin;
    private final FileCache cache;

    /**
     * A cache around a store; several stores and processes may share its folder.
     *
     * @param limit bytes that the folder may hold
     * @param clock tells which files have not been used for longest
     */
    public CachedStore(ArchiveStore origin, Path folder, long limit, Clock clock) {
        this.origin = origin;
        this.cache = new FileCache(folder, limit, clock);
    }

    @Override
    public List<Entry> files(String prefix) throws IOException {
        return origin.files(prefix);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return origin.folders(prefix);
    }

    @Override
    public Optional<Entry> unlisted(String key) throws IOException {
        return origin.unlisted(key);
    }

    @Override
    public SeekableByteChannel open(String key, String version) throws IOException {
        return open(key, version, null);
    }

    @Override
    public SeekableByteChannel open(ArchiveFile file) throws IOException {
        return open(file.key(), file.stored().version(), file.stored().checksum());
    }

    private SeekableByteChannel open(String key, String version, String checksum) throws IOException {
        String name = name(key, version);
        Optional<SeekableByteChannel> kept = cache.find(name, checksum);
        if (kept.isPresent()) {
            return kept.get();
        }
        try (SeekableByteChannel content = origin.open(key, version)) {
            return cache.keep(name, content, checksum);
        }
    }

    @Override
    public Map<String, byte[]> readSmall(Collection<Entry> entries) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        List<Entry> missing = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.bytes() > SMALL) {
                continue;
            }
            Optional<SeekableByteChannel> kept = cache.find(name(entry.key(), entry.version()), null);
            if (kept.isEmpty()) {
                missing.add(entry);
                continue;
            }
            try (SeekableByteChannel content = kept.get()) {
                contents.put(entry.key(), bytes(content));
            }
        }
        Map<String, byte[]> fetched = origin.readSmall(missing);
        for (Entry entry : missing) {
            byte[] content = fetched.get(entry.key());
            if (content != null) {
                keep(entry, content);
                contents.put(entry.key(), content);
            }
        }
        return contents;
    }

    private void keep(Entry entry, byte[] content) throws IOException {
        cache.keep(name(entry.key(), entry.version()), Channels.newChannel(new ByteArrayInputStream(content)), null)
                .close();
    }

    private static byte[] bytes(SeekableByteChannel content) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(SMALL, content.size()));
        while (bytes.hasRemaining() && content.read(bytes) >= 0) {}
        return bytes.array();
    }

    /** What is kept is the same only if archive, key and version are. */
    private String name(String key, String version) {
        return String.join("\n", origin.location(), key, version);
    }

    @Override
    public int requestsAtOnce() {
        return origin.requestsAtOnce();
    }

    @Override
    public String location() {
        return origin.location();
    }
}
