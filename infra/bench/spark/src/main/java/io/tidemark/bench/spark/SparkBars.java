package io.tidemark.bench.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Adds {@code symbol=…/*.csv} up to minute bars in Parquet: {@code SparkBars THREADS CSV OUT}. */
public final class SparkBars {

    private static final String COLUMNS = "agg_trade_id bigint, price double, quantity double, first_trade_id bigint,"
            + " last_trade_id bigint, transact_time bigint, is_buyer_maker boolean";

    private static final String BARS = """
            select symbol,
                   timestamp_millis(transact_time div 60000 * 60000) as window_start,
                   min_by(price, agg_trade_id) as open_price,
                   max(price) as high_price,
                   min(price) as low_price,
                   max_by(price, agg_trade_id) as close_price,
                   sum(quantity) as volume,
                   sum(price * quantity) as quote_volume,
                   sum(if(is_buyer_maker, 0, price * quantity)) as taker_buy_quote_volume,
                   sum(price * quantity) / sum(quantity) as vwap,
                   sum(last_trade_id - first_trade_id + 1) as trade_count,
                   count(*) as agg_trade_count
              from trades
             group by symbol, window_start
            """;

    private SparkBars() {}

    /** Writes the bars. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: SparkBars THREADS CSV OUT");
            System.exit(2);
        }
        try (SparkSession session = SparkSession.builder()
                .master("local[" + arguments[0] + "]")
                .appName("bars")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", arguments[0])
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.parquet.compression.codec", "zstd")
                .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
                .getOrCreate()) {
            session.read()
                    .schema(COLUMNS)
                    .option("header", "true")
                    .csv(arguments[1])
                    .createOrReplaceTempView("trades");
            session.sql(BARS).write().parquet(arguments[2]);
        }
    }
}
