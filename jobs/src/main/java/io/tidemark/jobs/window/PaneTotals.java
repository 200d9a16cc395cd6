package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Pane;
import io.tidemark.udfs.exact.ExactSum;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;

/** What several panes of one instrument add up to: mutable, and reused, because there are many of them. */
final class PaneTotals {

    private final ExactSum volume = new ExactSum();
    private final ExactSum takerBuyVolume = new ExactSum();
    private final ExactSum quoteVolume = new ExactSum();
    private final ExactSum takerBuyQuoteVolume = new ExactSum();
    private final ExactSum quoteSquareSum = new ExactSum();
    private final QuantileSketch sketch = new QuantileSketch();

    private Pane.Print open;
    private Pane.Print close;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal largestQuote;
    private long aggregateTrades;
    private long fills;
    private long takerBuyFills;
    private long firstId;
    private long lastId;
    private long missingIds;
    private long skippedFillIds;

    /** Forgets everything. */
    void reset() {
        volume.reset();
        takerBuyVolume.reset();
        quoteVolume.reset();
        takerBuyQuoteVolume.reset();
        quoteSquareSum.reset();
        sketch.reset();
        aggregateTrades = 0;
        fills = 0;
        takerBuyFills = 0;
        missingIds = 0;
        skippedFillIds = 0;
    }

    /** Adds a pane, in any order. */
    void add(Pane pane) {
        boolean first = aggregateTrades == 0;
        open = first || pane.open().compareTo(open) < 0 ? pane.open() : open;
        close = first || pane.close().compareTo(close) > 0 ? pane.close() : close;
        high = first ? pane.high() : high.max(pane.high());
        low = first ? pane.low() : low.min(pane.low());
        largestQuote = first ? pane.largestQuote() : largestQuote.max(pane.largestQuote());
        firstId = first ? pane.firstId() : Math.min(firstId, pane.firstId());
        lastId = first ? pane.lastId() : Math.max(lastId, pane.lastId());
        aggregateTrades += pane.aggregateTrades();
        fills += pane.fills();
        takerBuyFills += pane.takerBuyFills();
        missingIds += pane.missingIds();
        skippedFillIds += pane.skippedFillIds();
        volume.add(pane.volume());
        takerBuyVolume.add(pane.takerBuyVolume());
        quoteVolume.add(pane.quoteVolume());
        takerBuyQuoteVolume.add(pane.takerBuyQuoteVolume());
        quoteSquareSum.add(pane.quoteSquareSum());
        sketch.mergePartialBytes(pane.sketch());
    }

    /** True if no pane has been added. */
    boolean isEmpty() {
        return aggregateTrades == 0;
    }

    Pane.Print open() {
        return open;
    }

    Pane.Print close() {
        return close;
    }

    BigDecimal high() {
        return high;
    }

    BigDecimal low() {
        return low;
    }

    BigDecimal largestQuote() {
        return largestQuote;
    }

    BigDecimal volume() {
        return volume.toBigDecimal();
    }

    BigDecimal takerBuyVolume() {
        return takerBuyVolume.toBigDecimal();
    }

    BigDecimal quoteVolume() {
        return quoteVolume.toBigDecimal();
    }

    BigDecimal takerBuyQuoteVolume() {
        return takerBuyQuoteVolume.toBigDecimal();
    }

    BigDecimal quoteSquareSum() {
        return quoteSquareSum.toBigDecimal();
    }

    /** Taker buys less taker sells, quote amount. */
    BigDecimal deltaQuote() {
        BigDecimal buys = takerBuyQuoteVolume.value();
        return buys.add(buys).subtract(quoteVolume.value());
    }

    QuantileSketch sketch() {
        return sketch;
    }

    long aggregateTrades() {
        return aggregateTrades;
    }

    long fills() {
        return fills;
    }

    long takerBuyFills() {
        return takerBuyFills;
    }

    long firstId() {
        return firstId;
    }

    long lastId() {
        return lastId;
    }

    long missingIds() {
        return missingIds;
    }

    long skippedFillIds() {
        return skippedFillIds;
    }
}
