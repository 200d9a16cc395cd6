package io.tidemark.simulator.instrument;

/**
 * A tradable instrument. Prices and quantities are whole numbers of units: a price unit is 10^-priceDecimals USDT, a
 * quantity unit 10^-quantityDecimals of the base.
 *
 * @param symbol the venue's own name
 * @param multiplier base assets per unit of quantity, 1000 for 1000PEPEUSDT
 * @param tick the price step in price units
 * @param step the quantity step in quantity units
 * @param typicalFillNotional the median fill in USDT
 * @param fundingIntervalHours hours between settlements; 0 on spot
 */
public record Instrument(
        Market market,
        String symbol,
        BaseAsset base,
        int multiplier,
        int priceDecimals,
        long tick,
        int quantityDecimals,
        long step,
        double typicalFillNotional,
        int fundingIntervalHours,
        NumberStyle numberStyle) {

    /** The path of the instrument in the tree of random streams. */
    public String id() {
        return market + "/" + symbol;
    }
}
