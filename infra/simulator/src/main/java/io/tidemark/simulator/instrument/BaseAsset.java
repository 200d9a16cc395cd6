package io.tidemark.simulator.instrument;

/**
 * A base asset and its risk.
 *
 * @param name the asset's own name, without a contract's multiplier
 * @param referencePrice the price in USDT that the asset's path returns to
 * @param marketBeta how far the asset follows the market factor
 * @param ownDeviation the long-run deviation of the part of its logarithmic price that is its own
 */
public record BaseAsset(String name, double referencePrice, double marketBeta, double ownDeviation) {}
