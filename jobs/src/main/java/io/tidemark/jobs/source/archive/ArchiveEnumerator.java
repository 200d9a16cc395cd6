package io.tidemark.jobs.source.archive;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Hands the files out one at a time, in order of day, to whichever reader is free. */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> {

    private final SplitEnumeratorContext<ArchiveSplit> context;
    private final TreeSet<ArchiveSplit> pending = new TreeSet<>(ArchiveSplit.IN_DAY_ORDER);

    ArchiveEnumerator(SplitEnumeratorContext<ArchiveSplit> context, Collection<ArchiveSplit> splits) {
        this.context = context;
        this.pending.addAll(splits);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String requesterHost) {
        ArchiveSplit next = pending.pollFirst();
        if (next == null) {
            context.signalNoMoreSplits(subtask);
        } else {
            context.assignSplit(next, subtask);
        }
    }

    @Override
    public void addSplitsBack(List<ArchiveSplit> splits, int subtask) {
        pending.addAll(splits);
    }

    @Override
    public void addReader(int subtask) {}

    @Override
    public List<ArchiveSplit> snapshotState(long checkpointId) {
        return List.copyOf(pending);
    }

    @Override
    public void close() {}
}
