package io.tidemark.jobs.venue.binance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What the time label of the archive's metrics rows means, by market and date: the dated registry of a convention that
 * the venue changed without notice.
 *
 * <p>Until 2026-06-24 the label of a USD-margined row is the end of its five minutes, from then on the start. The date in
 * the file's name decides: the label 2026-06-25 00:00 stands in two files with two meanings. The label of a
 * coin-margined row is the start, and always was.
 */
final class MetricsLabels {

    /** The grid of the metrics. */
    static final Duration PERIOD = Duration.ofMinutes(5);

    private static final LocalDate UM_START_LABELS_FROM = LocalDate.of(2026, 6, 25);

    private MetricsLabels() {}

    /** The instant that a row describes: the end of its five minutes. */
    static Instant described(BinanceMarket market, LocalDate fileDay, Instant label) {
        return switch (market) {
            case UM -> fileDay.isBefore(UM_START_LABELS_FROM) ? label : label.plus(PERIOD);
            case CM -> label.plus(PERIOD);
            case SPOT -> throw new IllegalArgumentException("spot has no metrics");
        };
    }
}
