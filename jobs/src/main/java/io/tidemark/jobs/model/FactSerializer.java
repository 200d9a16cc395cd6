package io.tidemark.jobs.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Facts on the wire and in state: a tag for the kind, then its fields. Facts are immutable and never copied. */
public final class FactSerializer extends TypeSerializerSingleton<Fact> {

    /** The one instance. */
    public static final FactSerializer INSTANCE = new FactSerializer();

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Fact createInstance() {
        return null;
    }

    @Override
    public Fact copy(Fact from) {
        return from;
    }

    @Override
    public Fact copy(Fact from, Fact reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Fact fact, DataOutputView target) throws IOException {
        Fact.writeTagged(fact, target);
    }

    @Override
    public Fact deserialize(DataInputView source) throws IOException {
        return Fact.readTagged(source);
    }

    @Override
    public Fact deserialize(Fact reuse, DataInputView source) throws IOException {
        return Fact.readTagged(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<Fact> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Restores the serializer from state; public with a public constructor, as Flink requires. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fact> {

        /** Made by Flink by reflection. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
