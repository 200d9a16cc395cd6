/**
 * The synthetic market: one latent price per base, moved by a common factor, and the fills that print on each
 * instrument around it.
 *
 * <p>{@link io.tidemark.simulator.market.TradingDay} plays a day of an instrument to a
 * {@link io.tidemark.simulator.market.Tape}; whoever listens (archive files today) sees the same market. Days join
 * without a seam: prices, basis, open interest and ids at each midnight are known from the seed alone.
 * Times are microseconds since 1970, prices and quantities whole units of the instrument.
 */
package io.tidemark.simulator.market;
