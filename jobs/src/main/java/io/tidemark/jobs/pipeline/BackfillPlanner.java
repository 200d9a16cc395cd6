package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.Requests;
import io.tidemark.jobs.venue.binance.BinanceArchive;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import io.tidemark.jobs.venue.binance.BinanceSymbols;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

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
        List<Dataset> datasets = datasets();
        List<TimeRange> ranges = BackfillPlan.chunks(settings.from(), settings.to(), settings.chunkDays());
        List<Dataset> held = archive.datasets();
        List<Dataset> aligned = AlignedDatasets.inputs(datasets, held);
        return new BackfillPlan(
                instruments,
                datasets,
                aligned,
                warnings(AlignedDatasets.leftOut(datasets, held)),
                chunks(instruments, datasets, aligned, ranges));
    }

    private static List<String> warnings(List<Dataset> leftOut) {
        return leftOut.isEmpty()
                ? List.of()
                : List.of("derivatives.metrics and derivatives.labels are left as they are: without "
                        + leftOut.stream().map(Dataset::text).collect(Collectors.joining(", "))
                        + ", which the archive has too, their rows would be poorer");
    }

    /** Instruments are looked up side by side where the store likes that; their order stays. */
    private List<BackfillPlan.PlannedChunk> chunks(
            List<Instrument> instruments, List<Dataset> datasets, List<Dataset> aligned, List<TimeRange> ranges)
            throws IOException {
        List<Callable<List<List<ArchiveFile>>>> tasks = new ArrayList<>();
        instruments.forEach(instrument -> tasks.add(() -> files(instrument, datasets, aligned, ranges)));
        ExecutorService threads = Executors.newFixedThreadPool(store.requestsAtOnce());
        try {
            List<List<List<ArchiveFile>>> found = Requests.all(threads, tasks);
            List<BackfillPlan.PlannedChunk> chunks = new ArrayList<>();
            for (int index = 0; index < ranges.size(); index++) {
                int chunk = index;
                TimeRange range = ranges.get(chunk);
                List<ArchiveFile> read = found.stream()
                        .flatMap(ofInstrument -> ofInstrument.get(chunk).stream())
                        .toList();
                List<ArchiveFile> files = read.stream()
                        .flatMap(file -> file.within(range).stream())
                        .toList();
                chunks.add(new BackfillPlan.PlannedChunk(range, files, read));
            }
            return chunks;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The files of each range and around it; the instrument's folders are listed once for all of them. */
    private List<List<ArchiveFile>> files(
            Instrument instrument, List<Dataset> datasets, List<Dataset> aligned, List<TimeRange> ranges)
            throws IOException {
        BinanceArchive ofInstrument = new BinanceArchive(store, settings.market());
        List<List<ArchiveFile>> byRange = new ArrayList<>();
        for (TimeRange range : ranges) {
            byRange.add(ofInstrument.files(
                    instrument,
                    datasets,
                    settings.klineInterval(),
                    dataset -> aligned.contains(dataset) ? AlignedDatasets.reach(dataset, range) : range));
        }
        return byRange;
    }

    /** What is asked for, else what the archive has a folder of: what it never held is no hole. */
    private List<Dataset> datasets() throws IOException {
        List<Dataset> datasets = settings.datasets().isEmpty() ? archive.datasets() : settings.datasets();
        if (datasets.isEmpty()) {
            throw new UsageException(
                    "--archive",
                    store.location(),
                    "one that holds a dataset of market "
                            + settings.market().text() + ": "
                            + String.join(
                                    ", ",
                                    settings.market().datasets().stream()
                                            .map(Dataset::text)
                                            .toList()));
        }
        if (settings.storeTrades()) {
            BackfillSettings.requireTrades(datasets);
        }
        return datasets;
    }

    private boolean exists() throws IOException {
        try {
            return archive.exists();
        } catch (NoSuchFileException e) {
            throw new UsageException("--archive", store.location(), "a bucket that exists");
        }
    }

    private List<Instrument> instruments() throws IOException {
        Set<String> known = archive.symbols();
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : settings.symbols()) {
            if (!known.contains(symbol) && !archive.holdsIndexOf(symbol)) {
                List<String> shown = known.stream().limit(SYMBOLS_SHOWN).toList();
                throw new UsageException(
                        "--symbols",
                        symbol,
                        "one that the archive has: " + String.join(", ", shown)
                                + (known.size() > SYMBOLS_SHOWN ? ", … (" + known.size() + " in all)" : ""));
            }
            instruments.add(BinanceSymbols.instrument(settings.market(), symbol)
                    .orElseThrow(() -> new UsageException(
                            "--symbols",
                            symbol,
                            settings.market() == BinanceMarket.CM
                                    ? "a coin-margined contract, as BTCUSD_PERP or BTCUSD_250627"
                                    : "a symbol that ends in a quote asset, as BTCUSDT")));
        }
        return instruments;
    }
}
