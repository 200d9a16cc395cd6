package io.tidemark.jobs.window;

import io.tidemark.jobs.testing.RecordedTrades.Trade;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The columns of {@code flow.bars}, straight from their definitions: every trade in memory, exact decimals, sorted lists,
 * no panes and no sketches.
 */
final class BarOracle {

    private static final MathContext EXACT = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final BigDecimal NEGLIGIBLE = BigDecimal.ONE.movePointLeft(50);
    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    /** A quantile of the sorted list, which a sketch may miss by one per cent. */
    record Quantile(double value) {}

    /** A statistic and the magnitude of what it is a difference of, by which rounding is judged. */
    record Statistic(double value, double magnitude) {}

    private final Map<Long, List<Trade>> byMinute = new TreeMap<>();
    private final Map<Trade, Long> missingBefore = new HashMap<>();
    private final Map<Trade, Long> skippedBefore = new HashMap<>();

    BarOracle(List<Trade> trades) {
        List<Trade> byId = new ArrayList<>(trades);
        byId.sort(Comparator.comparingLong(Trade::id));
        for (int index = 0; index < byId.size(); index++) {
            Trade trade = byId.get(index);
            byMinute.computeIfAbsent(Math.floorDiv(trade.time(), 60_000_000L), unseen -> new ArrayList<>())
                    .add(trade);
            Trade before = index == 0 ? null : byId.get(index - 1);
            boolean sameDay = before != null && day(before) == day(trade);
            long missing = sameDay ? trade.id() - before.id() - 1 : 0;
            missingBefore.put(trade, missing);
            skippedBefore.put(
                    trade, sameDay && missing == 0 ? Math.max(0, trade.firstFill() - before.lastFill() - 1) : 0);
        }
    }

    private static long day(Trade trade) {
        return Math.floorDiv(trade.time(), RandomTrades.MICROS_PER_DAY);
    }

    private List<Trade> of(Instant minute) {
        return byMinute.getOrDefault(minute.getEpochSecond() / 60, List.of());
    }

    /** The expected values by column. */
    Map<String, Object> bar(Instant minute) {
        List<Trade> trades = new ArrayList<>(of(minute));
        trades.sort(Comparator.comparingLong(Trade::time).thenComparingLong(Trade::id));
        Map<String, Object> row = new HashMap<>();
        row.put("window_start", minute);
        row.put("window_end", minute.plusSeconds(60));
        row.put("available_at", minute.plusSeconds(60));
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        BigDecimal bought = BigDecimal.ZERO;
        BigDecimal boughtQuote = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        long fills = 0;
        long boughtFills = 0;
        long missing = 0;
        long skipped = 0;
        for (Trade trade : trades) {
            volume = volume.add(trade.quantity());
            quote = quote.add(trade.quote());
            squares = squares.add(trade.quote().multiply(trade.quote()));
            fills += trade.fills();
            missing += missingBefore.get(trade);
            skipped += skippedBefore.get(trade);
            if (trade.takerBought()) {
                bought = bought.add(trade.quantity());
                boughtQuote = boughtQuote.add(trade.quote());
                boughtFills += trade.fills();
            }
        }
        BigDecimal delta = boughtQuote.add(boughtQuote).subtract(quote);
        row.put("volume", stored(volume));
        row.put("quote_volume", stored(quote));
        row.put("trade_count", fills);
        row.put("agg_trade_count", (long) trades.size());
        row.put("taker_buy_volume", stored(bought));
        row.put("taker_sell_volume", stored(volume.subtract(bought)));
        row.put("taker_buy_quote_volume", stored(boughtQuote));
        row.put("taker_sell_quote_volume", stored(quote.subtract(boughtQuote)));
        row.put("taker_buy_count", boughtFills);
        row.put("delta_quote", stored(delta));
        row.put("cvd_day_quote", stored(cvd(minute)));
        row.put("missing_ids", missing);
        row.put("skipped_fill_ids", skipped);
        row.put("trade_quote_square_sum", stored(squares));
        row.put("complete", missing == 0);
        row.put("coverage_ratio", statistic((double) trades.size() / (trades.size() + missing)));
        if (trades.isEmpty()) {
            row.put("coverage_ratio", statistic(1));
        } else {
            addTraded(row, trades, volume, quote, bought, squares);
        }
        return row;
    }

    private void addTraded(
            Map<String, Object> row,
            List<Trade> trades,
            BigDecimal volume,
            BigDecimal quote,
            BigDecimal bought,
            BigDecimal squares) {
        List<BigDecimal> prices = trades.stream().map(Trade::price).sorted().toList();
        List<BigDecimal> quotes = trades.stream().map(Trade::quote).sorted().toList();
        List<Long> ids = trades.stream().map(Trade::id).sorted().toList();
        row.put("open_price", stored(trades.get(0).price()));
        row.put("close_price", stored(trades.get(trades.size() - 1).price()));
        row.put("low_price", stored(prices.get(0)));
        row.put("high_price", stored(prices.get(prices.size() - 1)));
        row.put("vwap", stored(quote.divide(volume, 18, RoundingMode.HALF_EVEN)));
        row.put("max_trade_quote", stored(quotes.get(quotes.size() - 1)));
        row.put("first_agg_trade_id", ids.get(0));
        row.put("last_agg_trade_id", ids.get(ids.size() - 1));
        row.put("imbalance", statistic(bought.add(bought).subtract(volume).divide(volume, EXACT)));
        row.put("concentration_hhi", statistic(squares.divide(quote.multiply(quote), EXACT)));
        row.put("effective_trades", statistic(quote.multiply(quote).divide(squares, EXACT)));
        row.put("trade_quote_p50", quantile(quotes, 0.5));
        row.put("trade_quote_p90", quantile(quotes, 0.9));
        row.put("trade_quote_p99", quantile(quotes, 0.99));
        addImpact(row, trades);
    }

    private static Quantile quantile(List<BigDecimal> sorted, double q) {
        return new Quantile(
                sorted.get((int) Math.floor(q * (sorted.size() - 1))).doubleValue());
    }

    /** Impact over the ten-second panes that hold a trade. */
    private static void addImpact(Map<String, Object> row, List<Trade> trades) {
        Map<Long, List<Trade>> panes = new TreeMap<>();
        trades.forEach(
                trade -> panes.computeIfAbsent(Math.floorDiv(trade.time(), 10_000_000L), unseen -> new ArrayList<>())
                        .add(trade));
        if (panes.size() < 5) {
            return;
        }
        List<BigDecimal> returns = new ArrayList<>();
        List<BigDecimal> signed = new ArrayList<>();
        BigDecimal illiquidity = BigDecimal.ZERO;
        BigDecimal from = trades.get(0).price();
        for (List<Trade> pane : panes.values()) {
            BigDecimal to = pane.get(pane.size() - 1).price();
            BigDecimal change = logarithm(from, to).multiply(BigDecimal.valueOf(10_000));
            BigDecimal quote = BigDecimal.ZERO;
            BigDecimal delta = BigDecimal.ZERO;
            for (Trade trade : pane) {
                quote = quote.add(trade.quote());
                delta = trade.takerBought() ? delta.add(trade.quote()) : delta.subtract(trade.quote());
            }
            returns.add(change);
            signed.add(delta.divide(MILLION, EXACT));
            illiquidity = illiquidity.add(change.abs().divide(quote.divide(MILLION, EXACT), EXACT));
            from = to;
        }
        row.put("amihud", statistic(illiquidity.divide(BigDecimal.valueOf(panes.size()), EXACT)));
        row.put("kyle_lambda", slope(signed, returns));
    }

    private static Statistic slope(List<BigDecimal> x, List<BigDecimal> y) {
        BigDecimal meanX = mean(x);
        BigDecimal meanY = mean(y);
        BigDecimal covariation = BigDecimal.ZERO;
        BigDecimal sizes = BigDecimal.ZERO;
        BigDecimal variation = BigDecimal.ZERO;
        for (int index = 0; index < x.size(); index++) {
            BigDecimal deviation = x.get(index).subtract(meanX);
            BigDecimal term = deviation.multiply(y.get(index).subtract(meanY));
            covariation = covariation.add(term);
            sizes = sizes.add(term.abs());
            variation = variation.add(deviation.multiply(deviation));
        }
        return new Statistic(
                covariation.divide(variation, EXACT).doubleValue(),
                sizes.divide(variation, EXACT).doubleValue());
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        return values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), EXACT);
    }

    /** ln(to / from) by the series of the inverse hyperbolic tangent; the prices are close. */
    private static BigDecimal logarithm(BigDecimal from, BigDecimal to) {
        BigDecimal ratio = to.subtract(from).divide(to.add(from), EXACT);
        BigDecimal square = ratio.multiply(ratio, EXACT);
        BigDecimal power = ratio;
        BigDecimal sum = BigDecimal.ZERO;
        for (int odd = 1; odd < 400; odd += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(odd), EXACT), EXACT);
            power = power.multiply(square, EXACT);
            if (power.abs().compareTo(NEGLIGIBLE) < 0) {
                break;
            }
        }
        return sum.add(sum);
    }

    private BigDecimal cvd(Instant minute) {
        BigDecimal sum = BigDecimal.ZERO;
        long end = minute.getEpochSecond() / 60;
        for (long at = end - end % 1440; at <= end; at++) {
            for (Trade trade : byMinute.getOrDefault(at, List.of())) {
                sum = trade.takerBought() ? sum.add(trade.quote()) : sum.subtract(trade.quote());
            }
        }
        return sum;
    }

    private static Statistic statistic(BigDecimal exact) {
        return statistic(exact.doubleValue());
    }

    private static Statistic statistic(double value) {
        return new Statistic(value, Math.abs(value));
    }

    /** As the table keeps it; null beyond 38 digits. */
    private static BigDecimal stored(BigDecimal exact) {
        BigDecimal rounded = exact.setScale(18, RoundingMode.HALF_EVEN);
        return rounded.precision() > 38 ? null : rounded;
    }
}
