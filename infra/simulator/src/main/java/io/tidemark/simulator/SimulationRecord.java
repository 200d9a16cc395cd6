package io.tidemark.simulator;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.fault.FaultInjection;
import io.tidemark.simulator.fault.FaultLevel;
import io.tidemark.simulator.instrument.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code simulation.csv}: what was simulated into a folder, a row per instrument and run, in the order of the runs. It
 * keeps one folder to one market: other instruments and days may join, another seed may not.
 */
final class SimulationRecord {
    /** The record's file, beside {@code data/}. */
    static final String NAME = "simulation.csv";

    private static final String HEADER = "market,symbol,from,to,datasets,seed,trades_per_day,faults";

    private record Row(
            String market,
            String symbol,
            LocalDate from,
            LocalDate to,
            List<String> datasets,
            long seed,
            int tradesPerDay,
            String faults) {
        static Row of(ArchiveRequest request, Instrument instrument) {
            return new Row(
                    instrument.market().label(),
                    instrument.symbol(),
                    request.from(),
                    request.to(),
                    request.datasets().stream().sorted().map(Dataset::folder).toList(),
                    request.market().seedNumber(),
                    request.market().tradesPerDay(),
                    nameOf(request.faults()));
        }

        static Row read(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    cells[0],
                    cells[1],
                    LocalDate.parse(cells[2]),
                    LocalDate.parse(cells[3]),
                    List.of(cells[4].split(" ")),
                    Long.parseLong(cells[5]),
                    Integer.parseInt(cells[6]),
                    cells[7]);
        }

        String line() {
            return String.join(
                    ",",
                    market,
                    symbol,
                    from.toString(),
                    to.toString(),
                    String.join(" ", datasets),
                    Long.toString(seed),
                    Integer.toString(tradesPerDay),
                    faults);
        }

        boolean isOf(Instrument instrument) {
            return market.equals(instrument.market().label()) && symbol.equals(instrument.symbol());
        }

        boolean isWithoutFaults() {
            return faults.equals(nameOf(FaultLevel.NONE));
        }
    }

    private final Path root;
    private final Set<Row> rows;

    private SimulationRecord(Path root, Set<Row> rows) {
        this.root = root;
        this.rows = rows;
    }

    /** The record of a folder, which has no rows where nothing was simulated. */
    static SimulationRecord read(Path root) throws IOException {
        Path file = root.resolve(NAME);
        Set<Row> rows = new LinkedHashSet<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            try {
                lines.stream().skip(1).map(Row::read).forEach(rows::add);
            } catch (RuntimeException unreadable) {
                throw new IOException(file + " is not as it was written: " + unreadable.getMessage(), unreadable);
            }
        }
        return new SimulationRecord(root, rows);
    }

    /** Whether the folder holds data that no simulation wrote. */
    boolean isForeign() {
        return rows.isEmpty() && Files.isDirectory(root.resolve("data"));
    }

    /** What in the request contradicts the market that is there. */
    Optional<WrongOption> conflictWith(ArchiveRequest request) {
        String otherwise = "; or --overwrite, which replaces what is in " + root;
        for (Row row : rows) {
            if (row.seed() != request.market().seedNumber()) {
                String allowed = row.seed() + ", the seed of the market that is there" + otherwise;
                return Optional.of(new WrongOption("--seed", request.market().seedNumber(), allowed));
            }
            if (request.instruments().stream().noneMatch(row::isOf)) {
                continue;
            }
            String there = " as " + row.market() + " " + row.symbol() + " has it there" + otherwise;
            int tradesPerDay = request.market().tradesPerDay();
            if (row.tradesPerDay() != tradesPerDay) {
                return Optional.of(new WrongOption("--trades-per-day", tradesPerDay, row.tradesPerDay() + there));
            }
            if (row.isWithoutFaults() != (request.faults() == FaultLevel.NONE)) {
                String allowed = row.isWithoutFaults() ? "none" : "natural or hostile";
                return Optional.of(new WrongOption("--faults", nameOf(request.faults()), allowed + there));
            }
        }
        return Optional.empty();
    }

    /** Removes all that was simulated into the folder. */
    void clear() throws IOException {
        Path data = root.resolve("data");
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(root.resolve(FaultInjection.MANIFEST));
        Files.deleteIfExists(root.resolve(NAME));
        rows.clear();
    }

    /** Adds a run, before it writes its first file. */
    void add(ArchiveRequest request) throws IOException {
        for (Instrument instrument : request.instruments()) {
            rows.add(Row.of(request, instrument));
        }
        List<String> lines = new ArrayList<>(List.of(HEADER));
        rows.forEach(row -> lines.add(row.line()));
        Files.createDirectories(root);
        Files.writeString(root.resolve(NAME), String.join("\n", lines) + "\n");
    }

    /** The days of a month for which a dataset of an instrument was asked by any run. */
    SortedSet<LocalDate> days(Instrument instrument, Dataset dataset, YearMonth month) {
        return rows.stream()
                .filter(row -> row.isOf(instrument) && row.datasets().contains(dataset.folder()))
                .flatMap(row -> row.from().datesUntil(row.to()))
                .filter(day -> YearMonth.from(day).equals(month))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The months that a range touches. */
    static List<YearMonth> months(LocalDate from, LocalDate to) {
        return from.datesUntil(to).map(YearMonth::from).distinct().toList();
    }

    private static String nameOf(FaultLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
