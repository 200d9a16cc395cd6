package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.UsageException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;

/** How results are shown. Instants are ISO-8601 in UTC, decimals plain and without trailing zeros, bytes hexadecimal. */
enum ResultFormat {
    /** For reading: aligned columns, nulls as {@code NULL}. */
    TABLE {
        @Override
        void print(List<String> names, Iterator<Row> result, PrintWriter out) {
            List<List<String>> rows = new ArrayList<>();
            result.forEachRemaining(row -> rows.add(texts(row, "NULL")));
            int[] widths = names.stream().mapToInt(String::length).toArray();
            rows.forEach(row ->
                    Arrays.setAll(widths, at -> Math.max(widths[at], row.get(at).length())));
            line(names, widths, out);
            out.println(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
            rows.forEach(row -> line(row, widths, out));
            out.printf("(%d rows)%n", rows.size());
            out.flush();
        }

        private void line(List<String> texts, int[] widths, PrintWriter out) {
            StringBuilder line = new StringBuilder();
            for (int at = 0; at < widths.length; at++) {
                line.append(texts.get(at))
                        .append(" ".repeat(widths[at] - texts.get(at).length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    },
    /** For spreadsheets and programs: a header, nulls as empty cells. */
    CSV {
        @Override
        void print(List<String> names, Iterator<Row> result, PrintWriter out) {
            out.println(cells(names));
            result.forEachRemaining(row -> out.println(cells(texts(row, ""))));
            out.flush();
        }

        private String cells(List<String> texts) {
            return texts.stream().map(this::quoted).collect(Collectors.joining(","));
        }

        private String quoted(String text) {
            return text.matches("(?s).*[,\"\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
        }
    },
    /** For programs: one object a line, decimals as strings so that no reader rounds them. */
    JSON {
        private final ObjectMapper mapper = new ObjectMapper();

        @Override
        void print(List<String> names, Iterator<Row> result, PrintWriter out) {
            while (result.hasNext()) {
                Row row = result.next();
                ObjectNode json = mapper.createObjectNode();
                for (int at = 0; at < names.size(); at++) {
                    put(json, names.get(at), row.getField(at));
                }
                out.println(json);
            }
            out.flush();
        }

        private void put(ObjectNode json, String name, Object value) {
            if (isNothing(value)) {
                json.putNull(name);
            } else if (value instanceof Boolean flag) {
                json.put(name, flag);
            } else if (value instanceof Integer || value instanceof Long) {
                json.put(name, ((Number) value).longValue());
            } else if (value instanceof Double || value instanceof Float) {
                json.put(name, ((Number) value).doubleValue());
            } else {
                json.put(name, text(value));
            }
        }
    };

    /** The format of that name. */
    static ResultFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--format", name, "table, csv or json"));
    }

    /** Prints all rows. */
    void print(TableResult result, PrintWriter out) {
        print(result.getResolvedSchema().getColumnNames(), result.collect(), out);
    }

    /** Prints all rows, whose columns have these names. */
    abstract void print(List<String> names, Iterator<Row> rows, PrintWriter out);

    static List<String> texts(Row row, String forNull) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; at < row.getArity(); at++) {
            Object value = row.getField(at);
            texts.add(isNothing(value) ? forNull : text(value));
        }
        return texts;
    }

    /** Null, and what a division without a result leaves: no format has a number for it. */
    static boolean isNothing(Object value) {
        return value == null
                || ((value instanceof Double || value instanceof Float)
                        && !Double.isFinite(((Number) value).doubleValue()));
    }

    private static String nested(Object value) {
        return isNothing(value) ? "NULL" : text(value);
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Double || value instanceof Float) {
            return BigDecimal.valueOf(((Number) value).doubleValue())
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (value instanceof Object[] elements) {
            return Arrays.stream(elements).map(ResultFormat::nested).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> nested(entry.getKey()) + "=" + nested(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Row row) {
            return texts(row, "NULL").stream().collect(Collectors.joining(", ", "(", ")"));
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return value.toString();
        }
        return String.valueOf(value);
    }
}
