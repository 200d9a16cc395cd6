/**
 * Statistics whose result does not depend on the order or the grouping of their input: a mergeable quantile sketch,
 * and its SQL functions.
 *
 * <table>
 * <caption>SQL functions</caption>
 * <tr><th>SQL name</th><th>class</th></tr>
 * <tr><td>{@code sketch_quantile(sketch, q)}</td><td>{@link io.tidemark.udfs.stats.SketchQuantileFunction}</td></tr>
 * <tr><td>{@code merge_sketches(sketch)}</td><td>{@link io.tidemark.udfs.stats.MergeSketchesFunction}</td></tr>
 * </table>
 */
package io.tidemark.udfs.stats;
