/**
 * A foreign series: one file of CSV or JSON from wherever.
 *
 * <p>Reads the file that it is given, row by row; what the cells mean is for the
 * {@link io.tidemark.jobs.model.SeriesFormat} to say. Emits the file's facts, its account last. Invariant: a file that is
 * not built as declared is refused before anything of it is used; a row that cannot be read is a dead letter.
 */
package io.tidemark.jobs.source.series;
