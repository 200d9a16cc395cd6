package io.tidemark.engines.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A warehouse folder, filled and read with the product's own commands. */
public record Lake(Path warehouse) {

    /** Runs the backfill, which must end with exit code 0. */
    public Lake fill(Backfill backfill) throws InterruptedException {
        return fill(backfill, 0);
    }

    /** Runs the backfill, which must end with one of these exit codes. */
    public Lake fill(Backfill backfill, int... codes) throws InterruptedException {
        Tidemark.run(backfill.into(warehouse)).requireCode(codes);
        return this;
    }

    /** What is in every table but that of the runs: rows and hash by table, instrument and day. */
    public Map<String, String> hashes() throws InterruptedException {
        Tidemark.Outcome outcome =
                Tidemark.run("hash", "--warehouse", warehouse.toString()).requireCode(0);
        Map<String, String> hashes = new TreeMap<>();
        outcome.out()
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("ops.runs,"))
                .forEach(line -> {
                    String[] cells = line.split(",", -1);
                    hashes.put(String.join(" ", List.of(cells[0], cells[1], cells[2])), cells[3] + " rows " + cells[4]);
                });
        return hashes;
    }

    /** The hashes of all instruments but one, and no totals. */
    public static Map<String, String> without(String instrument, Map<String, String> hashes) {
        return hashes.entrySet().stream()
                .filter(entry -> !entry.getKey().contains(" " + instrument + " "))
                .filter(entry -> !entry.getKey().contains("  "))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** The parts whose hashes are not the expected ones; empty if all are. */
    public static List<String> differences(Map<String, String> found, Map<String, String> expected) {
        Set<String> parts = new TreeSet<>(found.keySet());
        parts.addAll(expected.keySet());
        return parts.stream()
                .filter(part -> !Objects.equals(found.get(part), expected.get(part)))
                .map(part -> part + ": " + found.get(part) + ", expected " + expected.get(part))
                .toList();
    }

    /** The rows of queries, as cells, headers left out; no cell may hold a comma. */
    public List<List<String>> query(String... statements) throws InterruptedException {
        Tidemark.Outcome outcome = Tidemark.run(
                        "sql",
                        "--warehouse",
                        warehouse.toString(),
                        "--format",
                        "csv",
                        "-e",
                        String.join(";", statements))
                .requireCode(0);
        return outcome.out().lines().map(line -> List.of(line.split(",", -1))).toList();
    }
}
