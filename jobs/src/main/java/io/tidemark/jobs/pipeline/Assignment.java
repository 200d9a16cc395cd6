package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.table.Publication;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** What a run reads and which rows it replaces: all in which runs that restate differ. */
interface Assignment {

    /** The command, for {@code ops.runs}. */
    String command();

    /**
     * Finds out what is to be read.
     *
     * @throws UsageException if a setting is not allowed
     */
    BackfillPlan plan(Instant now) throws IOException;

    /** The terms of the plan's instruments. */
    List<InstrumentTerms> terms(BackfillPlan plan) throws IOException;

    /** The settings that decide the result, as JSON. */
    String settingsJson(BackfillPlan plan);

    /** What is to be read, as a JSON object. */
    String inputsJson(BackfillPlan plan);

    /** The tables of a chunk and which of their rows are replaced, in the order in which they are committed. */
    List<Publication> publications(PlannedChunk chunk, BackfillPlan plan);

    /**
     * Where the facts of a chunk come from.
     *
     * @param tables the names of the tables that are made of them
     */
    ArchiveSource source(PlannedChunk chunk, BackfillPlan plan, Set<String> tables);

    /** The SHA-256 of what is in a file now, in lower-case hex. */
    String sha256(ArchiveFile file) throws IOException;

    /** True if what is not there is a hole to be told of; the holes behind what the lake holds are known already. */
    boolean findsHoles();

    /** Length of the bars that are read, as the venue names it. */
    String barInterval();

    /** How the facts of a chunk are aligned, if a table is made of aligned facts. */
    default Alignment alignment(PlannedChunk chunk, BackfillPlan plan) {
        throw new UnsupportedOperationException(command() + " aligns nothing");
    }

    /** Flink's runtime mode. */
    RuntimeExecutionMode mode();

    /** Readers and writers. */
    int parallelism();

    /** True to do days again that are done already. */
    boolean force();

    /** Where the tables are. */
    LakeSettings lake();
}
