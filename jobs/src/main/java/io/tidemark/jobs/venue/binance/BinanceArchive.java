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
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The layout of Binance's public archive: which files hold a dataset of an instrument over a range, daily ones before
 * monthly ones, and which should be there and are not.
 */
public final class BinanceArchive {

    private static final int LATE_DAYS = 2;

    private static final List<String> RHYTHMS =
            Arrays.stream(Rhythm.values()).map(rhythm -> rhythm.folder).toList();

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

    /** The datasets of the market that have a folder, in the market's order. */
    public List<Dataset> datasets() throws IOException {
        Set<String> folders = new HashSet<>();
        for (String rhythm : RHYTHMS) {
            folders.addAll(store.folders(market.prefix() + rhythm));
        }
        return market.datasets().stream()
                .filter(dataset -> folders.contains(dataset.text()))
                .toList();
    }

    /** Every symbol that has a folder in any dataset, in order; folders of pairs are not symbols. */
    public Set<String> symbols() throws IOException {
        Set<String> symbols = new TreeSet<>();
        for (String rhythm : RHYTHMS) {
            for (String dataset : store.folders(market.prefix() + rhythm)) {
                if (!isByPair(dataset)) {
                    symbols.addAll(store.folders(market.prefix() + rhythm + dataset + "/"));
                }
            }
        }
        return symbols;
    }

    /** True if the store holds the index that the symbol's contract follows: folders of pairs are not symbols. */
    public boolean holdsIndexOf(String symbol) throws IOException {
        String index = Dataset.INDEX_PRICE_KLINES.text();
        if (!isByPair(index) || BinanceSymbols.instrument(market, symbol).isEmpty()) {
            return false;
        }
        for (String rhythm : RHYTHMS) {
            if (store.folders(market.prefix() + rhythm + index + "/").contains(BinanceSymbols.pair(symbol))) {
                return true;
            }
        }
        return false;
    }

    /** Several coin-margined contracts follow one index, whose files are named for the pair. */
    private boolean isByPair(String dataset) {
        return market == BinanceMarket.CM && dataset.equals(Dataset.INDEX_PRICE_KLINES.text());
    }

    /** The files that hold the datasets in one range, as the others do in theirs. */
    public List<ArchiveFile> files(Instrument instrument, List<Dataset> datasets, String barInterval, TimeRange range)
            throws IOException {
        return files(instrument, datasets, barInterval, dataset -> range);
    }

    /**
     * The files that hold the datasets in their ranges, each with what it is wanted for; where no file is, an absent one
     * stands for each UTC day. A day's trades come from one source: aggregate trades before fills, if both are asked for.
     *
     * @param barInterval length of bars, for datasets that have them
     * @param ranges the event times that are wanted of a dataset
     */
    public List<ArchiveFile> files(
            Instrument instrument, List<Dataset> datasets, String barInterval, Function<Dataset, TimeRange> ranges)
            throws IOException {
        List<ArchiveFile> files = new ArrayList<>();
        List<Dataset> trades =
                datasets.stream().filter(Dataset::isOfTrades).sorted().toList();
        if (!trades.isEmpty()) {
            files.addAll(filesOf(instrument, trades, null, ranges.apply(trades.get(0))));
        }
        for (Dataset dataset : datasets) {
            if (!dataset.isOfTrades()) {
                files.addAll(filesOf(
                        instrument, List.of(dataset), dataset.isOfBars() ? barInterval : null, ranges.apply(dataset)));
            }
        }
        return folders.withChecksums(files);
    }

    /** For each day the first file that is there: of the first dataset the daily, then the monthly, then of the next. */
    private List<ArchiveFile> filesOf(Instrument instrument, List<Dataset> preferred, String interval, TimeRange range)
            throws IOException {
        Dataset first = preferred.get(0);
        List<LocalDate> days = daysOf(first, range);
        List<Listing> listings = new ArrayList<>();
        for (Dataset dataset : preferred) {
            Listing daily = new Listing(Rhythm.DAILY, instrument, dataset, interval);
            // Listings lag behind: the newest files are looked for by name before they count as absent.
            for (LocalDate day : days.subList(Math.max(0, days.size() - LATE_DAYS), days.size())) {
                folders.lookFor(daily.key(day));
            }
            listings.add(daily);
            listings.add(new Listing(Rhythm.MONTHLY, instrument, dataset, interval));
        }
        List<ArchiveFile> files = new ArrayList<>();
        Map<Listing, Map<YearMonth, List<TimeRange>>> byMonth = new LinkedHashMap<>();
        listings.forEach(listing -> byMonth.put(listing, new TreeMap<>()));
        for (LocalDate day : days) {
            TimeRange wanted = period(first, day, day.plusDays(1)).intersection(range);
            if (wanted.isEmpty()) {
                continue;
            }
            Listing found = listings.stream()
                    .filter(listing -> listing.has(day))
                    .findFirst()
                    .orElse(null);
            if (found == null && isPublished(first, instrument)) {
                files.add(listings.get(0).absent(day, wanted));
            } else if (found != null && found.rhythm == Rhythm.DAILY) {
                files.add(found.file(day, List.of(wanted)));
            } else if (found != null) {
                byMonth.get(found)
                        .computeIfAbsent(YearMonth.from(day), unseen -> new ArrayList<>())
                        .add(wanted);
            }
        }
        byMonth.forEach((listing, months) ->
                months.forEach((month, wanted) -> files.add(listing.file(month.atDay(1), joined(wanted)))));
        return files;
    }

    /** Nothing is missing where nothing is ever published: what is delivered on a day has neither funding nor premium. */
    private static boolean isPublished(Dataset dataset, Instrument instrument) {
        boolean ofPerpetuals = dataset == Dataset.FUNDING_RATE || dataset == Dataset.PREMIUM_INDEX_KLINES;
        return !ofPerpetuals || !instrument.market().isDelivered();
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

    /** How often a file is published. */
    private enum Rhythm {
        DAILY("daily/"),
        MONTHLY("monthly/");

        private final String folder;

        Rhythm(String folder) {
            this.folder = folder;
        }

        String date(LocalDate day) {
            return this == DAILY ? day.toString() : YearMonth.from(day).toString();
        }

        TimeRange period(Dataset dataset, LocalDate day) {
            return this == DAILY
                    ? BinanceArchive.period(dataset, day, day.plusDays(1))
                    : BinanceArchive.period(
                            dataset,
                            day.withDayOfMonth(1),
                            day.withDayOfMonth(1).plusMonths(1));
        }
    }

    /** What the store holds of one dataset of one instrument, daily or monthly. */
    private final class Listing {
        private final Rhythm rhythm;
        private final Instrument instrument;
        private final Dataset dataset;
        private final String interval;
        private final String stem;
        private final Map<String, ArchiveStore.Entry> entries;

        Listing(Rhythm rhythm, Instrument instrument, Dataset dataset, String interval) throws IOException {
            this.rhythm = rhythm;
            this.instrument = instrument;
            this.dataset = dataset;
            this.interval = interval;
            String name = isByPair(dataset.text()) ? BinanceSymbols.pair(instrument.symbol()) : instrument.symbol();
            String folder = market.prefix() + rhythm.folder + dataset.text() + "/" + name + "/"
                    + (interval == null ? "" : interval + "/");
            this.stem = folder + name + "-" + (interval == null ? dataset.text() : interval) + "-";
            this.entries = folders.files(folder);
        }

        private String key(LocalDate day) {
            return stem + rhythm.date(day) + ".zip";
        }

        /** True if there is a file that the day is in. */
        boolean has(LocalDate day) {
            return entries.containsKey(key(day));
        }

        /** The file that the day is in. */
        ArchiveFile file(LocalDate day, List<TimeRange> wanted) {
            ArchiveStore.Entry entry = entries.get(key(day));
            return new ArchiveFile(
                    entry.key(),
                    dataset,
                    instrument,
                    interval,
                    rhythm.period(dataset, day),
                    wanted,
                    new ArchiveFile.Stored(entry.bytes(), entry.version(), null));
        }

        ArchiveFile absent(LocalDate day, TimeRange wanted) {
            return new ArchiveFile(
                    key(day), dataset, instrument, interval, rhythm.period(dataset, day), List.of(wanted), null);
        }
    }
}
