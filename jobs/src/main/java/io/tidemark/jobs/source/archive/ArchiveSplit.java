package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import java.io.Serializable;
import java.util.Comparator;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One file of the archive, or the place of an absent one: done or not done. Of a file whose trades are stored row by row some
 * may be out before it is done: such a job must start from nothing, as backfills do, and not from a checkpoint.
 */
public record ArchiveSplit(ArchiveFile file) implements SourceSplit, Serializable {

    /** By day, across instruments: what must wait for other files of the same time waits for the shortest. */
    public static final Comparator<ArchiveSplit> IN_DAY_ORDER = Comparator.comparing(
                    (ArchiveSplit split) -> split.file().period().from())
            .thenComparing(split -> split.file().instrument().id())
            .thenComparing(ArchiveSplit::splitId);

    @Override
    public String splitId() {
        // One file may be about several instruments.
        return file.instrument().id() + " " + file.key();
    }
}
