package io.tidemark.bench.floor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the minute bars of aggTrades files: {@code Floor jdk|native THREADS OUT FILE_OF_NAMES}. */
public final class Floor {

    private static final String DATASET = "-aggTrades-";
    private static final String EXTENSION = ".zip";

    private final String inflater;
    private final Path out;
    private final Queue<Path> files;

    private Floor(String inflater, Path out, List<Path> files) {
        this.inflater = inflater;
        this.out = out;
        this.files = new ConcurrentLinkedQueue<>(files);
    }

    /** Writes a Parquet file a thread into the folder, and prints {@code rows=N}. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        if (arguments.length != 4) {
            System.err.println("usage: Floor jdk|native THREADS OUT FILE_OF_NAMES");
            System.exit(2);
        }
        Path out = Files.createDirectories(Path.of(arguments[2]));
        List<Path> files =
                Files.readAllLines(Path.of(arguments[3])).stream().map(Path::of).toList();
        long rows = new Floor(arguments[0], out, files).run(Integer.parseInt(arguments[1]));
        System.out.println("rows=" + rows);
    }

    private long run(int threads) throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> results = new ArrayList<>();
            for (int worker = 0; worker < threads; worker++) {
                Path file = out.resolve("bars-" + worker + ".parquet");
                results.add(workers.submit(() -> work(file)));
            }
            long rows = 0;
            for (Future<Long> result : results) {
                rows += result.get();
            }
            return rows;
        } finally {
            workers.shutdownNow();
        }
    }

    private long work(Path file) throws IOException {
        ZipReader zips = new ZipReader(MemberInflater.named(inflater));
        long rows = 0;
        try (BarFile bars = new BarFile(file)) {
            DayOfTrades trades = new DayOfTrades(new MinuteBar(), bars);
            for (Path zip = files.poll(); zip != null; zip = files.poll()) {
                rows += read(zip, zips, trades);
            }
        }
        return rows;
    }

    private static long read(Path zip, ZipReader zips, DayOfTrades trades) throws IOException {
        zips.read(zip);
        String name = zip.getFileName().toString();
        int dataset = name.indexOf(DATASET);
        String day = name.substring(dataset + DATASET.length(), name.length() - EXTENSION.length());
        long start = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
        try {
            return trades.read(new TradeReader(zips.text(), zips.textLength()), name.substring(0, dataset), start);
        } catch (IllegalArgumentException e) {
            throw new IOException(zip + ": " + e.getMessage(), e);
        }
    }
}
