package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.align.AlignedInput;
import io.tidemark.jobs.align.Grid;
import io.tidemark.jobs.align.derivatives.MetricsDecider;
import io.tidemark.jobs.align.label.ForwardReturnDecider;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.TimeRange;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How facts are aligned over some days.
 *
 * @param inputs the datasets
 * @param days the days whose rows are asked for
 * @param barLength of the bars that are read
 * @param makesBars true if the closes of trades are those of bars that are made; else they are sent by themselves
 */
record Alignment(List<Dataset> inputs, TimeRange days, Duration barLength, boolean makesBars) implements Serializable {

    private static final Duration STEP = MetricsDecider.STEP;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Bars are made if trades are read. */
    Alignment(List<Dataset> inputs, TimeRange days, Duration barLength) {
        this(inputs, days, barLength, inputs.stream().anyMatch(Dataset::isOfTrades));
    }

    /** The datasets that are aligned as they are sent. */
    List<Dataset> sent() {
        return inputs.stream()
                .filter(dataset -> !makesBars || !dataset.isOfTrades())
                .toList();
    }

    /** What rows of {@code derivatives.metrics} wait for. */
    List<AlignedInput> metricsInputs() {
        return inputs(inputs);
    }

    /** What labels wait for. */
    List<AlignedInput> labelInputs() {
        return inputs(AlignedDatasets.prices(inputs));
    }

    private List<AlignedInput> inputs(List<Dataset> datasets) {
        return datasets.stream()
                // A day's trades come from one of the two; they are one input.
                .filter(dataset -> dataset != Dataset.TRADES || !datasets.contains(Dataset.AGG_TRADES))
                .map(this::input)
                .toList();
    }

    private AlignedInput input(Dataset dataset) {
        return new AlignedInput(
                dataset == Dataset.TRADES ? Dataset.AGG_TRADES : dataset,
                AlignedDatasets.reach(dataset, days).from(),
                lag(dataset),
                dataset == Dataset.FUNDING_RATE || dataset == Dataset.PREMIUM_INDEX_KLINES);
    }

    private Duration lag(Dataset dataset) {
        return switch (dataset) {
            case AGG_TRADES, TRADES -> MINUTE;
            // Some is known at the instant it describes.
            case METRICS -> Duration.ZERO;
            case FUNDING_RATE -> Availability.SETTLEMENT;
            default -> barLength;
        };
    }

    /** The ends of the rows of {@code derivatives.metrics} of the days, and of those that they look back at. */
    Grid metricsGrid() {
        return new Grid(days.from().minus(WEEK).plus(STEP), days.to(), STEP);
    }

    /** The ends of the horizons of the days' labels, and the hour before, whose closes these start from. */
    Grid labelGrid() {
        return new Grid(
                days.from(), days.to().plus(ForwardReturnDecider.HORIZON).minus(STEP), STEP);
    }

    /** The minutes of trades that are needed. */
    TimeRange bars() {
        return AlignedDatasets.reach(Dataset.AGG_TRADES, days);
    }
}
