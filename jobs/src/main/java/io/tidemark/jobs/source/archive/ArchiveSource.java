package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FactType;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.function.SerializableSupplier;

/** A bounded source of the facts in the named files of an archive, read in the order of what is wanted of them. */
public final class ArchiveSource implements Source<Fact, ArchiveSplit, List<ArchiveSplit>>, ResultTypeQueryable<Fact> {

    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<FileReader> readers;
    private final List<ArchiveSplit> splits;

    /** The files, absent ones among them, of a store, read by a format. */
    public ArchiveSource(ArchiveStore store, ArchiveFormat format, Collection<ArchiveFile> files) {
        this(() -> new ArchiveFileReader(store, format), files);
    }

    /** The files, each read by one of the readers. */
    public ArchiveSource(SerializableSupplier<FileReader> readers, Collection<ArchiveFile> files) {
        this.readers = readers;
        // Day by day: what is aligned with each other, and what is written into one file, comes at about the same time.
        this.splits = files.stream()
                .sorted(Comparator.comparing(file -> file.wanted().get(0).from()))
                .map(ArchiveSplit::new)
                .toList();
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) {
        return new ArchiveEnumerator(context, splits);
    }

    @Override
    public SplitEnumerator<ArchiveSplit, List<ArchiveSplit>> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, List<ArchiveSplit> pending) {
        return new ArchiveEnumerator(context, pending);
    }

    @Override
    public SourceReader<Fact, ArchiveSplit> createReader(SourceReaderContext context) {
        // Flink makes a split reader whenever there is work again, often once a file; what reads files keeps its
        // buffers.
        FileReader files = readers.get();
        return new ArchiveSourceReader(files, context);
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        return new ArchiveSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<List<ArchiveSplit>> getEnumeratorCheckpointSerializer() {
        return new ArchiveEnumeratorStateSerializer();
    }

    @Override
    public TypeInformation<Fact> getProducedType() {
        return FactType.INSTANCE;
    }
}
