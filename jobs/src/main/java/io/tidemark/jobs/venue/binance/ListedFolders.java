package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.ArchiveStore.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folders of an archive as they were listed, each once. Not for several threads. */
final class ListedFolders {

    private static final String CHECKSUM = ".CHECKSUM";

    private final ArchiveStore store;
    private final Map<String, Map<String, Entry>> folders = new HashMap<>();

    ListedFolders(ArchiveStore store) {
        this.store = store;
    }

    /** The files of the folder by key. */
    Map<String, Entry> files(String folder) throws IOException {
        Map<String, Entry> files = folders.get(folder);
        if (files == null) {
            files = new LinkedHashMap<>();
            for (Entry entry : store.files(folder)) {
                files.put(entry.key(), entry);
            }
            folders.put(folder, files);
        }
        return files;
    }

    /**
     * Looks for a file that may have been published after the listing was made, and for its checksum. A folder without any
     * file is not late: the venue does not publish it.
     */
    void lookFor(String key) throws IOException {
        Map<String, Entry> files = files(folderOf(key));
        if (files.isEmpty() || files.containsKey(key)) {
            return;
        }
        Optional<Entry> late = store.unlisted(key);
        if (late.isPresent()) {
            files.put(key, late.get());
            store.unlisted(key + CHECKSUM).ifPresent(checksum -> files.put(checksum.key(), checksum));
        }
    }

    private static String folderOf(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** The same files, each with the checksum that is published beside it. */
    List<ArchiveFile> withChecksums(List<ArchiveFile> files) throws IOException {
        List<Entry> stated = new ArrayList<>();
        for (ArchiveFile file : files) {
            statement(file).ifPresent(stated::add);
        }
        Map<String, byte[]> contents = store.readSmall(stated);
        List<ArchiveFile> withChecksums = new ArrayList<>();
        for (ArchiveFile file : files) {
            Optional<Entry> statement = statement(file);
            withChecksums.add(
                    statement.isEmpty()
                            ? file
                            : file.withChecksum(
                                    checksum(contents.get(statement.get().key()))));
        }
        return withChecksums;
    }

    private Optional<Entry> statement(ArchiveFile file) throws IOException {
        return file.isAbsent()
                ? Optional.empty()
                : Optional.ofNullable(files(folderOf(file.key())).get(file.key() + CHECKSUM));
    }

    /** The first word of {@code sha256sum}'s output; whatever else stands there cannot match and refuses the file. */
    private static String checksum(byte[] content) {
        if (content == null) {
            return "something that changed while the archive was listed";
        }
        String text = new String(content, StandardCharsets.UTF_8).trim();
        int end = text.indexOf(' ');
        return (end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
    }
}
