package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.RecordedArchive;
import io.tidemark.engines.testing.SecondEngine;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine, with another version of Iceberg, finds the same tables and the same numbers in them. */
final class SparkAgreesITCase {

    @TempDir
    Path folder;

    private enum Kind {
        TEXT,
        NUMBER,
        DOUBLE,
        INSTANT
    }

    /** An aggregate that both engines compute, and how its text is to be read. */
    private record Aggregate(String alias, String ours, String spark, Kind kind) {
        Aggregate(String alias, String expression, Kind kind) {
            this(alias, expression, expression, kind);
        }

        Object read(String text) {
            if (text.isEmpty() && kind != Kind.TEXT) {
                return "null";
            }
            return switch (kind) {
                case TEXT -> text;
                case NUMBER -> number(new BigDecimal(text));
                case DOUBLE -> Double.valueOf(text);
                case INSTANT -> Instant.parse(text);
            };
        }

        Object read(Object value) {
            if (value == null) {
                return "null";
            }
            return kind == Kind.NUMBER ? number(new BigDecimal(value.toString())) : value;
        }

        private static String number(BigDecimal value) {
            return value.stripTrailingZeros().toPlainString();
        }
    }

    @Test
    void findsTheSameRowsSumsAndBoundsInEveryTable() throws Exception {
        Lake lake = RecordedArchive.isPresent() ? RecordedArchive.lake() : simulated();
        SecondEngine spark = SecondEngine.open(lake);
        Map<String, List<Aggregate>> aggregates = new TreeMap<>();
        for (String table : spark.tables()) {
            aggregates.put(table, aggregates(spark.columns(table)));
        }
        assertThat(aggregates.keySet()).as("tables").containsExactlyInAnyOrderElementsOf(tables(lake));
        Map<String, Object> ours = ours(lake, aggregates);
        Map<String, Object> theirs = spark(spark, aggregates);
        assertThat(ours.keySet()).anyMatch(key -> key.startsWith("flow.bars binance:"));
        Set<String> keys = new TreeSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        assertThat(keys)
                .filteredOn(key -> !Objects.equals(ours.get(key), theirs.get(key)))
                .as("differences")
                .map(key -> key + ": " + ours.get(key) + ", Spark says " + theirs.get(key))
                .isEmpty();
    }

    private Lake simulated() throws InterruptedException {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), "2026-04-10", 11);
        return new Lake(folder.resolve("lake")).fill(SimulatedArchive.backfill(archive, "2026-04-10"));
    }

    private static List<String> tables(Lake lake) throws InterruptedException {
        return Tidemark.run("tables", "--warehouse", lake.warehouse().toString())
                .requireCode(0)
                .out()
                .lines()
                // Views are Flink's: the catalog stores none.
                .filter(line -> !line.matches("\\S+ +view .*"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private static List<Aggregate> aggregates(StructType columns) {
        List<Aggregate> aggregates = new ArrayList<>();
        boolean byInstrument = List.of(columns.fieldNames()).contains("instrument");
        aggregates.add(new Aggregate("of_whom", byInstrument ? "instrument" : "''", Kind.TEXT));
        aggregates.add(new Aggregate("row_count", "count(*)", Kind.NUMBER));
        for (StructField column : columns.fields()) {
            String name = column.name();
            String type = column.dataType().typeName();
            aggregates.add(new Aggregate("known_" + name, "count(" + name + ")", Kind.NUMBER));
            if (type.startsWith("decimal")) {
                aggregates.add(new Aggregate("sum_" + name, "sum(" + name + ")", "try_sum(" + name + ")", Kind.NUMBER));
            } else if (type.equals("long") || type.equals("integer")) {
                aggregates.add(new Aggregate("sum_" + name, "sum(cast(" + name + " as decimal(38, 0)))", Kind.NUMBER));
            } else if (type.equals("double") || type.startsWith("timestamp")) {
                Kind kind = type.equals("double") ? Kind.DOUBLE : Kind.INSTANT;
                aggregates.add(new Aggregate("min_" + name, "min(" + name + ")", kind));
                aggregates.add(new Aggregate("max_" + name, "max(" + name + ")", kind));
            }
        }
        return aggregates;
    }

    private static Map<String, Object> ours(Lake lake, Map<String, List<Aggregate>> aggregates)
            throws InterruptedException {
        List<String> statements = new ArrayList<>();
        aggregates.forEach((table, of) -> statements.add("select '" + table + "' as of_table, "
                + of.stream().map(each -> each.ours() + " as " + each.alias()).collect(Collectors.joining(", "))
                + from(table, of)));
        Map<String, Object> found = new TreeMap<>();
        for (List<String> cells : lake.query(statements.toArray(String[]::new))) {
            List<Aggregate> of = aggregates.get(cells.get(0));
            if (of != null) {
                assertThat(cells).as(cells.get(0)).hasSize(of.size() + 1);
                put(found, cells.get(0), of, i -> of.get(i).read(cells.get(i + 1)));
            }
        }
        return found;
    }

    private static Map<String, Object> spark(SecondEngine spark, Map<String, List<Aggregate>> aggregates) {
        Map<String, Object> found = new TreeMap<>();
        aggregates.forEach((table, of) -> {
            String sql = "select "
                    + of.stream()
                            .map(each -> each.spark() + " as " + each.alias())
                            .collect(Collectors.joining(", "))
                    + from(table, of);
            for (Row row : spark.query(sql)) {
                put(found, table, of, i -> of.get(i).read(row.get(i)));
            }
        });
        return found;
    }

    private static String from(String table, List<Aggregate> of) {
        String whom = of.get(0).ours();
        return " from " + table + (whom.equals("instrument") ? " group by instrument" : "");
    }

    private static void put(Map<String, Object> found, String table, List<Aggregate> of, IntFunction<Object> value) {
        String whom = (table + " " + value.apply(0)).strip();
        IntStream.range(1, of.size())
                .forEach(i -> found.put(whom + " " + of.get(i).alias(), value.apply(i)));
    }
}
