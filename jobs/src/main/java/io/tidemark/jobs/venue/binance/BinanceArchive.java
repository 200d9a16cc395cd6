package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The layout of Binance's public archive: which files hold a dataset of an instrument over a range, daily ones before
 * monthly ones, and which should be there and are not.
 */
public final class BinanceArchive {

    private static final int LATE_DAYS = 2;

    private final ArchiveStore store;
    private final BinanceMarket market;
    private final ListedFolders folders;

    /** The part of an archive that belongs to one market. */
    public BinanceArchive(ArchiveStore store, BinanceMarket market) {
        this.store = store;
        this.market = market;
        this.folders = new ListedFolders(store);
    }

    /** True if the store holds anything of the market. */
    public boolean exists() throws IOException {
        return !store.folders(market.prefix()).isEmpty();
    }

    /** Every symbol that has a folder in any dataset, in order. */
    public Set<String> symbols() throws IOException {
        Set<String> symbols = new TreeSet<>();
        for (String rhythm : List.of("daily/", "monthly/")) {
            for (String dataset : store.folders(market.prefix() + rhythm)) {
                symbols.addAll(store.folders(market.prefix() + rhythm + dataset + "/"));
            }
        }
        return symbols;
    }

    /**
     * The files that hold the dataset in {@code range}, each with what it is wanted for; where no file is, an absent one
     * stands for each UTC day.
     *
     * @param barInterval length of bars, for datasets that have them
     */
    public List<ArchiveFile> files(Instrument instrument, Dataset dataset, String barInterval, TimeRange range)
            throws IOException {
        String interval = dataset == Dataset.KLINES ? barInterval : null;
        Listing daily = new Listing("daily/", instrument, dataset, interval);
        Listing monthly = new Listing("monthly/", instrument, dataset, interval);
        List<ArchiveFile> files = new ArrayList<>();
        Map<YearMonth, List<TimeRange>> byMonth = new TreeMap<>();
        List<LocalDate> days = daysOf(dataset, range);
        // Listings lag behind: the newest files are looked for by name before they count as absent.
        for (LocalDate day : days.subList(Math.max(0, days.size() - LATE_DAYS), days.size())) {
            folders.lookFor(daily.key(day.toString()));
        }
        for (LocalDate day : days) {
            TimeRange period = period(dataset, day, day.plusDays(1));
            TimeRange wanted = period.intersection(range);
            if (wanted.isEmpty()) {
                continue;
            }
            if (daily.has(day.toString())) {
                files.add(daily.file(day.toString(), period, List.of(wanted)));
            } else if (monthly.has(YearMonth.from(day).toString())) {
                byMonth.computeIfAbsent(YearMonth.from(day), unseen -> new ArrayList<>())
                        .add(wanted);
            } else {
                files.add(daily.absent(day.toString(), period, List.of(wanted)));
            }
        }
        byMonth.forEach((month, wanted) -> files.add(monthly.file(
                month.toString(),
                period(dataset, month.atDay(1), month.plusMonths(1).atDay(1)),
                joined(wanted))));
        return folders.withChecksums(files);
    }

    /** The days whose files may hold facts of the range: the last row of a metrics file belongs to the next day. */
    private static List<LocalDate> daysOf(Dataset dataset, TimeRange range) {
        LocalDate first = TimeRange.dayOf(range.from());
        LocalDate end = TimeRange.dayOf(range.to().minusNanos(1)).plusDays(1);
        return first.minusDays(dataset == Dataset.METRICS ? 1 : 0)
                .datesUntil(end)
                .toList();
    }

    /** The event times of a file of these days: a metrics row describes the end of its five minutes. */
    private static TimeRange period(Dataset dataset, LocalDate from, LocalDate to) {
        TimeRange days = TimeRange.ofDays(from, to);
        return dataset == Dataset.METRICS
                ? new TimeRange(
                        days.from().plus(MetricsLabels.PERIOD), days.to().plus(MetricsLabels.PERIOD))
                : days;
    }

    private static List<TimeRange> joined(List<TimeRange> ascending) {
        List<TimeRange> joined = new ArrayList<>();
        for (TimeRange range : ascending) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).to().equals(range.from())) {
                joined.set(last, new TimeRange(joined.get(last).from(), range.to()));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** What the store holds of one dataset of one instrument, daily or monthly. */
    private final class Listing {
        private final Instrument instrument;
        private final Dataset dataset;
        private final String interval;
        private final String stem;
        private final Map<String, ArchiveStore.Entry> entries;

        Listing(String rhythm, Instrument instrument, Dataset dataset, String interval) throws IOException {
            this.instrument = instrument;
            this.dataset = dataset;
            this.interval = interval;
            String folder = market.prefix() + rhythm + dataset.text() + "/" + instrument.symbol() + "/"
                    + (interval == null ? "" : interval + "/");
            this.stem = folder + instrument.symbol() + "-" + (interval == null ? dataset.text() : interval) + "-";
            this.entries = folders.files(folder);
        }

        private String key(String date) {
            return stem + date + ".zip";
        }

        boolean has(String date) {
            return entries.containsKey(key(date));
        }

        ArchiveFile file(String date, TimeRange period, List<TimeRange> wanted) {
            ArchiveStore.Entry entry = entries.get(key(date));
            return new ArchiveFile(
                    entry.key(),
                    dataset,
                    instrument,
                    interval,
                    period,
                    wanted,
                    new ArchiveFile.Stored(entry.bytes(), entry.version(), null));
        }

        ArchiveFile absent(String date, TimeRange period, List<TimeRange> wanted) {
            return new ArchiveFile(key(date), dataset, instrument, interval, period, wanted, null);
        }
    }
}
