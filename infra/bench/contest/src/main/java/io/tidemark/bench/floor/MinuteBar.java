package io.tidemark.bench.floor;

/**
 * A minute of one symbol's trades while it is filled, and once it is full; then it is cleared for the next. Trades come in
 * order. They are added to the open pane of ten seconds, and panes to the minute.
 *
 * <p>Prices are times 10^10, quantities times 10^8, and so quote amounts times 10^18: all exact.
 */
final class MinuteBar {

    static final int PRICE_DECIMALS = 10;
    static final int QUANTITY_DECIMALS = 8;
    static final double QUANTITY_UNIT = 1e8;
    static final double QUOTE_UNIT = 1e18;

    private static final int PANES = 6;
    private static final int FEWEST_PANES = 5;
    private static final double QUOTE_UNIT_INVERSE = 1e-18;
    private static final double MILLION = 1e6;
    private static final double BPS = 10_000;

    final WideSum volume = new WideSum();
    final WideSum takerBuyVolume = new WideSum();
    final WideSum quoteVolume = new WideSum();
    final WideSum takerBuyQuoteVolume = new WideSum();
    final WideSum largestQuote = new WideSum();
    final QuantileBins tradeQuotes = new QuantileBins();

    long start;
    long open;
    long high;
    long low;
    long close;
    long aggregateTrades;
    long fills;
    long takerBuyFills;
    long firstId;
    long lastId;
    long missingIds;
    long skippedFillIds;
    double quoteSquareSum;

    private final WideSum paneQuote = new WideSum();
    private final WideSum paneTakerBuyQuote = new WideSum();
    private final double[] returns = new double[PANES];
    private final double[] quoteMillions = new double[PANES];
    private final double[] signedMillions = new double[PANES];
    private int panes;
    private long previousPaneClose;

    /** Forgets the minute and starts another, in µs since 1970. */
    void startAt(long minute) {
        start = minute;
        volume.clear();
        takerBuyVolume.clear();
        quoteVolume.clear();
        takerBuyQuoteVolume.clear();
        largestQuote.clear();
        tradeQuotes.clear();
        aggregateTrades = 0;
        fills = 0;
        takerBuyFills = 0;
        missingIds = 0;
        skippedFillIds = 0;
        quoteSquareSum = 0;
        panes = 0;
    }

    boolean isEmpty() {
        return aggregateTrades == 0;
    }

    /** Adds the next trade to the open pane. */
    void add(long id, long price, long quantity, long fillCount, boolean takerBought) {
        if (aggregateTrades == 0) {
            open = price;
            high = price;
            low = price;
            firstId = id;
            previousPaneClose = price;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        close = price;
        lastId = id;
        aggregateTrades++;
        fills += fillCount;
        long quoteHigh = Math.multiplyHigh(price, quantity);
        long quoteLow = price * quantity;
        // Sides change like coins: masks are quicker than a branch.
        long bought = takerBought ? -1 : 0;
        volume.add(0, quantity);
        takerBuyVolume.add(0, quantity & bought);
        takerBuyFills += fillCount & bought;
        paneQuote.add(quoteHigh, quoteLow);
        paneTakerBuyQuote.add(quoteHigh & bought, quoteLow & bought);
        largestQuote.raiseTo(quoteHigh, quoteLow);
        double quote = (double) price * quantity * QUOTE_UNIT_INVERSE;
        quoteSquareSum += quote * quote;
        tradeQuotes.add(quote);
    }

    /** Ends the open pane, if it holds a trade. */
    void endPane() {
        if (paneQuote.isZero()) {
            return;
        }
        double quote = paneQuote.dividedBy(QUOTE_UNIT);
        double takerBuyQuote = paneTakerBuyQuote.dividedBy(QUOTE_UNIT);
        returns[panes] = logReturnBps(previousPaneClose, close);
        quoteMillions[panes] = quote / MILLION;
        signedMillions[panes] = (2 * takerBuyQuote - quote) / MILLION;
        panes++;
        previousPaneClose = close;
        quoteVolume.add(paneQuote);
        takerBuyQuoteVolume.add(paneTakerBuyQuote);
        paneQuote.clear();
        paneTakerBuyQuote.clear();
    }

    private static double logReturnBps(long from, long to) {
        return from == to ? 0 : BPS * StrictMath.log1p((double) (to - from) / from);
    }

    double quote() {
        return quoteVolume.dividedBy(QUOTE_UNIT);
    }

    double vwap() {
        return quote() / volume.dividedBy(QUANTITY_UNIT);
    }

    double imbalance() {
        double all = volume.dividedBy(1);
        return (2 * takerBuyVolume.dividedBy(1) - all) / all;
    }

    double concentration() {
        double quote = quote();
        return quoteSquareSum / (quote * quote);
    }

    double quantile(double q) {
        return tradeQuotes.atRank((long) (q * (aggregateTrades - 1)));
    }

    /** The least-squares slope of returns on signed volume; NaN where it is not defined. */
    double kyleLambda() {
        if (panes < FEWEST_PANES) {
            return Double.NaN;
        }
        double meanReturn = mean(returns);
        double meanVolume = mean(signedMillions);
        double covariation = 0;
        double variation = 0;
        for (int pane = 0; pane < panes; pane++) {
            double deviation = signedMillions[pane] - meanVolume;
            covariation += deviation * (returns[pane] - meanReturn);
            variation += deviation * deviation;
        }
        return variation == 0 ? Double.NaN : covariation / variation;
    }

    private double mean(double[] values) {
        double sum = 0;
        for (int pane = 0; pane < panes; pane++) {
            sum += values[pane];
        }
        return sum / panes;
    }

    /** The mean absolute return over quote volume; NaN where it is not defined. */
    double amihud() {
        if (panes < FEWEST_PANES) {
            return Double.NaN;
        }
        double sum = 0;
        for (int pane = 0; pane < panes; pane++) {
            sum += Math.abs(returns[pane]) / quoteMillions[pane];
        }
        return sum / panes;
    }
}
