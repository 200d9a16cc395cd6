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
    private static final String DAILY = "daily";
    private static final String MONTHLY = "monthly";

    /** @param interval the length of the bars, where the dataset has any */
    public static ArchiveFile daily(Dataset dataset, Instrument instrument, BarInterval interval, LocalDate day) {
        return of(dataset, instrument, interval, day, DAILY, day.toString());
    }

    /** @param interval the length of the bars, where the dataset has any */
    public static ArchiveFile monthly(Dataset dataset, Instrument instrument, BarInterval interval, YearMonth month) {
        return of(dataset, instrument, interval, month.atDay(1), MONTHLY, month.toString());
    }

    /** The file's own name. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of the one CSV inside. */
    public String memberName() {
        return name().substring(0, name().length() - ZIP.length()) + ".csv";
    }

    /** Whether the CSV starts with the names of its columns. */
    public boolean hasHeader() {
        return instrument.market().isFutures();
    }

    private static ArchiveFile of(
            Dataset dataset, Instrument instrument, BarInterval interval, LocalDate day, String period, String date) {
        // An index belongs to no contract.
        String symbol = dataset == Dataset.INDEX_PRICE_KLINES ? instrument.pair() : instrument.symbol();
        String folder = "data/" + instrument.market().folder() + "/" + period + "/" + dataset.folder() + "/" + symbol;
        String kind = dataset.hasBars() ? interval.label() : dataset.folder();
        String name = symbol + "-" + kind + "-" + date + ZIP;
        return new ArchiveFile(
                dataset, instrument, day, folder + "/" + (dataset.hasBars() ? interval.label() + "/" : "") + name);
    }
}
