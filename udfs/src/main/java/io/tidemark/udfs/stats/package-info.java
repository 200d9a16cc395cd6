/**
 * Statistics, and their SQL functions: a mergeable quantile sketch, whose result does not depend on the order or the
 * grouping of its input; and scores, ranks and changes of the values of a window, which are summed in the window's order.
 * In arrays NaN stands for an absent value.
 *
 * <table>
 * <caption>SQL functions</caption>
 * <tr><th>SQL name</th><th>class</th></tr>
 * <tr><td>{@code sketch_quantile(sketch, q)}</td><td>{@link io.tidemark.udfs.stats.SketchQuantileFunction}</td></tr>
 * <tr><td>{@code merge_sketches(sketch)}</td><td>{@link io.tidemark.udfs.stats.MergeSketchesFunction}</td></tr>
 * <tr><td>{@code parity_z(x, n[, min_std])}</td><td>{@link io.tidemark.udfs.stats.ParityZFunction}</td></tr>
 * <tr><td>{@code strict_z(x, minimum)}</td><td>{@link io.tidemark.udfs.stats.StrictZFunction}</td></tr>
 * <tr><td>{@code robust_z(x, minimum)}</td><td>{@link io.tidemark.udfs.stats.RobustZFunction}</td></tr>
 * <tr><td>{@code percentile_rank(x)}</td><td>{@link io.tidemark.udfs.stats.PercentileRankFunction}</td></tr>
 * <tr><td>{@code correlation(x, y)}</td><td>{@link io.tidemark.udfs.stats.CorrelationFunction}</td></tr>
 * </table>
 */
package io.tidemark.udfs.stats;
