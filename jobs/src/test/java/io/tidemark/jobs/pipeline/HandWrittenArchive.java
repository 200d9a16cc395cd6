package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.ArchiveFolder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** A small archive in the venue's layout, with a row every ten minutes. */
final class HandWrittenArchive {

    private final ArchiveFolder folder;

    HandWrittenArchive(Path root) {
        this.folder = new ArchiveFolder(root);
    }

    /** Writes a file. */
    void putFile(String key, List<String> lines) {
        folder.put(key, lines.toArray(String[]::new));
    }

    /** Writes a day's file of a market, given by its folder. */
    void put(String prefix, String dataset, String symbol, LocalDate day, List<String> lines) {
        boolean bars = dataset.endsWith("lines");
        putFile(
                "data/" + prefix + "/daily/" + dataset + "/" + symbol + "/" + (bars ? "1m/" : "") + symbol + "-"
                        + (bars ? "1m" : dataset) + "-" + day + ".zip",
                lines);
    }

    /** A line every ten minutes of a day; {@code line} gets the instant in ms. */
    static List<String> everyTenMinutes(LocalDate day, LongFunction<String> line) {
        long midnight = TimeRange.startOf(day).toEpochMilli();
        return new ArrayList<>(LongStream.range(0, 144)
                .mapToObj(index -> line.apply(midnight + 600_000 * index))
                .toList());
    }

    static List<String> aggregates(LocalDate day) {
        return everyTenMinutes(day, at -> {
            long id = at / 600_000;
            return id + ",50000,2," + 3 * id + "," + (3 * id + 1) + "," + at + ",true";
        });
    }

    static List<String> fills(LocalDate day) {
        return everyTenMinutes(day, at -> at / 300_000 + ",50000,2,0," + at + ",false");
    }

    static List<String> bars(LocalDate day, String price) {
        return everyTenMinutes(day, at -> at + ("," + price).repeat(4) + ",6," + (at + 59_999) + ",0.012,60,2,0.004,0");
    }
}
