package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.Fact;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;

/** Asks for a file when it has none left. */
// The base class closes with InterruptedException; Flink, not a try statement, closes readers.
@SuppressWarnings("try")
final class ArchiveSourceReader
        extends SingleThreadMultiplexSourceReaderBase<List<Fact>, Fact, ArchiveSplit, ArchiveSplit> {

    private static final long MILLIS_TO_CLOSE = 200;

    private final FileReader files;

    ArchiveSourceReader(FileReader files, SourceReaderContext context) {
        super(() -> new ArchiveSplitReader(files), new ArchiveRecordEmitter(), oneFileAhead(), context);
        this.files = files;
    }

    @Override
    public void close() throws Exception {
        super.close();
        files.close();
    }

    /**
     * A record is a whole file: more than one in waiting would only cost memory. A fetcher that has nothing left to read
     * may wait for its last, empty record to be taken after the reader has seen that all is done; closing would then wait
     * for it in vain, by default for half a minute.
     */
    private static Configuration oneFileAhead() {
        return new Configuration()
                .set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, 1)
                .set(SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT, MILLIS_TO_CLOSE);
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
