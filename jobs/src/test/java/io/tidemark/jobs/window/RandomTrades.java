package io.tidemark.jobs.window;

import io.tidemark.jobs.testing.RecordedTrades.Trade;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random aggregate trades of several days, by ascending id, with holes in the ids and times that run back a little. */
final class RandomTrades {

    static final long MICROS_PER_DAY = 86_400_000_000L;

    /** Prices and quantities as they are listed. */
    enum Magnitude {
        PEPE("0.00000362", 8, 1, 13, 0),
        SHIB("0.00001234", 8, 3, 10, 0),
        SATS_1000("0.0001234", 7, 1, 9, 0),
        BTC("67012.34", 2, 1, 7, 5),
        /** Quote amounts beyond 63 bits, which take the slow path. */
        WIDE("67012.345678901234", 12, 6, 12, 5);

        private final BigDecimal price;
        private final int priceScale;
        private final int fewestDigits;
        private final int mostDigits;
        private final int quantityScale;

        Magnitude(String price, int priceScale, int fewestDigits, int mostDigits, int quantityScale) {
            this.price = new BigDecimal(price);
            this.priceScale = priceScale;
            this.fewestDigits = fewestDigits;
            this.mostDigits = mostDigits;
            this.quantityScale = quantityScale;
        }
    }

    private final Random random;
    private final Magnitude magnitude;
    private long id = 1_000_000;
    private long fill = 5_000_000;
    private BigDecimal price;

    private RandomTrades(long seed, Magnitude magnitude) {
        this.random = new Random(seed);
        this.magnitude = magnitude;
        this.price = magnitude.price;
    }

    /** Trades of {@code days} days; the first and last half hour of each has one. */
    static List<Trade> of(long seed, Magnitude magnitude, LocalDate from, int days, int perDay) {
        RandomTrades source = new RandomTrades(seed, magnitude);
        List<Trade> trades = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            source.addDay(from.plusDays(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000, perDay, trades);
        }
        return trades;
    }

    private void addDay(long midnight, int count, List<Trade> trades) {
        List<Long> times = new ArrayList<>();
        times.add(midnight + 1_000_000L * random.nextInt(1700));
        times.add(midnight + MICROS_PER_DAY - 1 - 1_000_000L * random.nextInt(1700));
        while (times.size() < count) {
            long at = midnight + (long) (random.nextDouble() * MICROS_PER_DAY);
            switch (random.nextInt(8)) {
                case 0 -> times.add(Math.floorDiv(at, 60_000_000L) * 60_000_000L);
                case 1 -> times.add(Math.floorDiv(at, 10_000_000L) * 10_000_000L);
                case 2 -> burst(at, midnight + MICROS_PER_DAY - 1, times);
                default -> times.add(at);
            }
        }
        times.sort(null);
        jitter(times, midnight, midnight + MICROS_PER_DAY - 1);
        times.forEach(time -> trades.add(next(time)));
    }

    /** Dense trading over a minute or two: minutes whose panes all hold trades. */
    private void burst(long at, long last, List<Long> times) {
        for (int print = 0; print < 60; print++) {
            times.add(Math.min(last, at + (long) (random.nextDouble() * 120_000_000L)));
        }
    }

    /** Ids do not quite follow the stamps: now and then a stamp runs back. */
    private void jitter(List<Long> times, long first, long last) {
        for (int index = 1; index + 1 < times.size(); index++) {
            if (random.nextInt(20) == 0) {
                long moved = times.get(index) - random.nextInt(2_000_000);
                times.set(index, Math.max(first, Math.min(last, moved)));
            }
        }
    }

    private Trade next(long time) {
        id += random.nextInt(100) == 0 ? 2 + random.nextInt(5) : 1;
        fill += random.nextInt(40) == 0 ? 1 + random.nextInt(9) : 0;
        long fills = 1L + (random.nextInt(3) == 0 ? random.nextInt(6) : 0);
        BigDecimal tick = BigDecimal.ONE.movePointLeft(magnitude.priceScale);
        BigDecimal moved = price.add(tick.multiply(BigDecimal.valueOf(random.nextInt(7) - 3L)));
        price = moved.signum() > 0 ? moved : price;
        int digits = magnitude.fewestDigits + random.nextInt(magnitude.mostDigits - magnitude.fewestDigits + 1);
        long mantissa = 1 + (long) (random.nextDouble() * StrictMath.pow(10, digits));
        Trade trade = new Trade(
                id,
                canonical(price),
                canonical(BigDecimal.valueOf(mantissa, magnitude.quantityScale)),
                fill,
                fill + fills - 1,
                time,
                random.nextBoolean());
        fill += fills;
        return trade;
    }

    /** As a decoder gives it: the smallest scale that is not negative. */
    private static BigDecimal canonical(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
