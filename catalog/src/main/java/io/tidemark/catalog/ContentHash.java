package io.tidemark.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The content of a table as a multiset of rows, without the columns that tell of the run: two tables with the same hashes
 * hold the same rows, in whatever order, files and snapshots.
 */
public final class ContentHash {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
    private static final int HASH_BYTES = 16;

    private ContentHash() {}

    /**
     * Whose rows a hash is of.
     *
     * @param instrument the instrument; empty for tables without one
     * @param day UTC day of the range column; null for tables without one
     */
    public record Part(String instrument, LocalDate day) implements Comparable<Part> {
        @Override
        public int compareTo(Part other) {
            int byInstrument = instrument.compareTo(other.instrument);
            return byInstrument != 0 || day == null ? byInstrument : day.compareTo(other.day);
        }
    }

    /** A number of rows and the sum of their hashes. */
    public record Sum(long rows, BigInteger hash) {
        /** Both together. */
        public Sum plus(Sum other) {
            return new Sum(rows + other.rows, hash.add(other.hash).mod(MODULUS));
        }

        /** The hash as 32 hex digits. */
        public String text() {
            return String.format("%032x", hash);
        }
    }

    /** The hashes of the rows that pass the filter, by instrument and UTC day. */
    public static SortedMap<Part, Sum> of(Table table, TableDefinition definition, Expression filter) {
        SortedMap<Part, Sum> sums = new TreeMap<>();
        if (table.currentSnapshot() == null) {
            return sums;
        }
        List<String> columns = definition.columns().stream()
                .map(TableDefinition.Column::name)
                .filter(name -> !definition.hashExclusions().contains(name))
                .toList();
        MessageDigest digest = sha256();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table).where(filter).build()) {
            for (Record row : rows) {
                sums.merge(part(row, definition), new Sum(1, hash(row, columns, digest)), Sum::plus);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + definition.name(), e);
        }
        return sums;
    }

    private static Part part(Record row, TableDefinition definition) {
        String instrument = definition.isByInstrument() ? (String) row.getField("instrument") : "";
        OffsetDateTime time =
                definition.rangeColumn() == null ? null : (OffsetDateTime) row.getField(definition.rangeColumn());
        return new Part(
                instrument,
                time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
    }

    private static BigInteger hash(Record row, List<String> columns, MessageDigest digest) {
        digest.reset();
        for (String column : columns) {
            Object value = row.getField(column);
            // Named, so that a column that another table lacks counts as null there.
            if (value != null) {
                digest.update(column.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '=');
                digest.update(canonical(value).getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
        }
        return new BigInteger(1, digest.digest(), 0, HASH_BYTES);
    }

    private static String canonical(Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
