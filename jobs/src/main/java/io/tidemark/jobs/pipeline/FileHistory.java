package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.pipeline.FileContents.Content;
import io.tidemark.jobs.table.PastRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** What earlier runs found in the files of a plan: whose content is another now has been restated by its publisher. */
final class FileHistory {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileContents contents = new FileContents();

    /** Reads what past runs say of the plan's files. */
    static FileHistory of(PastRuns runs, BackfillPlan plan) {
        Set<String> keys = new HashSet<>();
        plan.chunks().forEach(chunk -> chunk.read().forEach(file -> keys.add(file.key())));
        FileHistory history = new FileHistory();
        for (String inputs : runs.inputs()) {
            try {
                history.contents.read(JSON.readTree(inputs).path(RunInputs.READ), keys::contains);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException("ops.runs holds inputs that are no JSON", e);
            }
        }
        return history;
    }

    /**
     * Takes note of what is in a file now.
     *
     * @return what was in it before, if that was something else
     */
    Optional<String> replace(String key, Content now) {
        Content before = contents.get(key);
        contents.put(key, now);
        return before == null || before.sha256().equals(now.sha256()) ? Optional.empty() : Optional.of(before.sha256());
    }

    /** True if the file is not what it was when it was last used; one without a checksum may be read to find out. */
    boolean isRestated(ArchiveFile file, Assignment assignment) throws IOException {
        Content before = contents.get(file.key());
        if (before == null || file.isAbsent()) {
            return false;
        }
        if (file.stored().checksum() != null) {
            return !before.sha256().equals(file.stored().checksum());
        }
        return !file.stored().version().equals(before.version())
                && !before.sha256().equals(assignment.sha256(file));
    }
}
