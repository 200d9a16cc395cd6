package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketDay;
import io.tidemark.simulator.market.ReferencePrices;
import io.tidemark.simulator.market.Tape;
import io.tidemark.simulator.market.TradingDay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/** Plays one day of an instrument once and writes all its daily files from it. */
public final class DayFiles {
    private final ArchiveFolder archive;
    private final MarketDay market;
    private final Instrument instrument;
    private final BarInterval interval;
    private final List<DayFile> files = new ArrayList<>();
    private final List<ArchiveFile> names = new ArrayList<>();
    private final TapeListeners listeners = new TapeListeners();
    private TradingDay trading;
    private ReferencePrices prices;

    private DayFiles(ArchiveFolder archive, MarketDay market, Instrument instrument, BarInterval interval) {
        this.archive = archive;
        this.market = market;
        this.instrument = instrument;
        this.interval = interval;
    }

    /** Writes the files of the day, of those datasets that have one for the instrument. */
    public static List<WrittenFile> write(
            ArchiveFolder archive, MarketDay market, Instrument instrument, Set<Dataset> datasets, BarInterval interval)
            throws IOException {
        DayFiles files = new DayFiles(archive, market, instrument, interval);
        try {
            for (Dataset dataset : Dataset.values()) {
                if (datasets.contains(dataset) && dataset.isDaily() && dataset.existsOn(instrument)) {
                    files.open(dataset);
                }
            }
            files.fill();
        } finally {
            files.close();
        }
        return files.written();
    }

    private void open(Dataset dataset) throws IOException {
        ArchiveFile name = ArchiveFile.daily(dataset, instrument, interval, market.day());
        ArchiveZip zip = archive.create(name);
        names.add(name);
        TimeUnitOfFile time = TimeUnitOfFile.of(instrument.market(), market.day());
        switch (dataset) {
            case AGGREGATE_TRADES -> listen(new AggregateTradeFile(zip, instrument, time));
            case TRADES -> listen(new TradeFile(zip, instrument, time));
            case KLINES -> listen(new KlineFile(zip, instrument, time, interval, market.day(), openingPrice()));
            case METRICS ->
                listen(new MetricsFile(zip, market, instrument, trading().mids()));
            case LIQUIDATION_SNAPSHOT -> listen(new LiquidationFile(zip, market, instrument));
            case MARK_PRICE_KLINES -> files.add(priceBars(zip, prices()::mark));
            case INDEX_PRICE_KLINES -> files.add(priceBars(zip, prices()::index));
            case PREMIUM_INDEX_KLINES -> files.add(priceBars(zip, prices()::premium));
            case FUNDING_RATE -> throw new IllegalArgumentException("funding has no daily file");
        }
    }

    private <F extends DayFile & Tape> void listen(F file) {
        files.add(file);
        listeners.add(file);
    }

    private PriceKlineFile priceBars(ArchiveZip zip, IntToDoubleFunction atSecond) {
        return new PriceKlineFile(zip, market.day(), interval, atSecond);
    }

    /** What bars show before the first trade of the day. */
    private long openingPrice() {
        return Math.round(trading().mids().atSecond(0) / instrument.tick()) * instrument.tick();
    }

    private TradingDay trading() {
        if (trading == null) {
            trading = new TradingDay(market, instrument);
        }
        return trading;
    }

    private ReferencePrices prices() {
        if (prices == null) {
            prices = ReferencePrices.of(market, instrument);
        }
        return prices;
    }

    private void fill() {
        if (!listeners.isEmpty()) {
            trading().play(listeners);
        }
        for (DayFile file : files) {
            file.endDay();
            file.zip().complete();
        }
    }

    private void close() throws IOException {
        for (DayFile file : files) {
            file.zip().close();
        }
    }

    private List<WrittenFile> written() {
        List<WrittenFile> written = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            DayFile file = files.get(i);
            written.add(new WrittenFile(names.get(i), file.zip().rows().rows(), file.skippedFillIds()));
        }
        return written;
    }
}
