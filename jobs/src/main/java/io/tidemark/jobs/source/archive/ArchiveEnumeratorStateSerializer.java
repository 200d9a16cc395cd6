package io.tidemark.jobs.source.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The splits that are still to be assigned, in checkpoints. */
final class ArchiveEnumeratorStateSerializer implements SimpleVersionedSerializer<List<ArchiveSplit>> {

    private final ArchiveSplitSerializer splits = new ArchiveSplitSerializer();

    @Override
    public int getVersion() {
        return splits.getVersion();
    }

    @Override
    public byte[] serialize(List<ArchiveSplit> pending) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(pending.size());
        for (ArchiveSplit split : pending) {
            byte[] serialized = splits.serialize(split);
            out.writeInt(serialized.length);
            out.write(serialized);
        }
        return bytes.toByteArray();
    }

    @Override
    public List<ArchiveSplit> deserialize(int version, byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int count = in.readInt();
        List<ArchiveSplit> pending = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            pending.add(splits.deserialize(version, in.readNBytes(in.readInt())));
        }
        return pending;
    }
}
