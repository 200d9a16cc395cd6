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

/**
 * Reads files on the fetcher thread. What a file adds up to is a single record and the last one of its split; the facts
 * that are wanted row by row come before it, a batch a fetch, and only when the whole file has held.
 */
final class ArchiveSplitReader implements SplitReader<List<Fact>, ArchiveSplit> {

    private final FileReader files;
    private final Queue<ArchiveSplit> assigned = new ArrayDeque<>();

    private List<Fact> whole;
    private FileReplay replay;

    ArchiveSplitReader(FileReader files) {
        this.files = files;
    }

    @Override
    public RecordsWithSplitIds<List<Fact>> fetch() throws IOException {
        RecordsBySplits.Builder<List<Fact>> fetched = new RecordsBySplits.Builder<>();
        ArchiveSplit split = assigned.peek();
        if (split != null) {
            if (whole == null) {
                whole = files.read(split.file());
                replay = files.replay(split.file()).orElse(null);
            }
            List<Fact> batch = replay == null ? List.of() : replay.next();
            if (batch.isEmpty()) {
                fetched.add(split.splitId(), whole);
                fetched.addFinishedSplit(split.splitId());
                finish();
            } else {
                fetched.add(split.splitId(), batch);
            }
        }
        return fetched.build();
    }

    private void finish() throws IOException {
        close();
        assigned.remove();
        whole = null;
        replay = null;
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
    public void close() throws IOException {
        if (replay != null) {
            replay.close();
        }
    }
}
