package io.tidemark.jobs.source.series;

import io.tidemark.jobs.model.TimeRange;
import java.util.Optional;

/**
 * What is in the file of a series.
 *
 * @param days the UTC days from that of the first row to that of the last, whole; empty if no row can be used
 * @param rows rows of the series, rejected ones included
 * @param duplicates rows that repeat an earlier one
 * @param rejected rows that cannot be used
 * @param firstRejected which row is the first of them, and why; null if there is none
 * @param checksum the file's SHA-256 in lower-case hex
 */
public record SeriesSurvey(
        Optional<TimeRange> days, long rows, long duplicates, long rejected, String firstRejected, String checksum) {}
