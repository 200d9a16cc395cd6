package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.TradeConsumer;
import io.tidemark.udfs.exact.DecimalField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Trades: a row of aggTrades is what a taker order took at one price, a row of trades is one fill. The buyer being the
 * maker means the taker sold. Quantities of inverse instruments are contracts.
 */
final class TradesDecoder implements FileDecoder {

    private static final long LARGEST_ID = 1_000_000_000_000_000L;
    private static final double LARGEST_AMOUNT = 1e18;

    private final TradeColumns at;
    private final FileColumns columns;
    private final ArchiveFile file;
    private final double contractSize;
    private final TradeConsumer trades;
    private final LongSupplier duplicates;
    private final long periodStart;
    private final long periodEnd;

    /**
     * Decodes one reading of a file.
     *
     * @param contractSize quote units per contract; null if quantities are in base asset
     */
    TradesDecoder(ArchiveFile file, BigDecimal contractSize, TradeConsumer trades, LongSupplier duplicates) {
        this.at = TradeColumns.of(file.dataset());
        this.columns = at.names();
        this.file = file;
        this.contractSize = contractSize == null ? 0 : contractSize.doubleValue();
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
        DecimalField price = columns.aligned(line, at.price());
        requirePositive(line, at.price(), price.mantissa());
        DecimalField quantity = columns.aligned(line, at.quantity());
        requirePositive(line, at.quantity(), quantity.mantissa());
        if (contractSize == 0) {
            requireQuote(line, price.mantissa(), quantity.mantissa(), price.scale() + quantity.scale());
        } else {
            requireBase(line, price.mantissa() / StrictMath.pow(10, price.scale()), quantity);
        }
        long firstFill = id(line, at.firstFill());
        long lastFill = at.firstFill() == at.lastFill() ? firstFill : id(line, at.lastFill());
        if (lastFill < firstFill) {
            throw columns.rejected(line, at.lastFill(), "is below first_trade_id " + firstFill);
        }
        trades.trade(
                id(line, at.id()),
                price.mantissa(),
                price.scale(),
                quantity.mantissa(),
                quantity.scale(),
                firstFill,
                lastFill,
                eventTime(line),
                !columns.flag(line, at.buyerIsMaker()));
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
                || priceMantissa * quantityMantissa >= (long) LARGEST_AMOUNT;
        if (large && (double) priceMantissa * quantityMantissa / StrictMath.pow(10, scale) >= LARGEST_AMOUNT) {
            throw columns.rejected(line, at.quantity(), "times the price is not below 1e18");
        }
    }

    /** The same for contracts, which are a quote amount and, at the price, a base quantity. */
    private void requireBase(CsvLine line, double price, DecimalField contracts) {
        double quote = contractSize * contracts.mantissa() / StrictMath.pow(10, contracts.scale());
        if (quote >= LARGEST_AMOUNT || quote / price >= LARGEST_AMOUNT) {
            throw columns.rejected(line, at.quantity(), "contracts are not below 1e18 of quote and base");
        }
    }

    private void requirePositive(CsvLine line, int column, long mantissa) {
        if (mantissa <= 0) {
            throw columns.rejected(line, column, "is not above 0");
        }
    }

    private long eventTime(CsvLine line) {
        long time = columns.micros(line, at.time());
        if (time < periodStart || time >= periodEnd) {
            throw columns.outside(line, at.time(), Instant.EPOCH.plus(time, ChronoUnit.MICROS), file.period());
        }
        return time;
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
