package io.tidemark.jobs.align.derivatives;

/**
 * What the rows of one instrument compare themselves with, the row in question included.
 *
 * @param closes prices
 * @param openInterest in the venue's unit
 * @param openInterestBase in units of the symbol
 * @param openInterestUsd in USD
 * @param priceUsed the price behind it
 * @param fundingBps settled funding
 * @param basisBps basis
 */
public record GridHistory(
        GridSeries closes,
        GridSeries openInterest,
        GridSeries openInterestBase,
        GridSeries openInterestUsd,
        GridSeries priceUsed,
        GridSeries fundingBps,
        GridSeries basisBps) {

    /** Rows of a quarter of an hour. */
    static final int QUARTER = 3;

    /** Rows of an hour. */
    static final int HOUR = 12;

    /** Rows of a day. */
    static final int DAY = 24 * HOUR;

    /** Rows of a week. */
    static final int WEEK = 7 * DAY;

    /** Nothing is known yet. */
    static GridHistory empty() {
        return new GridHistory(
                GridSeries.of(HOUR + 1),
                GridSeries.of(WEEK + 1),
                GridSeries.of(HOUR + 1),
                GridSeries.of(HOUR + 1),
                GridSeries.of(HOUR + 1),
                GridSeries.of(DAY + 1),
                GridSeries.of(DAY + 1));
    }
}
