package io.tidemark.jobs.source.archive;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/** Splits in checkpoints. */
final class ArchiveSplitSerializer implements SimpleVersionedSerializer<ArchiveSplit> {

    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(ArchiveSplit split) throws IOException {
        return InstantiationUtil.serializeObject(split);
    }

    @Override
    public ArchiveSplit deserialize(int version, byte[] bytes) throws IOException {
        if (version != VERSION) {
            throw new IOException("archive split of version " + version + ", this version reads " + VERSION);
        }
        try {
            return InstantiationUtil.deserializeObject(bytes, ArchiveSplit.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IOException("cannot read an archive split", e);
        }
    }
}
