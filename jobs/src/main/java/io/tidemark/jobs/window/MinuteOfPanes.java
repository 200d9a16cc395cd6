package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Pane;
import io.tidemark.udfs.exact.ExactSum;
import io.tidemark.udfs.flow.Amihud;
import io.tidemark.udfs.flow.KyleLambda;
import io.tidemark.udfs.flow.PaneReturns;
import io.tidemark.udfs.flow.Vwap;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The panes of one delivered minute, by ascending start, turned into its bar. */
record MinuteOfPanes(Instrument instrument, Instant start, List<Pane> panes) {

    static final Duration LENGTH = Duration.ofMinutes(1);

    private static final byte[] EMPTY_SKETCH = new QuantileSketch().toBytes();

    /** Taker buys less taker sells, quote amount. */
    BigDecimal deltaQuote() {
        BigDecimal buys = sum(panes.stream().map(Pane::takerBuyQuoteVolume).toList());
        BigDecimal all = sum(panes.stream().map(Pane::quoteVolume).toList());
        return buys.add(buys).subtract(all);
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
                0,
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
                0,
                0,
                zero,
                EMPTY_SKETCH,
                null,
                null);
    }

    private Bar tradedBar(BigDecimal cvdDayQuote) {
        Pane all = panes.stream().reduce(Pane::merge).orElseThrow();
        BigDecimal volume = all.volume().toBigDecimal();
        BigDecimal quoteVolume = all.quoteVolume().toBigDecimal();
        QuantileSketch sketch = QuantileSketch.fromBytes(all.sketch());
        double[] returns = returnsBps();
        return new Bar(
                instrument,
                start,
                start.plus(LENGTH),
                all.open().price(),
                all.high(),
                all.low(),
                all.close().price(),
                Vwap.of(quoteVolume, volume),
                volume,
                quoteVolume,
                all.fills(),
                all.aggregateTrades(),
                all.takerBuyVolume().toBigDecimal(),
                all.takerBuyQuoteVolume().toBigDecimal(),
                all.takerBuyFills(),
                cvdDayQuote,
                all.largestQuote(),
                sketch.quantile(0.5),
                sketch.quantile(0.9),
                sketch.quantile(0.99),
                KyleLambda.of(returns, signedQuoteMillions()),
                Amihud.of(returns, quoteMillions()),
                all.missingIds(),
                all.skippedFillIds(),
                all.quoteSquareSum().toBigDecimal(),
                all.sketch(),
                all.firstId(),
                all.lastId());
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
                .mapToDouble(pane ->
                        pane.quoteVolume().toBigDecimal().movePointLeft(6).doubleValue())
                .toArray();
    }

    private double[] signedQuoteMillions() {
        return panes.stream()
                .mapToDouble(pane -> {
                    BigDecimal buys = pane.takerBuyQuoteVolume().toBigDecimal();
                    return buys.add(buys)
                            .subtract(pane.quoteVolume().toBigDecimal())
                            .movePointLeft(6)
                            .doubleValue();
                })
                .toArray();
    }

    private static BigDecimal sum(List<ExactSum> parts) {
        ExactSum sum = new ExactSum();
        parts.forEach(sum::add);
        return sum.toBigDecimal();
    }
}
