package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;

/**
 * What a backfill is to do.
 *
 * @param archive what is read
 * @param market the part of the venue
 * @param symbols the venue's own symbols, each once
 * @param from first UTC day, inclusive
 * @param to last UTC day, exclusive
 * @param datasets what to read; empty for all that the archive has of the market
 * @param klineInterval length of the bars to read
 * @param mode Flink's runtime mode; it changes nothing in the result
 * @param parallelism readers and writers; it changes nothing in the result
 * @param chunkDays days that are published at once
 * @param availability the lags of the sources
 * @param instruments a saved exchangeInfo response; null to derive the terms from the symbols
 * @param storeTrades true to write the trades themselves, into {@code market.trades}
 * @param force true to do chunks again that are done already
 * @param lake where the tables are
 */
public record BackfillSettings(
        ArchiveSettings archive,
        BinanceMarket market,
        List<String> symbols,
        LocalDate from,
        LocalDate to,
        List<Dataset> datasets,
        String klineInterval,
        RuntimeExecutionMode mode,
        int parallelism,
        int chunkDays,
        Availability availability,
        Path instruments,
        boolean storeTrades,
        boolean force,
        LakeSettings lake) {

    /** A day's files are not final before. */
    public static final Duration SETTLING_TIME = Duration.ofHours(2);

    private static final LocalDate FIRST_DAY = LocalDate.of(2017, 1, 1);

    /** Copies the lists. */
    public BackfillSettings {
        symbols = List.copyOf(symbols);
        datasets = List.copyOf(datasets);
    }

    /**
     * Checks what the command line cannot.
     *
     * @throws UsageException if a setting is not allowed
     */
    public void validate(Instant now) {
        requireDays(from, to, now);
        if (from.isBefore(FIRST_DAY)) {
            throw new UsageException("--from", from.toString(), FIRST_DAY + " or later: no archive is older");
        }
        for (Dataset dataset : datasets) {
            if (!market.datasets().contains(dataset)) {
                throw new UsageException(
                        "--datasets",
                        dataset.text(),
                        "one that --market " + market.text() + " has: "
                                + String.join(
                                        ", ",
                                        market.datasets().stream()
                                                .map(Dataset::text)
                                                .toList()));
            }
        }
        if (storeTrades && !datasets.isEmpty()) {
            requireTrades(datasets);
        }
    }

    /**
     * Checks that there are days and that they are over.
     *
     * @throws UsageException if not
     */
    static void requireDays(LocalDate from, LocalDate to, Instant now) {
        if (!from.isBefore(to)) {
            throw new UsageException("--to", to.toString(), "a day after --from " + from + " (it is exclusive)");
        }
        LocalDate last = TimeRange.dayOf(now.minus(SETTLING_TIME));
        if (to.isAfter(last)) {
            throw new UsageException(
                    "--to",
                    to.toString(),
                    last + " or earlier, from "
                            + TimeRange.startOf(last.plusDays(1)).plus(SETTLING_TIME) + " on " + last.plusDays(1)
                            + ": a day is backfilled once it ended two hours ago");
        }
    }

    /**
     * Checks that there are trades to be stored.
     *
     * @throws UsageException if no dataset holds any
     */
    static void requireTrades(List<Dataset> datasets) {
        if (datasets.stream().noneMatch(Dataset::isOfTrades)) {
            throw new UsageException(
                    "--store-trades",
                    String.join(",", datasets.stream().map(Dataset::text).toList()),
                    "used with aggTrades or trades among the datasets");
        }
    }

    /** The whole range. */
    public TimeRange range() {
        return TimeRange.ofDays(from, to);
    }
}
