package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.binance.BinanceArchive;
import io.tidemark.jobs.venue.binance.BinanceSymbols;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the files that a backfill needs. */
final class BackfillPlanner {

    private static final int SYMBOLS_SHOWN = 12;

    private final BackfillSettings settings;
    private final ArchiveStore store;
    private final BinanceArchive archive;

    BackfillPlanner(BackfillSettings settings, ArchiveStore store) {
        this.settings = settings;
        this.store = store;
        this.archive = new BinanceArchive(store, settings.market());
    }

    /**
     * Lists the archive.
     *
     * @throws UsageException if the archive has nothing of the market or of a symbol
     */
    BackfillPlan plan() throws IOException {
        if (!exists()) {
            throw new UsageException(
                    "--archive",
                    store.location(),
                    (settings.archive().isInS3() ? "a bucket" : "a folder") + " in Binance's layout that holds market "
                            + settings.market().text());
        }
        List<Instrument> instruments = instruments();
        Map<TimeRange, List<ArchiveFile>> chunks = new LinkedHashMap<>();
        for (LocalDate day = settings.from(); day.isBefore(settings.to()); day = day.plusDays(settings.chunkDays())) {
            LocalDate end = day.plusDays(settings.chunkDays());
            TimeRange range = TimeRange.ofDays(day, end.isAfter(settings.to()) ? settings.to() : end);
            chunks.put(range, new ArrayList<>());
        }
        // Instrument by instrument, so that each of its folders is listed once.
        for (Instrument instrument : instruments) {
            for (Map.Entry<TimeRange, List<ArchiveFile>> chunk : chunks.entrySet()) {
                chunk.getValue().addAll(files(instrument, chunk.getKey()));
            }
        }
        return new BackfillPlan(
                instruments,
                chunks.entrySet().stream()
                        .map(chunk -> new BackfillPlan.PlannedChunk(chunk.getKey(), chunk.getValue()))
                        .toList());
    }

    private boolean exists() throws IOException {
        try {
            return archive.exists();
        } catch (NoSuchFileException e) {
            throw new UsageException("--archive", store.location(), "a bucket that exists");
        }
    }

    private List<ArchiveFile> files(Instrument instrument, TimeRange range) throws IOException {
        List<ArchiveFile> files = new ArrayList<>();
        for (Dataset dataset : settings.datasets()) {
            files.addAll(archive.files(instrument, dataset, settings.klineInterval(), range));
        }
        return files;
    }

    private List<Instrument> instruments() throws IOException {
        Set<String> known = archive.symbols();
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : settings.symbols()) {
            if (!known.contains(symbol)) {
                List<String> shown = known.stream().limit(SYMBOLS_SHOWN).toList();
                throw new UsageException(
                        "--symbols",
                        symbol,
                        "one that the archive has: " + String.join(", ", shown)
                                + (known.size() > SYMBOLS_SHOWN ? ", … (" + known.size() + " in all)" : ""));
            }
            instruments.add(BinanceSymbols.instrument(settings.market(), symbol)
                    .orElseThrow(() -> new UsageException(
                            "--symbols", symbol, "a symbol that ends in a quote asset, as BTCUSDT")));
        }
        return instruments;
    }
}
