package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.TimeRange;

/**
 * What an import would do.
 *
 * @param table the table
 * @param instrument whose rows would be replaced
 * @param range in which days
 * @param rows rows of the series in the file, rejected ones included, of all days
 * @param duplicates rows that repeat an earlier one
 * @param rejected rows that cannot be used
 * @param firstRejected which row is the first of them, and why; null if there is none
 */
public record ImportPreview(
        String table,
        String instrument,
        TimeRange range,
        long rows,
        long duplicates,
        long rejected,
        String firstRejected) {}
