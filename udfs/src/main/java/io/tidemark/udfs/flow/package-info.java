/**
 * Measures of order flow: who took, at what average price, in how few trades, and how far the price moved for it.
 *
 * <p>Each formula is a pure class; a function shell beside it makes it callable from SQL. Undefined is null, never
 * NaN or infinity.
 *
 * <table>
 * <caption>SQL functions</caption>
 * <tr><th>SQL name</th><th>class</th></tr>
 * <tr><td>{@code taker_imbalance(buy, sell)}</td><td>{@link io.tidemark.udfs.flow.TakerImbalanceFunction}</td></tr>
 * <tr><td>{@code vwap(quote_volume, volume)}</td><td>{@link io.tidemark.udfs.flow.VwapFunction}</td></tr>
 * <tr><td>{@code concentration_hhi(square_sum, sum)}</td>
 *     <td>{@link io.tidemark.udfs.flow.ConcentrationFunction}</td></tr>
 * </table>
 */
package io.tidemark.udfs.flow;
