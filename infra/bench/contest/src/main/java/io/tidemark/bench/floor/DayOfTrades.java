package io.tidemark.bench.floor;

import java.io.IOException;

/** Adds the aggregate trades of one symbol's day up to minutes, in the order in which they stand in the file. */
final class DayOfTrades {

    private static final String COLUMNS =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";

    private static final long DAY = 86_400_000_000L;
    private static final long MINUTE = 60_000_000L;
    private static final long PANE = 10_000_000L;
    private static final long LONGEST_EDGE_SILENCE = 30 * MINUTE;
    private static final long SMALLEST_MICROS = 1_000_000_000_000_000L;

    private final MinuteBar bar;
    private final BarFile out;
    private final WideSum dayDelta = new WideSum();
    private boolean dayIsWhole;

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
    long read(FieldReader fields, String symbol, long day) throws IOException {
        out.symbol(symbol);
        dayDelta.clear();
        fields.skipHeader(COLUMNS);
        long rows = 0;
        long previousId = 0;
        long previousTime = 0;
        long previousLastFill = 0;
        long paneEnd = 0;
        while (!fields.isAtEnd()) {
            long id = fields.whole();
            long price = fields.decimal(MinuteBar.PRICE_DECIMALS);
            long quantity = fields.decimal(MinuteBar.QUANTITY_DECIMALS);
            long firstFill = fields.whole();
            long lastFill = fields.whole();
            long time = fields.whole();
            time = time < SMALLEST_MICROS ? time * 1000 : time;
            boolean takerBought = !fields.lastFlag();
            if (rows == 0) {
                paneEnd = start(day, time);
            } else if (id <= previousId || time < previousTime) {
                throw new IllegalArgumentException(
                        "trade " + id + " stands after trade " + previousId + ": the floor does not sort");
            }
            if (time < day || time >= day + DAY || lastFill < firstFill) {
                throw new IllegalArgumentException("trade " + id + " is of another day, or its fills are reversed");
            }
            if (time >= paneEnd) {
                paneEnd = goTo(time);
            }
            if (rows > 0) {
                long missing = id - previousId - 1;
                bar.missingIds += missing;
                bar.skippedFillIds += missing == 0 ? Math.max(0, firstFill - previousLastFill - 1) : 0;
            }
            bar.add(id, price, quantity, lastFill - firstFill + 1, takerBought);
            rows++;
            previousId = id;
            previousTime = time;
            previousLastFill = lastFill;
        }
        end(day, previousTime);
        return rows;
    }

    /** Minutes before the first trade are delivered unless they are too many to be believed. */
    private long start(long day, long firstTime) {
        dayIsWhole = firstTime - day <= LONGEST_EDGE_SILENCE;
        bar.startAt(dayIsWhole ? day : minuteOf(firstTime));
        return bar.start;
    }

    /** Ends the pane, and the minutes before that instant; tells where its pane ends. */
    private long goTo(long time) throws IOException {
        bar.endPane();
        long minute = minuteOf(time);
        while (bar.start < minute) {
            write();
        }
        return time - time % PANE + PANE;
    }

    private void end(long day, long lastTime) throws IOException {
        bar.endPane();
        boolean silent = day + DAY - lastTime > LONGEST_EDGE_SILENCE;
        long to = silent ? minuteOf(lastTime) + MINUTE : day + DAY;
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
