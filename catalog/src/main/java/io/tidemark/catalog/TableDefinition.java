package io.tidemark.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * What a table is: grain, columns, range column, key, content.
 *
 * <p>The columns of the key and the range column are required; every other column is nullable.
 */
public final class TableDefinition {

    /** One column: its name, its Iceberg type and what it means, with unit and null behaviour. */
    public record Column(String name, Type type, String doc) {}

    private final TableIdentifier identifier;
    private final String doc;
    private final List<Column> columns;
    private final List<String> key;
    private final String rangeColumn;
    private final List<String> restatementKey;
    private final Set<String> hashExclusions;

    private TableDefinition(Builder builder) {
        this.identifier = TableIdentifier.of(Namespace.of(builder.namespace), builder.table);
        this.doc = builder.doc;
        this.columns = List.copyOf(builder.columns.values());
        this.key = List.copyOf(builder.key);
        this.rangeColumn = builder.rangeColumn;
        this.restatementKey = List.copyOf(builder.restatementKey);
        this.hashExclusions = Set.copyOf(builder.hashExclusions);
    }

    /** Starts the definition of {@code namespace.table}; {@code doc} begins with what one row is. */
    public static Builder named(String name, String doc) {
        return new Builder(name, doc);
    }

    /** The table's identifier, {@code namespace.table}. */
    public TableIdentifier identifier() {
        return identifier;
    }

    /** The table's name as users write it: {@code namespace.table}. */
    public String name() {
        return identifier.toString();
    }

    /** What one row of the table is. */
    public String doc() {
        return doc;
    }

    /** The columns in their order. */
    public List<Column> columns() {
        return columns;
    }

    /** The columns that identify a row. */
    public List<String> key() {
        return key;
    }

    /** The instant that {@code --from} (inclusive) and {@code --to} (exclusive) select on; null if rows have none. */
    public String rangeColumn() {
        return rangeColumn;
    }

    /**
     * The text columns that say, together with the range, which rows a backfill replaces: all with these values and no
     * others. Empty for tables that are only ever appended to.
     */
    public List<String> restatementKey() {
        return restatementKey;
    }

    /** True if rows belong to an instrument. */
    public boolean isByInstrument() {
        return columns.stream().anyMatch(column -> column.name().equals("instrument"));
    }

    /** The columns that do not count when two tables are compared: they tell of the run, not of the market. */
    public Set<String> hashExclusions() {
        return hashExclusions;
    }

    /** The Iceberg schema of a new table; an existing table keeps its own field ids. */
    public Schema schema() {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Column column : columns) {
            boolean required = key.contains(column.name()) || column.name().equals(rangeColumn);
            fields.add(Types.NestedField.builder()
                    .withId(fields.size() + 1)
                    .withName(column.name())
                    .ofType(column.type())
                    .isOptional(!required)
                    .withDoc(column.doc())
                    .build());
        }
        return new Schema(fields);
    }

    /** Hidden partitioning by the UTC day of the range column; none for tables without one. */
    PartitionSpec partitionSpec(Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        return rangeColumn == null
                ? PartitionSpec.unpartitioned()
                : spec.day(rangeColumn).build();
    }

    /** By instrument, then by range column: a reader of one instrument skips the rest of a file. */
    SortOrder sortOrder(Schema schema) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        sortColumns().forEach(order::asc);
        return sortColumns().isEmpty() ? SortOrder.unsorted() : order.build();
    }

    /** The columns that data files are sorted by. */
    public List<String> sortColumns() {
        List<String> sorted = new ArrayList<>();
        if (isByInstrument()) {
            sorted.add("instrument");
        }
        if (rangeColumn != null) {
            sorted.add(rangeColumn);
        }
        return sorted;
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("comment", doc);
        properties.put("format-version", "2");
        properties.put("write.parquet.compression-codec", "zstd");
        // Old metadata files are useless once a newer one is committed; snapshots, and so time travel, are kept.
        properties.put("write.metadata.delete-after-commit.enabled", "true");
        properties.put("write.metadata.previous-versions-max", "20");
        // Runs of other instruments commit to the same table; a few seconds of patience let all of them through.
        properties.put("commit.retry.num-retries", "20");
        // A restatement drops a file unread when its bounds prove that it holds nothing else; the default cuts bounds
        // after sixteen characters.
        restatementKey.forEach(column -> properties.put("write.metadata.metrics.column." + column, "full"));
        return properties;
    }

    @Override
    public String toString() {
        return name() + columns.stream().map(Column::name).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Collects the columns of a table in their order. */
    public static final class Builder {
        private final String namespace;
        private final String table;
        private final String doc;
        private final Map<String, Column> columns = new LinkedHashMap<>();
        private List<String> key = List.of();
        private String rangeColumn;
        private List<String> restatementKey = List.of();
        private List<String> hashExclusions = List.of();
        private boolean feature;

        private Builder(String name, String doc) {
            int dot = name.indexOf('.');
            this.namespace = name.substring(0, dot);
            this.table = name.substring(dot + 1);
            this.doc = doc;
        }

        private Builder column(String name, Type type, String columnDoc) {
            if (columns.put(name, new Column(name, type, columnDoc)) != null) {
                throw new IllegalArgumentException(namespace + "." + table + " has the column " + name + " twice");
            }
            return this;
        }

        /** A text column. */
        public Builder text(String name, String columnDoc) {
            return column(name, Types.StringType.get(), columnDoc);
        }

        /** An exact amount, {@code decimal(38,18)}: 20 digits before the point for PEPE's 1e12 units, 18 after it. */
        public Builder decimal(String name, String columnDoc) {
            return column(name, Types.DecimalType.of(38, 18), columnDoc);
        }

        /** An instant in UTC, to the microsecond. */
        public Builder instant(String name, String columnDoc) {
            return column(name, Types.TimestampType.withZone(), columnDoc);
        }

        /** A count or an id. */
        public Builder whole(String name, String columnDoc) {
            return column(name, Types.LongType.get(), columnDoc);
        }

        /** A small whole number. */
        public Builder small(String name, String columnDoc) {
            return column(name, Types.IntegerType.get(), columnDoc);
        }

        /** A statistic, double precision; null where undefined, never NaN or infinite. */
        public Builder statistic(String name, String columnDoc) {
            return column(name, Types.DoubleType.get(), columnDoc);
        }

        /** A yes-or-no column. */
        public Builder flag(String name, String columnDoc) {
            return column(name, Types.BooleanType.get(), columnDoc);
        }

        /** Bytes in a format of their own, named in the doc. */
        public Builder bytes(String name, String columnDoc) {
            return column(name, Types.BinaryType.get(), columnDoc);
        }

        /** The six columns that say which instrument a row is about. */
        public Builder instrument() {
            return text("venue", "the exchange, in lower case: binance")
                    .text("market", "spot, linear_perp, inverse_perp, linear_future or inverse_future")
                    .text("symbol", "the venue's own symbol: 1000PEPEUSDT")
                    .text(
                            "base",
                            "the base asset without multiplier: PEPE for 1000PEPEUSDT, one unit of which is 1000 PEPE")
                    .text("quote", "the quote asset: USDT")
                    .text("instrument", "venue:unified symbol, unique over the lake: binance:BTC/USDT:USDT");
        }

        /** The columns every feature row carries; none of the table's columns may look forward. */
        public Builder feature() {
            feature = true;
            return instant("available_at", "the first instant at which a live observer could have known the row")
                    .text("run_id", "the run that wrote the row (ops.runs)")
                    .flag("complete", "true if nothing that belongs in the row is known to be missing")
                    .statistic("coverage_ratio", "share of the row's inputs that are present, 0 to 1");
        }

        /** The second clock and the origin that every fact carries. */
        public Builder fact() {
            return instant("available_at", "the first instant at which a live observer could have known the fact")
                    .text("source", "where the fact was read: the archive file's key")
                    .text("run_id", "the run that wrote the row (ops.runs)");
        }

        /** The columns that identify a row; they are required. */
        public Builder key(String... names) {
            key = List.of(names);
            return this;
        }

        /** The instant that date ranges select on and partitions follow; it is required. */
        public Builder range(String name) {
            rangeColumn = name;
            return this;
        }

        /** The columns whose values a restatement is about. */
        public Builder restatedBy(String... names) {
            restatementKey = List.of(names);
            return this;
        }

        /** The columns that content hashes leave out. */
        public Builder withoutInHash(String... names) {
            hashExclusions = List.of(names);
            return this;
        }

        /** The finished definition. */
        public TableDefinition build() {
            columns.keySet().stream()
                    .filter(name -> feature && LabelTables.isLabel(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException(
                                namespace + "." + table + " has features, and " + name + " looks forward");
                    });
            List<String> named = new ArrayList<>(key);
            named.addAll(restatementKey);
            named.addAll(hashExclusions);
            if (rangeColumn != null) {
                named.add(rangeColumn);
            }
            named.stream()
                    .filter(name -> !columns.containsKey(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException(namespace + "." + table + " has no column " + name);
                    });
            return new TableDefinition(this);
        }
    }
}
