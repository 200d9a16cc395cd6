package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Dataset;
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
    private final UsualTradeLine usual;
    private final FileColumns columns;
    private final ArchiveFile file;
    private final double contractSize;
    private final TradeConsumer trades;
    private final LongSupplier duplicates;
    private final long periodStart;
    private final long periodEnd;
    private int usualLinesEnd;

    /**
     * Decodes one reading of a file.
     *
     * @param contractSize quote units per contract; null if quantities are in base asset
     */
    TradesDecoder(ArchiveFile file, BigDecimal contractSize, TradeConsumer trades, LongSupplier duplicates) {
        this.at = TradeColumns.of(file.dataset());
        this.columns = at.names();
        this.usual = new UsualTradeLine(file.dataset() == Dataset.AGG_TRADES);
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

    @Override
    public int usualLines(byte[] text, int from, int limit) {
        // The amount in base asset of a contract takes a division more; those files are small.
        if (contractSize != 0 || !columns.areInOfficialOrder() || from < UsualTradeLine.ROOM_BEFORE) {
            return 0;
        }
        int taken = 0;
        usualLinesEnd = from;
        while (limit - usualLinesEnd >= UsualTradeLine.ROOM) {
            int next = usual.read(text, usualLinesEnd);
            if (next < 0 || !isValid(usual)) {
                break;
            }
            trades.trade(
                    usual.id(),
                    usual.price().mantissa(),
                    usual.price().scale(),
                    usual.quantity().mantissa(),
                    usual.quantity().scale(),
                    usual.firstFill(),
                    usual.lastFill(),
                    usual.eventTime(),
                    !usual.buyerIsMaker());
            usualLinesEnd = next;
            taken++;
        }
        return taken;
    }

    @Override
    public int usualLinesEnd() {
        return usualLinesEnd;
    }

    /** What is not is looked at again, by {@link #line}, which says why. */
    private boolean isValid(UsualTradeLine trade) {
        long price = trade.price().mantissa();
        long quantity = trade.quantity().mantissa();
        long quote = price * quantity;
        return Math.multiplyHigh(price, quantity) == 0
                && quote >= 0
                && quote < (long) LARGEST_AMOUNT
                && trade.firstFill() <= trade.lastFill()
                && trade.lastFill() <= LARGEST_ID
                && trade.id() <= LARGEST_ID
                && trade.eventTime() >= periodStart
                && trade.eventTime() < periodEnd;
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
