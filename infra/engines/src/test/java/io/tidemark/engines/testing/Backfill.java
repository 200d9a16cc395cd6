package io.tidemark.engines.testing;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A backfill's command line.
 *
 * @param archive a folder or a place in a bucket
 * @param to exclusive
 * @param options further options
 */
public record Backfill(
        String archive, String market, List<String> symbols, LocalDate from, LocalDate to, List<String> options) {

    /** Copies the lists. */
    public Backfill {
        symbols = List.copyOf(symbols);
        options = List.copyOf(options);
    }

    /** A backfill of all datasets. */
    public static Backfill of(Path archive, String market, String symbols, String from, String to) {
        return new Backfill(
                archive.toString(),
                market,
                List.of(symbols.split(",")),
                LocalDate.parse(from),
                LocalDate.parse(to),
                List.of());
    }

    /** The same with further options. */
    public Backfill with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Backfill(archive, market, symbols, from, to, all);
    }

    /** The same for other days. */
    public Backfill between(LocalDate first, LocalDate end) {
        return new Backfill(archive, market, symbols, first, end, options);
    }

    /** The same for other symbols. */
    public Backfill ofSymbols(String... others) {
        return new Backfill(archive, market, List.of(others), from, to, options);
    }

    /** The same from another archive. */
    public Backfill from(Path other) {
        return from(other.toString());
    }

    /** The same from another place. */
    public Backfill from(String other) {
        return new Backfill(other, market, symbols, from, to, options);
    }

    /** The days, in order. */
    public List<LocalDate> days() {
        return from.datesUntil(to).toList();
    }

    /** The arguments that fill this warehouse. */
    public String[] into(Path warehouse) {
        List<String> arguments = new ArrayList<>(List.of(
                "backfill",
                "--archive",
                archive,
                "--market",
                market,
                "--symbols",
                String.join(",", symbols),
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--warehouse",
                warehouse.toString()));
        arguments.addAll(options);
        return arguments.toArray(String[]::new);
    }
}
