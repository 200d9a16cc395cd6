package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.Fact;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;

/** Asks for a file when it has none left. */
// The base class closes with InterruptedException; Flink, not a try statement, closes readers.
@SuppressWarnings("try")
final class ArchiveSourceReader
        extends SingleThreadMultiplexSourceReaderBase<List<Fact>, Fact, ArchiveSplit, ArchiveSplit> {

    ArchiveSourceReader(Supplier<ArchiveSplitReader> splitReaders, SourceReaderContext context) {
        super(splitReaders::get, new ArchiveRecordEmitter(), oneFileAhead(), context);
    }

    /** A record is a whole file: more than one in waiting would only cost memory. */
    private static Configuration oneFileAhead() {
        return new Configuration().set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, 1);
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, ArchiveSplit> finished) {
        context.sendSplitRequest();
    }

    @Override
    protected ArchiveSplit initializedState(ArchiveSplit split) {
        return split;
    }

    @Override
    protected ArchiveSplit toSplitType(String splitId, ArchiveSplit state) {
        return state;
    }
}
