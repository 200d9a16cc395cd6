package io.tidemark.jobs.model;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of a stream of facts: all kinds of one sealed family, with a serializer of their own. */
public final class FactType extends TypeInformation<Fact> {

    /** The one instance. */
    public static final FactType INSTANCE = new FactType();

    private FactType() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Fact> getTypeClass() {
        return Fact.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Fact> createSerializer(SerializerConfig config) {
        return FactSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Fact";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FactType;
    }

    @Override
    public int hashCode() {
        return FactType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FactType;
    }

    /** Tells Flink of the type wherever a stream of facts appears. */
    public static final class Factory extends TypeInfoFactory<Fact> {
        @Override
        public TypeInformation<Fact> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return INSTANCE;
        }
    }
}
