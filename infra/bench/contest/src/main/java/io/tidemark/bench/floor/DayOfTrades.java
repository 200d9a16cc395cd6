package io.tidemark.bench.floor;

import java.io.IOException;

/** Adds the aggregate trades of one symbol's day up to minutes, in the order in which they stand in the file. */
final class DayOfTrades {

    private static final long DAY = 86_400_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final long PANE = 10_000_000L;
    private static final long LONGEST_EDGE_SILENCE = 30 * MINUTE;

    private final MinuteBar bar;
    private final BarFile out;
    private final WideSum dayDelta = new WideSum();
    private boolean dayIsWhole;
    private long dayStart;
    private long rows;
    private long previousId;
    private long previousTime;
    private long previousLastFill;
    private long paneEnd;

    /** Takes a minute when it is full. */
    DayOfTrades(MinuteBar bar, BarFile out) {
        this.bar = bar;
        this.out = out;
    }

    /**
     * Reads a day's trades and writes its minutes.
     *
     * @param day its start, µs since 1970
     * @return the number of trades
     * @throws IllegalArgumentException if a line cannot be read, or stands where another should
     */
    long read(TradeReader trades, String symbol, long day) throws IOException {
        out.symbol(symbol);
        dayDelta.clear();
        rows = 0;
        dayStart = day;
        while (trades.next()) {
            add(trades);
        }
        if (rows > 0) {
            end();
        }
        return rows;
    }

    private void add(TradeReader trade) throws IOException {
        long time = trade.time;
        if (time < dayStart || time >= dayStart + DAY || trade.lastFill < trade.firstFill) {
            throw new IllegalArgumentException("trade " + trade.id + " is of another day, or its fills are reversed");
        }
        if (rows == 0) {
            start(time);
        } else if (trade.id <= previousId || time < previousTime) {
            throw new IllegalArgumentException(
                    "trade " + trade.id + " stands after trade " + previousId + ": the floor does not sort");
        }
        if (time >= paneEnd) {
            goTo(time);
        }
        if (rows > 0) {
            long missing = trade.id - previousId - 1;
            bar.missingIds += missing;
            bar.skippedFillIds += missing == 0 ? Math.max(0, trade.firstFill - previousLastFill - 1) : 0;
        }
        bar.add(trade.id, trade.price, trade.quantity, trade.lastFill - trade.firstFill + 1, trade.takerBought);
        rows++;
        previousId = trade.id;
        previousTime = time;
        previousLastFill = trade.lastFill;
    }

    /** Minutes before the first trade are delivered unless they are too many to be believed. */
    private void start(long firstTime) {
        dayIsWhole = firstTime - dayStart <= LONGEST_EDGE_SILENCE;
        bar.startAt(dayIsWhole ? dayStart : minuteOf(firstTime));
        paneEnd = bar.start;
    }

    /** Ends the pane, and the minutes before that instant. */
    private void goTo(long time) throws IOException {
        bar.endPane();
        long minute = minuteOf(time);
        while (bar.start < minute) {
            write();
        }
        paneEnd = time - time % PANE + PANE;
    }

    private void end() throws IOException {
        bar.endPane();
        boolean silent = dayStart + DAY - previousTime > LONGEST_EDGE_SILENCE;
        long to = silent ? minuteOf(previousTime) + MINUTE : dayStart + DAY;
        while (bar.start < to) {
            write();
        }
    }

    private void write() throws IOException {
        dayDelta.add(bar.takerBuyQuoteVolume);
        dayDelta.add(bar.takerBuyQuoteVolume);
        dayDelta.subtract(bar.quoteVolume);
        out.write(bar, dayIsWhole ? dayDelta : null);
        bar.startAt(bar.start + MINUTE);
    }

    private static long minuteOf(long time) {
        return time - time % MINUTE;
    }
}
