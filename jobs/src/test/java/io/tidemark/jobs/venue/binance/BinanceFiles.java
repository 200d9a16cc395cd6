package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.ArchiveFolder;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades;
import io.tidemark.jobs.window.PaneBuilder;
import io.tidemark.jobs.window.SortingTrades;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files in Binance's layout, found and read as a backfill finds and reads them. */
final class BinanceFiles {

    private final ArchiveFolder folder;
    private final BinanceMarket market;
    private Availability availability = Availability.AT_EVENT;

    BinanceFiles(Path root, BinanceMarket market) {
        this.folder = new ArchiveFolder(root);
        this.market = market;
    }

    BinanceFiles with(Availability lags) {
        availability = lags;
        return this;
    }

    static String daily(BinanceMarket market, Dataset dataset, String symbol, String day) {
        return key(market, "daily/", dataset, symbol, day);
    }

    static String monthly(BinanceMarket market, Dataset dataset, String symbol, String month) {
        return key(market, "monthly/", dataset, symbol, month);
    }

    private static String key(BinanceMarket market, String rhythm, Dataset dataset, String symbol, String date) {
        boolean bars = dataset.isOfBars();
        return market.prefix() + rhythm + dataset.text() + "/" + symbol + "/" + (bars ? "1m/" : "") + symbol + "-"
                + (bars ? "1m" : dataset.text()) + "-" + date + ".zip";
    }

    /** Writes a day's file. */
    BinanceFiles daily(Dataset dataset, String symbol, String day, String... lines) {
        folder.put(daily(market, dataset, symbol, day), lines);
        return this;
    }

    /** Writes a month's file. */
    BinanceFiles monthly(Dataset dataset, String symbol, String month, String... lines) {
        folder.put(monthly(market, dataset, symbol, month), lines);
        return this;
    }

    /** What a backfill of the range reads. */
    Reading read(Dataset dataset, String symbol, TimeRange range) {
        Instrument instrument = BinanceSymbols.instrument(market, symbol).orElseThrow();
        List<Fact> facts = new ArrayList<>();
        List<RecordedTrades> recordings = new ArrayList<>();
        ContractSizes sizes =
                ContractSizes.of(List.of(BinanceInstruments.derived().terms(instrument)));
        BinanceArchiveFormat format = new BinanceArchiveFormat(market, availability, sizes, (file, order) -> {
            SortingTrades[] sorting = new SortingTrades[1];
            RecordedTrades recorded = new RecordedTrades(new PaneBuilder(file, sizes.of(instrument)));
            recordings.add(recorded);
            if (order == RowOrder.BY_ID) {
                return new BinanceArchiveFormat.Aggregator(recorded, () -> 0);
            }
            sorting[0] = new SortingTrades(recorded);
            return new BinanceArchiveFormat.Aggregator(sorting[0], sorting[0]::duplicates);
        });
        List<RecordedTrades.Trade> trades = new ArrayList<>();
        try {
            for (ArchiveFile file :
                    new BinanceArchive(folder.store(), market).files(instrument, List.of(dataset), "1m", range)) {
                recordings.clear();
                facts.addAll(folder.read(format, file));
                // The last reading is the one that counts: a file whose rows are not in order is read again.
                if (!recordings.isEmpty()) {
                    trades.addAll(recordings.get(recordings.size() - 1).trades());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(facts, trades);
    }

    /** What came of a backfill's files. */
    record Reading(List<Fact> facts, List<RecordedTrades.Trade> trades) {

        <T extends Fact> List<T> of(Class<T> kind) {
            return Facts.of(kind, facts);
        }

        List<Pane> panes() {
            return Facts.panes(facts);
        }

        List<DeadLetter> letters() {
            return of(DeadLetter.class);
        }

        /** The gaps' bounds. */
        List<TimeRange> gaps() {
            return of(Gap.class).stream()
                    .map(gap -> new TimeRange(gap.from(), gap.to()))
                    .toList();
        }

        /** The bounds of what is delivered, or never will be. */
        List<TimeRange> delivered(boolean present) {
            return of(Delivered.class).stream()
                    .filter(delivered -> delivered.present() == present)
                    .map(delivered -> new TimeRange(delivered.from(), delivered.to()))
                    .toList();
        }

        FileRead account() {
            List<FileRead> accounts = of(FileRead.class);
            return accounts.get(accounts.size() - 1);
        }
    }
}
