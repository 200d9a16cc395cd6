package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An archive in a local folder. */
public final class DirectoryStore implements ArchiveStore {

    private static final long serialVersionUID = 1L;

    private final String root;

    /** The folder that holds {@code data/}. */
    public DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize().toString();
    }

    @Override
    public List<Entry> files(String prefix) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path path : below(prefix, Files::isRegularFile)) {
            entries.add(new Entry(prefix + path.getFileName(), Files.size(path), version(path)));
        }
        return entries;
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return below(prefix, Files::isDirectory).stream()
                .map(path -> path.getFileName().toString())
                .toList();
    }

    private List<Path> below(String prefix, Predicate<Path> kind) throws IOException {
        Path folder = Path.of(root).resolve(prefix);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(kind).sorted().toList();
        }
    }

    @Override
    public SeekableByteChannel open(String key, String version) throws IOException {
        Path path = Path.of(root).resolve(key);
        SeekableByteChannel channel;
        try {
            channel = Files.newByteChannel(path);
        } catch (NoSuchFileException e) {
            throw new ChangedFileException(key, version, "gone");
        }
        String found = version(path);
        if (!found.equals(version)) {
            channel.close();
            throw new ChangedFileException(key, version, found);
        }
        return channel;
    }

    private static String version(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toString();
    }

    @Override
    public String location() {
        return root;
    }
}
