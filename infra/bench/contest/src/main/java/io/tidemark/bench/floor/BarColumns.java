package io.tidemark.bench.floor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The columns of a bar, named as in {@code flow.bars}. Two are doubles where the table has decimals: vwap, and the sum of
 * squares.
 */
final class BarColumns {

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message bar {
              required binary venue (STRING);
              required binary market (STRING);
              required binary symbol (STRING);
              required binary base (STRING);
              required binary quote (STRING);
              required binary instrument (STRING);
              required int64 window_start (TIMESTAMP(MICROS,true));
              required int64 window_end (TIMESTAMP(MICROS,true));
              optional fixed_len_byte_array(16) open_price (DECIMAL(38,18));
              optional fixed_len_byte_array(16) high_price (DECIMAL(38,18));
              optional fixed_len_byte_array(16) low_price (DECIMAL(38,18));
              optional fixed_len_byte_array(16) close_price (DECIMAL(38,18));
              optional double vwap;
              optional fixed_len_byte_array(16) volume (DECIMAL(38,18));
              optional fixed_len_byte_array(16) quote_volume (DECIMAL(38,18));
              optional int64 trade_count;
              optional int64 agg_trade_count;
              optional fixed_len_byte_array(16) taker_buy_volume (DECIMAL(38,18));
              optional fixed_len_byte_array(16) taker_sell_volume (DECIMAL(38,18));
              optional fixed_len_byte_array(16) taker_buy_quote_volume (DECIMAL(38,18));
              optional fixed_len_byte_array(16) taker_sell_quote_volume (DECIMAL(38,18));
              optional int64 taker_buy_count;
              optional fixed_len_byte_array(16) delta_quote (DECIMAL(38,18));
              optional fixed_len_byte_array(16) cvd_day_quote (DECIMAL(38,18));
              optional double imbalance;
              optional fixed_len_byte_array(16) max_trade_quote (DECIMAL(38,18));
              optional double concentration_hhi;
              optional double effective_trades;
              optional double trade_quote_p50;
              optional double trade_quote_p90;
              optional double trade_quote_p99;
              optional double kyle_lambda;
              optional double amihud;
              optional int64 missing_ids;
              optional int64 skipped_fill_ids;
              optional double trade_quote_square_sum;
              optional binary trade_quote_sketch;
              optional int64 first_agg_trade_id;
              optional int64 last_agg_trade_id;
              optional int64 available_at (TIMESTAMP(MICROS,true));
              optional binary run_id (STRING);
              optional boolean complete;
              optional double coverage_ratio;
            }
            """);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long MINUTE = 60_000_000L;
    private static final long PRICE_TO_TABLE = 100_000_000L;
    private static final long QUANTITY_TO_TABLE = 10_000_000_000L;

    private static final Binary VENUE = Binary.fromString("binance");
    private static final Binary MARKET = Binary.fromString("linear_perp");
    private static final Binary RUN = Binary.fromString("floor");
    private static final int QUOTE_LENGTH = 4;

    private final WideSum scratch = new WideSum();
    private Binary symbol;
    private Binary base;
    private Binary quote;
    private Binary instrument;
    private WideSum dayDelta;
    private RecordConsumer out;
    private int column;

    /** Whose bars come next: its quote asset is taken to be the last four letters. */
    void symbol(String text) {
        int cut = Math.max(0, text.length() - QUOTE_LENGTH);
        symbol = Binary.fromString(text);
        base = Binary.fromString(text.substring(0, cut));
        quote = Binary.fromString(text.substring(cut));
        instrument = Binary.fromString(
                "binance:" + text.substring(0, cut) + "/" + text.substring(cut) + ":" + text.substring(cut));
    }

    /** The day's delta up to and including the next bar; null if a minute was not delivered. */
    void dayDelta(WideSum delta) {
        dayDelta = delta;
    }

    void write(MinuteBar bar, RecordConsumer consumer) {
        out = consumer;
        column = 0;
        out.startMessage();
        text(VENUE);
        text(MARKET);
        text(symbol);
        text(base);
        text(quote);
        text(instrument);
        whole(bar.start);
        whole(bar.start + MINUTE);
        boolean traded = !bar.isEmpty();
        price(traded, bar.open);
        price(traded, bar.high);
        price(traded, bar.low);
        price(traded, bar.close);
        statistic(traded ? bar.vwap() : Double.NaN);
        quantity(bar.volume);
        decimal(bar.quoteVolume);
        whole(bar.fills);
        whole(bar.aggregateTrades);
        quantity(bar.takerBuyVolume);
        scratch.set(bar.volume);
        scratch.subtract(bar.takerBuyVolume);
        quantity(scratch);
        decimal(bar.takerBuyQuoteVolume);
        scratch.set(bar.quoteVolume);
        scratch.subtract(bar.takerBuyQuoteVolume);
        decimal(scratch);
        whole(bar.takerBuyFills);
        scratch.set(bar.takerBuyQuoteVolume);
        scratch.add(bar.takerBuyQuoteVolume);
        scratch.subtract(bar.quoteVolume);
        decimal(scratch);
        decimal(dayDelta);
        statistics(bar, traded);
        whole(bar.missingIds);
        whole(bar.skippedFillIds);
        statistic(bar.quoteSquareSum);
        text(Binary.fromConstantByteArray(bar.tradeQuotes.toBytes()));
        id(traded, bar.firstId);
        id(traded, bar.lastId);
        whole(bar.start + MINUTE);
        text(RUN);
        flag(bar.missingIds == 0);
        statistic(bar.missingIds == 0 ? 1 : (double) bar.aggregateTrades / (bar.aggregateTrades + bar.missingIds));
        out.endMessage();
    }

    private void statistics(MinuteBar bar, boolean traded) {
        double concentration = traded ? bar.concentration() : Double.NaN;
        statistic(traded ? bar.imbalance() : Double.NaN);
        decimal(traded ? bar.largestQuote : null);
        statistic(concentration);
        statistic(1 / concentration);
        statistic(traded ? bar.quantile(0.5) : Double.NaN);
        statistic(traded ? bar.quantile(0.9) : Double.NaN);
        statistic(traded ? bar.quantile(0.99) : Double.NaN);
        statistic(traded ? bar.kyleLambda() : Double.NaN);
        statistic(traded ? bar.amihud() : Double.NaN);
    }

    private void start() {
        out.startField(SCHEMA.getFieldName(column), column);
    }

    private void end() {
        out.endField(SCHEMA.getFieldName(column), column);
        column++;
    }

    private void text(Binary value) {
        start();
        out.addBinary(value);
        end();
    }

    private void whole(long value) {
        start();
        out.addLong(value);
        end();
    }

    private void id(boolean present, long value) {
        if (present) {
            whole(value);
        } else {
            column++;
        }
    }

    private void flag(boolean value) {
        start();
        out.addBoolean(value);
        end();
    }

    /** NaN stands for null. */
    private void statistic(double value) {
        if (Double.isNaN(value)) {
            column++;
        } else {
            start();
            out.addDouble(value);
            end();
        }
    }

    private void price(boolean present, long price) {
        if (present) {
            decimal(Math.multiplyHigh(price, PRICE_TO_TABLE), price * PRICE_TO_TABLE);
        } else {
            column++;
        }
    }

    private void quantity(WideSum quantity) {
        scratch.set(quantity);
        scratch.multiply(QUANTITY_TO_TABLE);
        decimal(scratch);
    }

    private void decimal(WideSum value) {
        if (value == null) {
            column++;
        } else {
            decimal(value.high(), value.low());
        }
    }

    private void decimal(long high, long low) {
        byte[] bytes = new byte[2 * Long.BYTES];
        LONGS.set(bytes, 0, high);
        LONGS.set(bytes, Long.BYTES, low);
        text(Binary.fromConstantByteArray(bytes));
    }
}
