package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** How the values that facts are made of are written, null included. */
final class Wire {

    private static final int DIGITS_OF_A_LONG = 18;

    private Wire() {}

    static void writeDecimal(DataOutput out, BigDecimal value) throws IOException {
        if (value == null) {
            out.writeByte(-1);
            return;
        }
        if (value.precision() <= DIGITS_OF_A_LONG) {
            out.writeByte(0);
            out.writeByte(value.scale());
            out.writeLong(value.unscaledValue().longValue());
            return;
        }
        byte[] unscaled = value.unscaledValue().toByteArray();
        out.writeByte(unscaled.length);
        out.write(unscaled);
        out.writeByte(value.scale());
    }

    static BigDecimal readDecimal(DataInput in) throws IOException {
        int length = in.readByte();
        if (length < 0) {
            return null;
        }
        if (length == 0) {
            int scale = in.readByte();
            return BigDecimal.valueOf(in.readLong(), scale);
        }
        byte[] unscaled = new byte[length];
        in.readFully(unscaled);
        return new BigDecimal(new BigInteger(unscaled), in.readByte());
    }

    static void writeInstant(DataOutput out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    static Instant readInstant(DataInput in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    static void writeWhole(DataOutput out, Long value) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeLong(value);
        }
    }

    static Long readWhole(DataInput in) throws IOException {
        return in.readBoolean() ? in.readLong() : null;
    }

    static void writeText(DataOutput out, String text) throws IOException {
        byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    static String readText(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void writeDataset(DataOutput out, Dataset dataset) throws IOException {
        out.writeUTF(dataset.text());
    }

    static Dataset readDataset(DataInput in) throws IOException {
        return Dataset.find(in.readUTF()).orElseThrow();
    }
}
