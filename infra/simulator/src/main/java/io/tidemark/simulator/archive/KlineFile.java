package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.Tape;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * {@code klines}: a row per bar, made from the fills. A bar in which nothing traded repeats the last price. The quote
 * columns of coin-margined contracts hold the base asset.
 */
final class KlineFile implements DayFile, Tape {
    static final String HEADER = "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore";
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int DAY_MINUTES = 1_440;
    private static final int SPOT_DECIMALS = 8;

    private final ArchiveZip zip;
    private final Instrument instrument;
    private final TimeUnitOfFile time;
    private final BaseQuantity base;
    private final int valueDecimals;
    private final long dayStart;
    private final long barMicros;
    private final long[] open;
    private final long[] high;
    private final long[] low;
    private final long[] close;
    private final long[] volume;
    private final long[] quoteVolume;
    private final long[] count;
    private final long[] buyVolume;
    private final long[] buyQuoteVolume;

    /** @param openingPrice what bars show before the first fill of the day */
    KlineFile(
            ArchiveZip zip,
            Instrument instrument,
            TimeUnitOfFile time,
            BarInterval interval,
            LocalDate day,
            long openingPrice) {
        this.zip = zip;
        this.instrument = instrument;
        this.time = time;
        this.base = instrument.contract() == null ? null : new BaseQuantity(instrument);
        this.valueDecimals =
                base == null ? instrument.priceDecimals() + instrument.quantityDecimals() : BaseQuantity.DECIMALS;
        this.dayStart = day.toEpochDay() * DAY_MICROS;
        this.barMicros = interval.minutes() * MINUTE_MICROS;
        int bars = DAY_MINUTES / interval.minutes();
        this.open = new long[bars];
        this.high = new long[bars];
        this.low = new long[bars];
        this.close = new long[bars];
        this.volume = new long[bars];
        this.quoteVolume = new long[bars];
        this.count = new long[bars];
        this.buyVolume = new long[bars];
        this.buyQuoteVolume = new long[bars];
        Arrays.fill(open, openingPrice);
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        int bar = (int) ((timeMicros - dayStart) / barMicros);
        if (count[bar] == 0) {
            open[bar] = price;
            high[bar] = price;
            low[bar] = price;
        }
        high[bar] = Math.max(high[bar], price);
        low[bar] = Math.min(low[bar], price);
        close[bar] = price;
        volume[bar] += quantity;
        long value = base == null ? price * quantity : base.of(quantity, price);
        quoteVolume[bar] += value;
        count[bar]++;
        if (takerBuys) {
            buyVolume[bar] += quantity;
            buyQuoteVolume[bar] += value;
        }
    }

    @Override
    public void endDay() {
        CsvBuffer rows = zip.rows();
        if (instrument.market().isFutures()) {
            rows.header(HEADER);
        }
        long lastClose = open[0];
        for (int bar = 0; bar < count.length; bar++) {
            if (count[bar] == 0) {
                open[bar] = lastClose;
                high[bar] = lastClose;
                low[bar] = lastClose;
                close[bar] = lastClose;
            }
            lastClose = close[bar];
            write(rows, bar);
        }
    }

    @Override
    public ArchiveZip zip() {
        return zip;
    }

    private void write(CsvBuffer rows, int bar) {
        long openTime = dayStart + bar * barMicros;
        int priceDecimals = instrument.priceDecimals();
        int quantityDecimals = instrument.quantityDecimals();
        rows.number(time.of(openTime)).comma();
        price(rows, open[bar], priceDecimals).comma();
        price(rows, high[bar], priceDecimals).comma();
        price(rows, low[bar], priceDecimals).comma();
        price(rows, close[bar], priceDecimals).comma();
        sum(rows, volume[bar], quantityDecimals).comma();
        rows.number(time.of(openTime + barMicros) - 1).comma();
        sum(rows, quoteVolume[bar], valueDecimals).comma();
        rows.number(count[bar]).comma();
        sum(rows, buyVolume[bar], quantityDecimals).comma();
        sum(rows, buyQuoteVolume[bar], valueDecimals).comma();
        rows.number(0).endRow();
    }

    private CsvBuffer price(CsvBuffer rows, long units, int decimals) {
        return rows.decimal(units, decimals, instrument.market() == Market.SPOT ? SPOT_DECIMALS : decimals);
    }

    /** The futures files write a sum of nothing as a bare 0. */
    private CsvBuffer sum(CsvBuffer rows, long units, int decimals) {
        if (instrument.market() == Market.SPOT) {
            return rows.decimal(units, decimals, SPOT_DECIMALS);
        }
        return units == 0 ? rows.number(0) : rows.decimal(units, decimals);
    }
}
