package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.TradeConsumer;
import io.tidemark.udfs.exact.DecimalField;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Aggregate trades: one row is what a taker order took at one price. The buyer being the maker means the taker sold. */
final class AggTradesDecoder implements FileDecoder {

    private static final int ID = 0;
    private static final int PRICE = 1;
    private static final int QUANTITY = 2;
    private static final int FIRST_FILL = 3;
    private static final int LAST_FILL = 4;
    private static final int TIME = 5;
    private static final int BUYER_IS_MAKER = 6;

    private static final long LARGEST_ID = 1_000_000_000_000_000L;
    private static final double LARGEST_QUOTE = 1e18;

    private final FileColumns columns = new FileColumns(
            7,
            "agg_trade_id",
            "price",
            "quantity",
            "first_trade_id",
            "last_trade_id",
            "transact_time",
            "is_buyer_maker");
    private final ArchiveFile file;
    private final TradeConsumer trades;
    private final LongSupplier duplicates;
    private final long periodStart;
    private final long periodEnd;

    AggTradesDecoder(ArchiveFile file, TradeConsumer trades, LongSupplier duplicates) {
        this.file = file;
        this.trades = trades;
        this.duplicates = duplicates;
        this.periodStart =
                ChronoUnit.MICROS.between(Instant.EPOCH, file.period().from());
        this.periodEnd = ChronoUnit.MICROS.between(Instant.EPOCH, file.period().to());
    }

    @Override
    public void startMember() {
        columns.reset();
    }

    @Override
    public boolean line(CsvLine line) {
        if (columns.isHeader(line)) {
            return false;
        }
        columns.requireFields(line);
        DecimalField price = columns.aligned(line, PRICE);
        requirePositive(line, PRICE, price.mantissa());
        DecimalField quantity = columns.aligned(line, QUANTITY);
        requirePositive(line, QUANTITY, quantity.mantissa());
        requireQuote(line, price.mantissa(), quantity.mantissa(), price.scale() + quantity.scale());
        long firstFill = id(line, FIRST_FILL);
        long lastFill = id(line, LAST_FILL);
        if (lastFill < firstFill) {
            throw columns.rejected(line, LAST_FILL, "is below first_trade_id " + firstFill);
        }
        trades.trade(
                id(line, ID),
                price.mantissa(),
                price.scale(),
                quantity.mantissa(),
                quantity.scale(),
                firstFill,
                lastFill,
                eventTime(line),
                !columns.flag(line, BUYER_IS_MAKER));
        return true;
    }

    /** Far above any id a venue has given out, and far enough below overflow to count with. */
    private long id(CsvLine line, int column) {
        long id = columns.whole(line, column);
        if (id > LARGEST_ID) {
            throw columns.rejected(line, column, "is above " + LARGEST_ID);
        }
        return id;
    }

    /** What the tables cannot hold must not become a null in a row that says it is complete. */
    private void requireQuote(CsvLine line, long priceMantissa, long quantityMantissa, int scale) {
        boolean large = Math.multiplyHigh(priceMantissa, quantityMantissa) != 0
                || priceMantissa * quantityMantissa < 0
                || priceMantissa * quantityMantissa >= (long) LARGEST_QUOTE;
        if (large && (double) priceMantissa * quantityMantissa / StrictMath.pow(10, scale) >= LARGEST_QUOTE) {
            throw columns.rejected(line, QUANTITY, "times the price is not below 1e18");
        }
    }

    private void requirePositive(CsvLine line, int column, long mantissa) {
        if (mantissa <= 0) {
            throw columns.rejected(line, column, "is not above 0");
        }
    }

    private long eventTime(CsvLine line) {
        long time = columns.micros(line, TIME);
        if (time < periodStart || time >= periodEnd) {
            throw outside(columns, line, TIME, Instant.EPOCH.plus(time, ChronoUnit.MICROS), file.period());
        }
        return time;
    }

    static RejectedLineException outside(
            FileColumns columns, CsvLine line, int column, Instant time, TimeRange period) {
        return columns.rejected(
                line, column, "is " + time + ", outside the file's " + period.from() + " to " + period.to());
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        trades.finish(facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        trades.refuse(reason, facts);
    }

    @Override
    public long duplicates() {
        return duplicates.getAsLong();
    }
}
