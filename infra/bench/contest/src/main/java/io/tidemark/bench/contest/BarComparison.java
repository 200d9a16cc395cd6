package io.tidemark.bench.contest;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Holds the bars of a contestant against those of the floor, column by column. Prices, counts and the largest trade must be
 * equal, sums equal within 1e-12 of their size; a contestant that is quick and wrong has not taken part.
 */
final class BarComparison {

    private static final double SUMS = 1e-12;

    /** Slopes lose digits to cancellation. */
    private static final double SLOPES = 1e-6;

    /** What every contestant makes. */
    static final List<String> COMMON_EXACT =
            List.of("open_price", "high_price", "low_price", "close_price", "trade_count", "agg_trade_count");

    /** What every contestant adds up. */
    static final List<String> COMMON_SUMS = List.of("volume", "quote_volume", "taker_buy_quote_volume", "vwap");

    private static final List<String> EXACT = List.of(
            "window_end",
            "max_trade_quote",
            "taker_buy_count",
            "missing_ids",
            "skipped_fill_ids",
            "trade_quote_sketch",
            "first_agg_trade_id",
            "last_agg_trade_id",
            "complete");
    private static final List<String> SUMMED = List.of(
            "taker_buy_volume",
            "taker_sell_volume",
            "taker_sell_quote_volume",
            "trade_quote_square_sum",
            "concentration_hhi",
            "effective_trades",
            "trade_quote_p50",
            "trade_quote_p90",
            "trade_quote_p99",
            "coverage_ratio");

    /** Differences of sums: judged against what they are differences of. */
    private static final Map<String, String> DIFFERENCES =
            Map.of("delta_quote", "b.quote_volume", "cvd_day_quote", "b.quote_volume", "imbalance", "1");

    private static final List<String> SLOPE_COLUMNS = List.of("kyle_lambda", "amihud");

    /** A column, and the SQL that is true where it differs. */
    private record Difference(String column, String sql) {}

    private final List<Difference> differences = new ArrayList<>();
    private final String rows;

    private BarComparison(String rows) {
        this.rows = rows;
    }

    /** A comparison of every column that a bar has, minutes without trades included. */
    static BarComparison ofAllColumns() {
        BarComparison all = new BarComparison("true");
        all.addCommon();
        EXACT.forEach(all::exact);
        SUMMED.forEach(column -> all.within(column, SUMS, "b." + column));
        DIFFERENCES.forEach((column, size) -> all.within(column, SUMS, size));
        SLOPE_COLUMNS.forEach(column -> all.within(column, SLOPES, "b." + column));
        return all;
    }

    /** A comparison of the columns that every contestant makes, over minutes with trades. */
    static BarComparison ofCommonColumns() {
        BarComparison common = new BarComparison("coalesce(a.agg_trade_count, b.agg_trade_count) > 0");
        common.addCommon();
        return common;
    }

    private void addCommon() {
        COMMON_EXACT.forEach(this::exact);
        COMMON_SUMS.forEach(column -> within(column, SUMS, "b." + column));
    }

    private void exact(String column) {
        differences.add(new Difference(column, "a." + column + " is distinct from b." + column));
    }

    private void within(String column, double tolerance, String size) {
        String a = "a." + column;
        String b = "b." + column;
        differences.add(new Difference(
                column,
                "(" + a + " is null) <> (" + b + " is null) or abs(" + a + "::double - " + b + "::double) > "
                        + tolerance + " * abs((" + size + ")::double)"));
    }

    /**
     * Compares bars.
     *
     * @param bars Parquet files of a contestant, a pattern
     * @param floor Parquet files of the floor, a pattern
     * @return how many bars were the same
     * @throws IllegalStateException if a bar is missing, too many or different; it names the columns
     */
    long requireSame(String contestant, String bars, String floor) {
        StringBuilder query =
                new StringBuilder("select count(*), count(*) filter (a.symbol is null or b.symbol is null)");
        differences.forEach(difference ->
                query.append(", count(*) filter (").append(difference.sql()).append(')'));
        query.append(" from read_parquet('" + bars + "') a full join read_parquet('" + floor + "') b")
                .append(" on a.symbol = b.symbol and a.window_start = b.window_start where " + rows);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query.toString())) {
            result.next();
            requireNone(contestant, result);
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the bars of " + contestant + " cannot be compared: " + e.getMessage(), e);
        }
    }

    private void requireNone(String contestant, ResultSet result) throws SQLException {
        List<String> wrong = new ArrayList<>();
        if (result.getLong(2) > 0) {
            wrong.add(result.getLong(2) + " missing or too many");
        }
        for (int index = 0; index < differences.size(); index++) {
            long differing = result.getLong(3 + index);
            if (differing > 0) {
                wrong.add(differences.get(index).column() + " differs in " + differing);
            }
        }
        if (!wrong.isEmpty() || result.getLong(1) == 0) {
            throw new IllegalStateException("THE BARS OF " + contestant + " ARE WRONG, of " + result.getLong(1) + ": "
                    + String.join(", ", wrong));
        }
    }

    /** The pattern of the Parquet files below a folder. */
    static String below(Path folder) {
        return folder.toAbsolutePath() + "/**/*.parquet";
    }
}
