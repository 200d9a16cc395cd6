package io.tidemark.simulator.archive;

import java.time.LocalDate;
import java.util.function.IntToDoubleFunction;

/**
 * {@code markPriceKlines}, {@code indexPriceKlines} and {@code premiumIndexKlines}: bars of a price that the venue
 * computes each second. Nothing trades at it, so the volumes are 0; the count is that of the seconds.
 */
final class PriceKlineFile implements DayFile {
    private static final int DECIMALS = 8;
    private static final double UNITS = 1e8;
    private static final int MINUTES = 1_440;
    private static final long DAY_MILLIS = 86_400_000L;

    private final ArchiveZip zip;
    private final long dayStartMillis;
    private final int barSeconds;
    private final int bars;
    private final IntToDoubleFunction price;

    /** @param price the price at each second of the day */
    PriceKlineFile(ArchiveZip zip, LocalDate day, BarInterval interval, IntToDoubleFunction price) {
        this.zip = zip;
        this.dayStartMillis = day.toEpochDay() * DAY_MILLIS;
        this.barSeconds = interval.minutes() * 60;
        this.bars = MINUTES / interval.minutes();
        this.price = price;
        zip.rows().header(KlineFile.HEADER);
    }

    @Override
    public void endDay() {
        for (int bar = 0; bar < bars; bar++) {
            write(bar);
        }
    }

    @Override
    public ArchiveZip zip() {
        return zip;
    }

    private void write(int bar) {
        int first = bar * barSeconds;
        double open = price.applyAsDouble(first);
        double high = open;
        double low = open;
        double close = open;
        for (int second = first + 1; second < first + barSeconds; second++) {
            close = price.applyAsDouble(second);
            high = Math.max(high, close);
            low = Math.min(low, close);
        }
        CsvBuffer rows = zip.rows();
        long openTime = dayStartMillis + first * 1_000L;
        rows.number(openTime).comma();
        cell(open).cell(high).cell(low).cell(close);
        rows.number(0).comma().number(openTime + barSeconds * 1_000L - 1).comma();
        rows.number(0).comma().number(barSeconds).comma();
        rows.number(0).comma().number(0).comma().number(0).endRow();
    }

    private PriceKlineFile cell(double value) {
        zip.rows().decimal(Math.round(value * UNITS), DECIMALS).comma();
        return this;
    }
}
