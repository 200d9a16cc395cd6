package io.tidemark.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/** Rows as text: an empty cell is null, {@code ""} an empty string. */
final class Csv {

    private static final Pattern CELL = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))");

    private Csv() {}

    /** The cells of a line. */
    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        int end = 0;
        while (end <= line.length() && cell.find() && cell.start() == end) {
            String bare = cell.group(2) == null || cell.group(2).isEmpty() ? null : cell.group(2);
            cells.add(cell.group(1) == null ? bare : cell.group(1).replace("\"\"", "\""));
            end = cell.end();
            if (end == line.length()) {
                return cells;
            }
        }
        throw new IllegalArgumentException("not a line of CSV: " + line);
    }

    /** A line of canonical texts. */
    static String line(List<?> values) {
        return values.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = text(value);
        boolean quoted = text.isEmpty() || text.matches("(?s).*[,\"\\r\\n].*");
        return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /** Decimals and doubles plain and without trailing zeros, bytes hexadecimal, instants ISO-8601 in UTC. */
    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Double number) {
            return text(BigDecimal.valueOf(number));
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value.toString();
    }

    /** The value that a cell of a column stands for. */
    static Object value(String cell, LogicalType type) {
        if (cell == null) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case VARCHAR -> cell;
            case DECIMAL -> new BigDecimal(cell);
            case BIGINT -> Long.valueOf(cell);
            case INTEGER -> Integer.valueOf(cell);
            case DOUBLE -> Double.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Instant.parse(cell);
            case VARBINARY -> HexFormat.of().parseHex(cell);
            default -> throw new IllegalArgumentException("no column of the lake is a " + type);
        };
    }
}
