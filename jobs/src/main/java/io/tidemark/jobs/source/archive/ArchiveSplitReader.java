package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.Fact;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads files on the fetcher thread: a fetch is a file, and a file is a single record, so that it is all or nothing. */
final class ArchiveSplitReader implements SplitReader<List<Fact>, ArchiveSplit> {

    private final FileReader files;
    private final Queue<ArchiveSplit> assigned = new ArrayDeque<>();

    ArchiveSplitReader(FileReader files) {
        this.files = files;
    }

    @Override
    public RecordsWithSplitIds<List<Fact>> fetch() throws IOException {
        RecordsBySplits.Builder<List<Fact>> fetched = new RecordsBySplits.Builder<>();
        ArchiveSplit split = assigned.poll();
        if (split != null) {
            fetched.add(split.splitId(), files.read(split.file()));
            fetched.addFinishedSplit(split.splitId());
        }
        return fetched.build();
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ArchiveSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("archive files are only ever added, not " + change.getClass());
        }
        assigned.addAll(change.splits());
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
}
