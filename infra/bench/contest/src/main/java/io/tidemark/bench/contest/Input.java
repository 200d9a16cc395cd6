package io.tidemark.bench.contest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Daily aggTrades files of USD-margined symbols.
 *
 * @param name of its size: small, large
 * @param archive the folder that holds {@code data/}
 * @param from first day
 * @param to last day, exclusive
 * @param zips the files, in order
 * @param bytes what they take on disk
 */
record Input(
        String name, Path archive, List<String> symbols, LocalDate from, LocalDate to, List<Path> zips, long bytes) {

    /** Copies the lists. */
    Input {
        symbols = List.copyOf(symbols);
        zips = List.copyOf(zips);
    }
}
