package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.align.derivatives.MetricsDecider;
import io.tidemark.jobs.align.label.ForwardReturnDecider;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import java.time.Duration;
import java.util.List;

/** What the aligned tables are made from, and how far around a range that is read for them. */
final class AlignedDatasets {

    private static final Duration STEP = MetricsDecider.STEP;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** Longer than the oldest open interest that is used, whatever the delay with which it is published. */
    private static final Duration OLDEST_OBSERVATION = Duration.ofMinutes(20);

    private static final List<Dataset> PRICES = List.of(Dataset.KLINES, Dataset.AGG_TRADES, Dataset.TRADES);

    private static final List<Dataset> POSITIONING = List.of(
            Dataset.METRICS,
            Dataset.FUNDING_RATE,
            Dataset.MARK_PRICE_KLINES,
            Dataset.INDEX_PRICE_KLINES,
            Dataset.PREMIUM_INDEX_KLINES);

    private AlignedDatasets() {}

    /**
     * What aligned tables are made from, if they can be made: of a price, and of whatever else the archive holds. A run that
     * leaves out some of that would replace rows by poorer ones, so it leaves the tables alone.
     *
     * @param read what the run reads
     * @param held what the archive holds
     * @return empty if the tables are left alone
     */
    static List<Dataset> inputs(List<Dataset> read, List<Dataset> held) {
        boolean priced = read.stream().anyMatch(AlignedDatasets::isPrice);
        List<Dataset> inputs = read.stream()
                .filter(dataset -> isPrice(dataset) || POSITIONING.contains(dataset))
                .toList();
        boolean positioned = inputs.stream().anyMatch(POSITIONING::contains);
        return priced && positioned && leftOut(read, held).isEmpty() ? inputs : List.of();
    }

    /** What is held of positioning and not read, if the run reads other positioning. */
    static List<Dataset> leftOut(List<Dataset> read, List<Dataset> held) {
        return read.stream().noneMatch(POSITIONING::contains)
                ? List.of()
                : held.stream()
                        .filter(dataset -> POSITIONING.contains(dataset) && !read.contains(dataset))
                        .toList();
    }

    /** True if prices are taken from it. */
    static boolean isPrice(Dataset dataset) {
        return PRICES.contains(dataset);
    }

    /** Of aligned inputs, those that labels are made from. */
    static List<Dataset> prices(List<Dataset> inputs) {
        return inputs.stream().filter(AlignedDatasets::isPrice).toList();
    }

    /** The event times that rows of the range may use: open interest at its very end too, and the price an hour later. */
    static TimeRange reach(Dataset dataset, TimeRange range) {
        return switch (dataset) {
            case AGG_TRADES, TRADES -> reach(range, HOUR.plus(STEP), ForwardReturnDecider.HORIZON);
            // Bars may be as long as a day.
            case KLINES -> reach(range, DAY.plus(DAY), ForwardReturnDecider.HORIZON);
            case METRICS -> reach(range, WEEK.plus(OLDEST_OBSERVATION), STEP);
            case FUNDING_RATE -> reach(range, MetricsDecider.OLDEST_FUNDING.plus(DAY), Duration.ZERO);
            case MARK_PRICE_KLINES, INDEX_PRICE_KLINES -> reach(range, DAY.plus(DAY), Duration.ZERO);
            case PREMIUM_INDEX_KLINES -> reach(range, DAY, Duration.ZERO);
            default -> range;
        };
    }

    private static TimeRange reach(TimeRange range, Duration before, Duration after) {
        return new TimeRange(range.from().minus(before), range.to().plus(after));
    }
}
