package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A file of the archive.
 *
 * @param path below the archive's root, with forward slashes, ending in {@code .zip}
 * @param day the day it holds, or the first day of its month
 */
public record ArchiveFile(Dataset dataset, Instrument instrument, LocalDate day, String path) {
    private static final String ZIP = ".zip";

    /** The daily file of a dataset without intervals. */
    public static ArchiveFile daily(Dataset dataset, Instrument instrument, LocalDate day) {
        String folder = folder("daily", dataset, instrument);
        String name = instrument.symbol() + "-" + dataset.folder() + "-" + day + ZIP;
        return new ArchiveFile(dataset, instrument, day, folder + name);
    }

    /** The daily file of bars. */
    public static ArchiveFile bars(BarInterval interval, Instrument instrument, LocalDate day) {
        String folder = folder("daily", Dataset.KLINES, instrument) + interval.label() + "/";
        String name = instrument.symbol() + "-" + interval.label() + "-" + day + ZIP;
        return new ArchiveFile(Dataset.KLINES, instrument, day, folder + name);
    }

    /** The monthly file of a dataset without intervals. */
    public static ArchiveFile monthly(Dataset dataset, Instrument instrument, YearMonth month) {
        String folder = folder("monthly", dataset, instrument);
        String name = instrument.symbol() + "-" + dataset.folder() + "-" + month + ZIP;
        return new ArchiveFile(dataset, instrument, month.atDay(1), folder + name);
    }

    /** The file's own name. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of the one CSV inside. */
    public String memberName() {
        return name().substring(0, name().length() - ZIP.length()) + ".csv";
    }

    private static String folder(String period, Dataset dataset, Instrument instrument) {
        return "data/" + instrument.market().folder() + "/" + period + "/" + dataset.folder() + "/"
                + instrument.symbol() + "/";
    }
}
