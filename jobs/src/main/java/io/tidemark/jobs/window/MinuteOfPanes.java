package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Pane;
import io.tidemark.udfs.flow.Amihud;
import io.tidemark.udfs.flow.Concentration;
import io.tidemark.udfs.flow.KyleLambda;
import io.tidemark.udfs.flow.PaneReturns;
import io.tidemark.udfs.flow.Vwap;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The panes of one delivered minute, by ascending start, turned into its bar.
 *
 * @param source aggregate trades or fills; of fills the bar has no ids, for ids of aggregate trades are others
 */
record MinuteOfPanes(Instrument instrument, Dataset source, Instant start, List<Pane> panes, PaneTotals totals) {

    static final Duration LENGTH = Duration.ofMinutes(1);

    private static final byte[] EMPTY_SKETCH = new QuantileSketch().toBytes();

    /** The minute of these panes; the totals, whatever they held, are theirs until the next minute takes them. */
    static MinuteOfPanes of(Instrument instrument, Dataset source, Instant start, List<Pane> panes, PaneTotals totals) {
        totals.reset();
        panes.forEach(totals::add);
        return new MinuteOfPanes(instrument, source, start, panes, totals);
    }

    /** Taker buys less taker sells, quote amount. */
    BigDecimal deltaQuote() {
        return totals.deltaQuote();
    }

    /** The bar; {@code cvdDayQuote} is null if a minute of the day was not delivered. */
    Bar bar(BigDecimal cvdDayQuote) {
        return panes.isEmpty() ? emptyBar(cvdDayQuote) : tradedBar(cvdDayQuote);
    }

    private Bar emptyBar(BigDecimal cvdDayQuote) {
        BigDecimal zero = BigDecimal.ZERO;
        return new Bar(
                instrument,
                start,
                start.plus(LENGTH),
                null,
                null,
                null,
                null,
                null,
                zero,
                zero,
                0,
                isOfAggregates() ? 0L : null,
                zero,
                zero,
                0,
                cvdDayQuote,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                0,
                zero,
                EMPTY_SKETCH,
                null,
                null);
    }

    private Bar tradedBar(BigDecimal cvdDayQuote) {
        BigDecimal volume = totals.volume();
        BigDecimal quoteVolume = totals.quoteVolume();
        BigDecimal quoteSquareSum = totals.quoteSquareSum();
        QuantileSketch sketch = totals.sketch();
        double[] returns = returnsBps();
        return new Bar(
                instrument,
                start,
                start.plus(LENGTH),
                totals.open().price(),
                totals.high(),
                totals.low(),
                totals.close().price(),
                Vwap.of(quoteVolume, volume),
                volume,
                quoteVolume,
                totals.fills(),
                isOfAggregates() ? totals.aggregateTrades() : null,
                totals.takerBuyVolume(),
                totals.takerBuyQuoteVolume(),
                totals.takerBuyFills(),
                cvdDayQuote,
                totals.largestQuote(),
                Concentration.hhi(quoteSquareSum, quoteVolume),
                sketch.quantile(0.5),
                sketch.quantile(0.9),
                sketch.quantile(0.99),
                KyleLambda.of(returns, signedQuoteMillions()),
                Amihud.of(returns, quoteMillions()),
                totals.missingIds(),
                totals.skippedFillIds(),
                quoteSquareSum,
                sketch.toBytes(),
                isOfAggregates() ? totals.firstId() : null,
                isOfAggregates() ? totals.lastId() : null);
    }

    private boolean isOfAggregates() {
        return source == Dataset.AGG_TRADES;
    }

    /** Each pane's log return; the first starts from the bar's open. */
    private double[] returnsBps() {
        double[] returns = new double[panes.size()];
        BigDecimal from = panes.get(0).open().price();
        for (int index = 0; index < returns.length; index++) {
            BigDecimal to = panes.get(index).close().price();
            returns[index] = PaneReturns.logReturnBps(from, to);
            from = to;
        }
        return returns;
    }

    private double[] quoteMillions() {
        return panes.stream()
                .mapToDouble(pane -> pane.quoteVolume().value().movePointLeft(6).doubleValue())
                .toArray();
    }

    private double[] signedQuoteMillions() {
        return panes.stream()
                .mapToDouble(pane -> {
                    BigDecimal buys = pane.takerBuyQuoteVolume().value();
                    return buys.add(buys)
                            .subtract(pane.quoteVolume().value())
                            .movePointLeft(6)
                            .doubleValue();
                })
                .toArray();
    }
}
