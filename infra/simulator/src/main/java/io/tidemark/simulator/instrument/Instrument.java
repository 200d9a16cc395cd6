package io.tidemark.simulator.instrument;

import java.time.LocalDate;

/**
 * A tradable instrument. Prices and quantities are whole numbers of units: a price unit is 10^-priceDecimals USDT (USD
 * on a coin-margined contract), a quantity unit 10^-quantityDecimals of the base, or of a contract.
 *
 * @param symbol the venue's own name
 * @param multiplier base assets per unit of quantity, 1000 for 1000PEPEUSDT
 * @param tick the price step in price units
 * @param step the quantity step in quantity units
 * @param typicalFillNotional the median fill in USDT
 * @param fundingIntervalHours hours between settlements; 0 without funding
 * @param contract what a coin-margined contract is; null where quantities are of the base
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
        NumberStyle numberStyle,
        CoinContract contract) {

    /** The path of the instrument in the tree of random streams. */
    public String id() {
        return market + "/" + symbol;
    }

    /** The name that the contracts on one index share: BTCUSD of BTCUSD_PERP; elsewhere the symbol. */
    public String pair() {
        return contract == null ? symbol : symbol.substring(0, symbol.indexOf('_'));
    }

    /** Whether positions pay funding, because the contract never ends. */
    public boolean isPerpetual() {
        return fundingIntervalHours > 0;
    }

    /** Whether the instrument trades on the whole of the day: a quarterly contract does for the half year before delivery. */
    public boolean tradesOn(LocalDate day) {
        return contract == null || contract.tradesOn(day);
    }
}
