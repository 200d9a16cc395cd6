package io.tidemark.engines;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Bars made of the lines of an aggTrades file, the plain way. */
final class RecordedTrades {

    private RecordedTrades() {}

    private record Trade(long id, BigDecimal price, BigDecimal quantity, long fills, Instant time, boolean takerBuys) {
        static Trade of(String line, ChronoUnit unit) {
            String[] cells = line.split(",", -1);
            return new Trade(
                    Long.parseLong(cells[0]),
                    new BigDecimal(cells[1]),
                    new BigDecimal(cells[2]),
                    Long.parseLong(cells[4]) - Long.parseLong(cells[3]) + 1,
                    Instant.EPOCH.plus(Long.parseLong(cells[5]), unit),
                    !Boolean.parseBoolean(cells[6]));
        }
    }

    /** One text a minute that has trades, in order: start, prices, volumes, counts. */
    static List<String> bars(List<String> lines, ChronoUnit unit) {
        TreeMap<Instant, List<Trade>> minutes = new TreeMap<>();
        for (String line : lines) {
            Trade trade = Trade.of(line, unit);
            minutes.computeIfAbsent(trade.time().truncatedTo(ChronoUnit.MINUTES), unseen -> new ArrayList<>())
                    .add(trade);
        }
        List<String> bars = new ArrayList<>();
        minutes.forEach((minute, trades) -> bars.add(bar(minute, trades)));
        return bars;
    }

    private static String bar(Instant minute, List<Trade> trades) {
        trades.sort(Comparator.comparing(Trade::time).thenComparing(Trade::id));
        BigDecimal high =
                trades.stream().map(Trade::price).max(Comparator.naturalOrder()).orElseThrow();
        BigDecimal low =
                trades.stream().map(Trade::price).min(Comparator.naturalOrder()).orElseThrow();
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal quote = BigDecimal.ZERO;
        BigDecimal bought = BigDecimal.ZERO;
        long fills = 0;
        for (Trade trade : trades) {
            volume = volume.add(trade.quantity());
            quote = quote.add(trade.quantity().multiply(trade.price()));
            bought = trade.takerBuys() ? bought.add(trade.quantity()) : bought;
            fills += trade.fills();
        }
        return text(
                minute,
                trades.get(0).price(),
                high,
                low,
                trades.get(trades.size() - 1).price(),
                volume,
                quote,
                bought,
                fills,
                (long) trades.size());
    }

    /** The values as one line, decimals without trailing zeros. */
    static String text(Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(
                    value instanceof BigDecimal number
                            ? number.stripTrailingZeros().toPlainString()
                            : String.valueOf(value));
        }
        return String.join(" ", texts);
    }
}
