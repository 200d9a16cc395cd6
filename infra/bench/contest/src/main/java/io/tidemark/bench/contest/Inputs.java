package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Provides the two inputs: from a folder, or made by the simulator and kept for the next time. */
final class Inputs {

    private static final String TRADES = "data/futures/um/daily/aggTrades";
    private static final String DATASET = "-aggTrades-";
    private static final String EXTENSION = ".zip";

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 4, 6);
    private static final int DAYS = 16;
    private static final int TRADES_PER_DAY = 150_000;
    private static final String SYMBOL = "B000USDT";

    /** About as many rows as a symbol has. */
    static final long ROWS_PER_SYMBOL = (long) DAYS * TRADES_PER_DAY;

    private Inputs() {}

    /** The first symbol of an archive, and all of them. */
    static List<Input> found(Path archive) throws IOException {
        if (!Files.isDirectory(archive.resolve(TRADES))) {
            throw new IllegalArgumentException(
                    "--archive must be a folder that holds " + TRADES + ", was '" + archive + "'");
        }
        List<String> symbols = symbols(archive);
        if (symbols.size() < 2) {
            throw new IllegalArgumentException(
                    "--archive must hold two symbols at least, so that there are two sizes, has " + symbols);
        }
        return List.of(input("small", archive, symbols.subList(0, 1)), input("large", archive, symbols));
    }

    /** One simulated symbol, and as many as make up the rows: the same days under other names. */
    static List<Input> simulated(Path tidemark, Path folder, long rows, MeasuredProcess processes)
            throws IOException, InterruptedException {
        int copies = (int) Math.max(2, Math.round((double) rows / ROWS_PER_SYMBOL));
        Path small = folder.resolve("simulated");
        if (!Files.exists(small)) {
            // Under another name until it is whole.
            Path unfinished = folder.resolve("unfinished");
            Contest.empty(unfinished);
            processes.run(simulation(tidemark, unfinished), Map.of());
            Files.move(unfinished, small);
        }
        Path large = folder.resolve("simulated-" + copies);
        for (int copy = 0; copy < copies; copy++) {
            link(small, large, String.format("B%03dUSDT", copy));
        }
        return List.of(input("small", small, symbols(small)), input("large", large, symbols(large)));
    }

    private static List<String> simulation(Path tidemark, Path archive) {
        return List.of(
                tidemark.resolve("bin/tidemark").toString(),
                "simulate",
                "--archive-out",
                archive.toString(),
                "--seed",
                "7",
                "--from",
                FIRST_DAY.toString(),
                "--to",
                FIRST_DAY.plusDays(DAYS).toString(),
                "--symbols",
                SYMBOL,
                "--datasets",
                "aggTrades",
                "--faults",
                "none",
                "--trades-per-day",
                Integer.toString(TRADES_PER_DAY));
    }

    /** The CSV inside does not say whose trades it holds, so another name makes them another symbol's. */
    private static void link(Path from, Path to, String symbol) throws IOException {
        Path folder = Files.createDirectories(to.resolve(TRADES).resolve(symbol));
        for (Path zip : zips(from, SYMBOL)) {
            String name = zip.getFileName().toString().replace(SYMBOL, symbol);
            Path link = folder.resolve(name);
            if (!Files.exists(link)) {
                Files.createLink(link, zip);
                String checksum = Files.readString(checksumOf(zip));
                Files.writeString(checksumOf(link), checksum.replace(SYMBOL, symbol));
            }
        }
    }

    private static Path checksumOf(Path zip) {
        return zip.resolveSibling(zip.getFileName() + ".CHECKSUM");
    }

    private static Input input(String name, Path archive, List<String> symbols) throws IOException {
        List<Path> zips = new ArrayList<>();
        TreeSet<LocalDate> days = new TreeSet<>();
        long bytes = 0;
        for (String symbol : symbols) {
            for (Path zip : zips(archive, symbol)) {
                zips.add(zip);
                days.add(day(zip));
                bytes += Files.size(zip);
            }
        }
        if (zips.isEmpty()) {
            throw new IllegalArgumentException("there are no trades of " + symbols + " in " + archive);
        }
        return new Input(name, archive, symbols, days.first(), days.last().plusDays(1), zips, bytes);
    }

    private static LocalDate day(Path zip) {
        String name = zip.getFileName().toString();
        return LocalDate.parse(
                name.substring(name.indexOf(DATASET) + DATASET.length(), name.length() - EXTENSION.length()));
    }

    private static List<String> symbols(Path archive) throws IOException {
        try (Stream<Path> folders = Files.list(archive.resolve(TRADES))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> zips(Path archive, String symbol) throws IOException {
        try (Stream<Path> files = Files.list(archive.resolve(TRADES).resolve(symbol))) {
            return files.filter(file -> file.getFileName().toString().endsWith(EXTENSION))
                    .sorted()
                    .toList();
        }
    }

    /** Reads every file once, so that no contestant is the one that waits for the disk. */
    static void readOnce(Collection<Input> inputs) {
        for (Input input : inputs) {
            for (Path zip : input.zips()) {
                try (InputStream in = Files.newInputStream(zip)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
