package io.tidemark.jobs.model;

import java.util.Map;

/**
 * A row of a foreign series.
 *
 * @param number its line in the file, or its place in JSON's array, from 1
 * @param text the row as it stands in the file
 * @param cells its values by column, trimmed; an empty one is an empty text
 */
public record SeriesRow(long number, String text, Map<String, String> cells) {}
