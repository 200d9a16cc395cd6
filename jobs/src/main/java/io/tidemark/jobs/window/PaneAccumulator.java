package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Pane;
import io.tidemark.udfs.exact.ExactSum;
import io.tidemark.udfs.flow.InverseContracts;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;

/** The pane that is being filled: mutable, reused from pane to pane, no object for a trade. */
final class PaneAccumulator {

    /** A double holds every whole number below it, so one correctly rounded division gives the nearest double. */
    private static final long EXACT_DOUBLE = 1L << 53;

    private static final double[] POWERS_OF_TEN = new double[23];
    private static final long[] LONG_POWERS_OF_TEN = new long[19];

    static {
        double power = 1;
        for (int exponent = 0; exponent < POWERS_OF_TEN.length; exponent++, power *= 10) {
            POWERS_OF_TEN[exponent] = power;
        }
        long whole = 1;
        for (int exponent = 0; exponent < LONG_POWERS_OF_TEN.length; exponent++, whole *= 10) {
            LONG_POWERS_OF_TEN[exponent] = whole;
        }
    }

    private final Instrument instrument;
    private final ExactSum volume = new ExactSum();
    private final ExactSum takerBuyVolume = new ExactSum();
    private final ExactSum quoteVolume = new ExactSum();
    private final ExactSum takerBuyQuoteVolume = new ExactSum();
    private final ExactSum quoteSquareSum = new ExactSum();
    private final QuantileSketch sketch = new QuantileSketch();

    private long aggregateTrades;
    private long fills;
    private long takerBuyFills;
    private long missingIds;
    private long skippedFillIds;
    private long firstId;
    private long lastId;

    private long openTime;
    private long openId;
    private long openMantissa;
    private int openScale;
    private long closeTime;
    private long closeId;
    private long closeMantissa;
    private int closeScale;
    private long highMantissa;
    private int highScale;
    private long lowMantissa;
    private int lowScale;
    private long largestMantissa;
    private int largestScale;
    private BigDecimal largestWide;

    PaneAccumulator(Instrument instrument) {
        this.instrument = instrument;
    }

    boolean isEmpty() {
        return aggregateTrades == 0;
    }

    void add(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long fillCount,
            long time,
            boolean takerBought,
            long missing,
            long skipped) {
        addPrice(id, time, priceMantissa, priceScale);
        volume.add(quantityMantissa, quantityScale);
        if (takerBought) {
            takerBuyVolume.add(quantityMantissa, quantityScale);
            takerBuyFills += fillCount;
        }
        addQuote(priceMantissa, quantityMantissa, priceScale + quantityScale, takerBought);
        fills += fillCount;
        missingIds += missing;
        skippedFillIds += skipped;
        aggregateTrades++;
    }

    /** Adds a trade in contracts: its quote amount is exact, its base quantity is rounded before it is added. */
    void addContracts(
            long id,
            long priceMantissa,
            int priceScale,
            long contractsMantissa,
            int contractsScale,
            BigDecimal contractSize,
            long fillCount,
            long time,
            boolean takerBought,
            long missing,
            long skipped) {
        addPrice(id, time, priceMantissa, priceScale);
        BigDecimal contracts = BigDecimal.valueOf(contractsMantissa, contractsScale);
        BigDecimal base = InverseContracts.base(contracts, contractSize, BigDecimal.valueOf(priceMantissa, priceScale));
        volume.add(base);
        if (takerBought) {
            takerBuyVolume.add(base);
            takerBuyFills += fillCount;
        }
        addWideQuote(InverseContracts.quote(contracts, contractSize), takerBought);
        fills += fillCount;
        missingIds += missing;
        skippedFillIds += skipped;
        aggregateTrades++;
    }

    private void addPrice(long id, long time, long mantissa, int scale) {
        if (aggregateTrades == 0) {
            setOpen(id, time, mantissa, scale);
            setClose(id, time, mantissa, scale);
            setHigh(mantissa, scale);
            setLow(mantissa, scale);
            firstId = id;
            lastId = id;
            return;
        }
        if (time < openTime || (time == openTime && id < openId)) {
            setOpen(id, time, mantissa, scale);
        }
        if (time > closeTime || (time == closeTime && id > closeId)) {
            setClose(id, time, mantissa, scale);
        }
        if (compare(mantissa, scale, highMantissa, highScale) > 0) {
            setHigh(mantissa, scale);
        } else if (compare(mantissa, scale, lowMantissa, lowScale) < 0) {
            setLow(mantissa, scale);
        }
        firstId = Math.min(firstId, id);
        lastId = Math.max(lastId, id);
    }

    private void addQuote(long priceMantissa, long quantityMantissa, int scale, boolean takerBought) {
        long quote = priceMantissa * quantityMantissa;
        if (Math.multiplyHigh(priceMantissa, quantityMantissa) != 0 || quote < 0) {
            addWideQuote(
                    BigDecimal.valueOf(priceMantissa)
                            .multiply(BigDecimal.valueOf(quantityMantissa))
                            .scaleByPowerOfTen(-scale),
                    takerBought);
            return;
        }
        quoteVolume.add(quote, scale);
        quoteSquareSum.addSquare(quote, scale);
        if (takerBought) {
            takerBuyQuoteVolume.add(quote, scale);
        }
        sketch.add(nearestDouble(quote, scale));
        if (largestWide == null && (aggregateTrades == 0 || compare(quote, scale, largestMantissa, largestScale) > 0)) {
            largestMantissa = quote;
            largestScale = scale;
        } else if (largestWide != null) {
            largestWide = largestWide.max(BigDecimal.valueOf(quote, scale));
        }
    }

    /** A trade whose quote amount outgrows 63 bits: correct, and too rare to be fast. */
    private void addWideQuote(BigDecimal quote, boolean takerBought) {
        quoteVolume.add(quote);
        quoteSquareSum.add(quote.multiply(quote));
        if (takerBought) {
            takerBuyQuoteVolume.add(quote);
        }
        sketch.add(quote.doubleValue());
        largestWide = aggregateTrades == 0 ? quote : quote.max(largest());
    }

    private BigDecimal largest() {
        return largestWide != null ? largestWide : BigDecimal.valueOf(largestMantissa, largestScale);
    }

    /** The double nearest to the exact value, whatever the scale it came with. */
    private static double nearestDouble(long mantissa, int scale) {
        return mantissa < EXACT_DOUBLE && scale < POWERS_OF_TEN.length
                ? mantissa / POWERS_OF_TEN[scale]
                : BigDecimal.valueOf(mantissa, scale).doubleValue();
    }

    /** Compares two exact, positive values. */
    private static int compare(long mantissa, int scale, long otherMantissa, int otherScale) {
        if (scale == otherScale) {
            return Long.compare(mantissa, otherMantissa);
        }
        int shift = Math.abs(scale - otherScale);
        long small = scale < otherScale ? mantissa : otherMantissa;
        if (shift < LONG_POWERS_OF_TEN.length
                && Math.multiplyHigh(small, LONG_POWERS_OF_TEN[shift]) == 0
                && small * LONG_POWERS_OF_TEN[shift] >= 0) {
            long raised = small * LONG_POWERS_OF_TEN[shift];
            return scale < otherScale ? Long.compare(raised, otherMantissa) : Long.compare(mantissa, raised);
        }
        return BigDecimal.valueOf(mantissa, scale).compareTo(BigDecimal.valueOf(otherMantissa, otherScale));
    }

    private void setOpen(long id, long time, long mantissa, int scale) {
        openId = id;
        openTime = time;
        openMantissa = mantissa;
        openScale = scale;
    }

    private void setClose(long id, long time, long mantissa, int scale) {
        closeId = id;
        closeTime = time;
        closeMantissa = mantissa;
        closeScale = scale;
    }

    private void setHigh(long mantissa, int scale) {
        highMantissa = mantissa;
        highScale = scale;
    }

    private void setLow(long mantissa, int scale) {
        lowMantissa = mantissa;
        lowScale = scale;
    }

    /** The pane that starts at {@code start}; the accumulator is empty afterwards. */
    Pane takePane(long start) {
        Pane pane = new Pane(
                instrument,
                start,
                new Pane.Print(openTime, openId, BigDecimal.valueOf(openMantissa, openScale)),
                new Pane.Print(closeTime, closeId, BigDecimal.valueOf(closeMantissa, closeScale)),
                BigDecimal.valueOf(highMantissa, highScale),
                BigDecimal.valueOf(lowMantissa, lowScale),
                aggregateTrades,
                fills,
                takerBuyFills,
                volume.copy(),
                takerBuyVolume.copy(),
                quoteVolume.copy(),
                takerBuyQuoteVolume.copy(),
                quoteSquareSum.copy(),
                largest(),
                sketch.toPartialBytes(),
                firstId,
                lastId,
                missingIds,
                skippedFillIds);
        reset();
        return pane;
    }

    private void reset() {
        aggregateTrades = 0;
        fills = 0;
        takerBuyFills = 0;
        missingIds = 0;
        skippedFillIds = 0;
        largestWide = null;
        volume.reset();
        takerBuyVolume.reset();
        quoteVolume.reset();
        takerBuyQuoteVolume.reset();
        quoteSquareSum.reset();
        sketch.reset();
    }
}
