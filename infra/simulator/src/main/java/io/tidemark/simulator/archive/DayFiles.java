package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.market.MidPrices;
import io.tidemark.simulator.market.Tape;
import io.tidemark.simulator.market.TradingDay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Plays one day of an instrument once and writes all its daily files from it. */
public final class DayFiles implements Tape {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final List<DayFile> files = new ArrayList<>();
    private final List<ArchiveFile> names = new ArrayList<>();

    private DayFiles() {}

    /** Writes the files of the day. */
    public static List<WrittenFile> write(
            Path root,
            MarketSettings settings,
            Instrument instrument,
            LocalDate day,
            Set<Dataset> datasets,
            BarInterval interval)
            throws IOException {
        DayFiles files = new DayFiles();
        try {
            TradingDay trading = new TradingDay(settings, instrument, day);
            files.open(root, settings, instrument, day, datasets, interval, trading.mids());
            if (!files.files.isEmpty()) {
                trading.play(files);
            }
            files.complete();
        } finally {
            files.close();
        }
        return files.written();
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).fill(fillId, timeMicros, price, quantity, takerBuys);
        }
    }

    @Override
    public void aggregateTrade(
            long id, long price, long quantity, long firstFillId, long lastFillId, long timeMicros, boolean takerBuys) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).aggregateTrade(id, price, quantity, firstFillId, lastFillId, timeMicros, takerBuys);
        }
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        for (int i = 0; i < files.size(); i++) {
            files.get(i).liquidation(timeMicros, price, quantity, longPosition);
        }
    }

    private void open(
            Path root,
            MarketSettings settings,
            Instrument instrument,
            LocalDate day,
            Set<Dataset> datasets,
            BarInterval interval,
            MidPrices mids)
            throws IOException {
        TimeUnitOfFile time = TimeUnitOfFile.of(instrument.market(), day);
        if (datasets.contains(Dataset.AGGREGATE_TRADES)) {
            ArchiveZip zip = zip(root, ArchiveFile.daily(Dataset.AGGREGATE_TRADES, instrument, day));
            files.add(new AggregateTradeFile(zip, instrument, time));
        }
        if (datasets.contains(Dataset.KLINES)) {
            ArchiveZip zip = zip(root, ArchiveFile.bars(interval, instrument, day));
            long opening = Math.round(mids.atSecond(0) / instrument.tick()) * instrument.tick();
            long dayStart = day.toEpochDay() * DAY_MICROS;
            files.add(new KlineFile(zip, instrument, time, interval, dayStart, opening));
        }
        if (datasets.contains(Dataset.METRICS) && Dataset.METRICS.existsOn(instrument.market())) {
            ArchiveZip zip = zip(root, ArchiveFile.daily(Dataset.METRICS, instrument, day));
            files.add(new MetricsFile(zip, settings, instrument, day, mids));
        }
    }

    private ArchiveZip zip(Path root, ArchiveFile file) throws IOException {
        names.add(file);
        return new ArchiveZip(root, file);
    }

    private void complete() {
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
