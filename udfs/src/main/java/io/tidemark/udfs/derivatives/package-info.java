/**
 * Measures of derivatives positioning.
 *
 * <p>Each formula is a pure class; a function shell beside it makes it callable from SQL. Undefined is null.
 *
 * <table>
 * <caption>SQL functions</caption>
 * <tr><th>SQL name</th><th>class</th></tr>
 * <tr><td>{@code funding_rate_8h(rate, interval_hours)}</td>
 *     <td>{@link io.tidemark.udfs.derivatives.FundingRate8hFunction}</td></tr>
 * <tr><td>{@code to_bps(fraction)}</td>
 *     <td>{@link io.tidemark.udfs.derivatives.BasisPointsFunction}</td></tr>
 * <tr><td>{@code annualized_funding_pct(rate, interval_hours)}</td>
 *     <td>{@link io.tidemark.udfs.derivatives.AnnualizedFundingFunction}</td></tr>
 * <tr><td>{@code basis_bps(mark, index)}</td>
 *     <td>{@link io.tidemark.udfs.derivatives.BasisFunction}</td></tr>
 * <tr><td>{@code oi_price_quadrant(price_change_bps, oi_change_pct)}</td>
 *     <td>{@link io.tidemark.udfs.derivatives.QuadrantFunction}</td></tr>
 * </table>
 */
package io.tidemark.udfs.derivatives;
