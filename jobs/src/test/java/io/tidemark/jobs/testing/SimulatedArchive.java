package io.tidemark.jobs.testing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * An archive made by the simulator, which shares no code with the readers.
 *
 * @param root the folder that holds {@code data/}
 * @param faults what is wrong with it
 */
public record SimulatedArchive(Path root, List<Fault> faults) {

    /**
     * A fault that was made on purpose.
     *
     * @param path the file
     * @param name the kind of fault
     * @param detail where
     */
    public record Fault(String path, String name, String detail) {}

    /** Makes an archive of some days. */
    public static SimulatedArchive of(
            Path root, String faults, List<String> symbols, LocalDate from, LocalDate to, int tradesPerDay) {
        return of(root, faults, symbols, from, to, tradesPerDay, 7, "aggTrades,klines,metrics,fundingRate");
    }

    /** Makes an archive of some days, with these datasets, separated by commas. */
    public static SimulatedArchive of(
            Path root,
            String faults,
            List<String> symbols,
            LocalDate from,
            LocalDate to,
            int tradesPerDay,
            int seed,
            String datasets) {
        run(
                "--archive-out",
                root.toString(),
                "--faults",
                faults,
                "--symbols",
                String.join(",", symbols),
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--trades-per-day",
                Integer.toString(tradesPerDay),
                "--datasets",
                datasets,
                "--seed",
                Integer.toString(seed));
        try {
            return new SimulatedArchive(
                    root,
                    Files.readAllLines(root.resolve("faults.csv")).stream()
                            .skip(1)
                            .map(line -> line.split(",", 3))
                            .map(cells -> new Fault(cells[0], cells[1], cells[2]))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The simulator is there at run time only. */
    private static void run(String... arguments) {
        StringWriter messages = new StringWriter();
        try {
            Method run = Class.forName("io.tidemark.simulator.Main")
                    .getDeclaredMethod("run", PrintWriter.class, PrintWriter.class, String[].class);
            run.setAccessible(true);
            PrintWriter writer = new PrintWriter(messages);
            Object code = run.invoke(null, writer, writer, arguments);
            writer.flush();
            if (!code.equals(0)) {
                throw new AssertionError("the simulator ended with " + code + ": " + messages);
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the simulator cannot be run", e);
        }
    }
}
