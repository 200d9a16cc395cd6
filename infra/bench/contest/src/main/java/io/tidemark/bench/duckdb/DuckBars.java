package io.tidemark.bench.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Adds {@code symbol=…/*.csv} up to minute bars in Parquet: {@code DuckBars THREADS CSV OUT}. */
public final class DuckBars {

    private static final String BARS = """
            copy (
              select symbol,
                     make_timestamptz(transact_time // 60000 * 60000000) as window_start,
                     arg_min(price, agg_trade_id) as open_price,
                     max(price) as high_price,
                     min(price) as low_price,
                     arg_max(price, agg_trade_id) as close_price,
                     sum(quantity) as volume,
                     sum(price * quantity) as quote_volume,
                     sum(case when is_buyer_maker then 0 else price * quantity end) as taker_buy_quote_volume,
                     sum(price * quantity) / sum(quantity) as vwap,
                     sum(last_trade_id - first_trade_id + 1)::bigint as trade_count,
                     count(*) as agg_trade_count
                from read_csv('%s/*/*.csv', hive_partitioning = true, header = true, columns = {
                       'agg_trade_id': 'bigint', 'price': 'double', 'quantity': 'double', 'first_trade_id': 'bigint',
                       'last_trade_id': 'bigint', 'transact_time': 'bigint', 'is_buyer_maker': 'boolean'})
               group by symbol, window_start
            ) to '%s' (format parquet, compression zstd)
            """;

    private DuckBars() {}

    /** Writes the bars. */
    public static void main(String[] arguments) throws SQLException, IOException {
        if (arguments.length != 3) {
            System.err.println("usage: DuckBars THREADS CSV OUT");
            System.exit(2);
        }
        Path out = Files.createDirectories(Path.of(arguments[2])).resolve("bars.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set threads = " + Integer.parseInt(arguments[0]));
            statement.execute("set preserve_insertion_order = false");
            statement.execute("set timezone = 'UTC'");
            statement.execute(BARS.formatted(arguments[1], out));
        }
    }
}
