package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells the results: tables for people, CSV for programs. */
final class Report {

    private static final double MILLION = 1e6;

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Prints a table an input, one of marginal rates, and what two readers are worth. */
    void print(PrintWriter out) {
        for (Input input : results.inputs()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s: %,d rows, %d files, %d symbol%s, %.0f MB zipped%n",
                    input.name(),
                    results.rows(input),
                    input.zips().size(),
                    input.symbols().size(),
                    input.symbols().size() == 1 ? "" : "s",
                    input.bytes() / MILLION);
            table(input).print(out);
        }
        out.println("\nfrom small to large (start-up taken away)");
        marginal().print(out);
        readers(out);
        out.println();
        out.println("Median [least–most]. Compare CPU s: user and system time of all processes. \"of floor\" is the");
        out.println(
                "CPU s of the floor over the contestant's, 1 being as good: of the floor with ISA-L's inflater / with");
        out.println(
                "the JDK's. All have two threads but for the one reader. Tidemark and the floor read the zips, hold");
        out.println("SHA-256, CRC, ids and every number against what is allowed, and make every column of flow.bars;");
        out.println(
                "the others read CSV and make open, high, low, close, volumes, counts and vwap, in doubles. Storing");
        out.println("trades is more work than the floor has.");
        out.flush();
    }

    private TextTable table(Input input) {
        TextTable table = new TextTable(
                "contestant", "wall s", "CPU s", "peak MiB", "M rows/s", "M rows/CPU s", "of floor", "of JDK floor");
        long rows = results.rows(input);
        for (String name : results.contestants()) {
            Spread wall = results.wall(name, input);
            Spread cpu = results.cpu(name, input);
            table.add(
                    name,
                    wall.toString(),
                    cpu.toString(),
                    number(results.peak(name, input).most(), 0),
                    number(rows / MILLION / wall.median(), 2),
                    number(rows / MILLION / cpu.median(), 2),
                    number(results.cpu(Contestants.FLOOR, input).median() / cpu.median(), 2),
                    number(results.cpu(Contestants.FLOOR_JDK, input).median() / cpu.median(), 2));
        }
        return table;
    }

    private TextTable marginal() {
        TextTable table = new TextTable("contestant", "M rows/CPU s", "of floor", "of JDK floor");
        for (String name : results.contestants()) {
            double rate = results.marginalRowsPerCpuSecond(name);
            table.add(
                    name,
                    number(rate / MILLION, 2),
                    number(rate / results.marginalRowsPerCpuSecond(Contestants.FLOOR), 2),
                    number(rate / results.marginalRowsPerCpuSecond(Contestants.FLOOR_JDK), 2));
        }
        return table;
    }

    private void readers(PrintWriter out) {
        out.println();
        for (Input input : results.inputs()) {
            out.printf(
                    Locale.ROOT,
                    "two readers take %s %.2f times as many rows a second as one%n",
                    input.name(),
                    results.wall(Contestants.ONE_READER, input).median()
                            / results.wall(Contestants.TIDEMARK, input).median());
        }
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Writes {@code backfill.csv}, a line a contestant and input, and {@code runs.csv}, a line a run. */
    void write(Path folder) throws IOException {
        List<String> medians = new ArrayList<>();
        List<String> runs = new ArrayList<>();
        medians.add("contestant,input,rows,files,wall_s,wall_s_least,wall_s_most,cpu_s,cpu_s_least,cpu_s_most,peak_mib,"
                + "rows_per_s,rows_per_cpu_s,marginal_rows_per_cpu_s");
        runs.add("contestant,input,round,wall_s,cpu_s,peak_mib");
        for (Input input : results.inputs()) {
            for (String name : results.contestants()) {
                medians.add(medians(name, input));
                List<Run> all = results.of(name, input);
                for (int round = 0; round < all.size(); round++) {
                    Run run = all.get(round);
                    runs.add(line(name, input.name(), round + 1, run.wallSeconds(), run.cpuSeconds(), run.peakMib()));
                }
            }
        }
        Files.write(folder.resolve("backfill.csv"), medians);
        Files.write(folder.resolve("runs.csv"), runs);
    }

    private String medians(String name, Input input) {
        long rows = results.rows(input);
        Spread wall = results.wall(name, input);
        Spread cpu = results.cpu(name, input);
        return line(
                name,
                input.name(),
                rows,
                input.zips().size(),
                wall.median(),
                wall.least(),
                wall.most(),
                cpu.median(),
                cpu.least(),
                cpu.most(),
                results.peak(name, input).most(),
                rows / wall.median(),
                rows / cpu.median(),
                results.marginalRowsPerCpuSecond(name));
    }

    private static String line(Object... values) {
        List<String> fields = new ArrayList<>();
        for (Object value : values) {
            String field = value instanceof Double number ? number(number, 3) : value.toString();
            fields.add(field.contains(",") ? "\"" + field + "\"" : field);
        }
        return String.join(",", fields);
    }
}
