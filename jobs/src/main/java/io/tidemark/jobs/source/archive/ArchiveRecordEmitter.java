package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.Fact;
import java.util.List;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** Sends the facts of a record downstream in one go: no checkpoint can fall between what a file adds up to. */
final class ArchiveRecordEmitter implements RecordEmitter<List<Fact>, Fact, ArchiveSplit> {

    @Override
    public void emitRecord(List<Fact> facts, SourceOutput<Fact> output, ArchiveSplit split) {
        facts.forEach(output::collect);
    }
}
