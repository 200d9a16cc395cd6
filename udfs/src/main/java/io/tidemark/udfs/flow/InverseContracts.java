package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What inverse contracts amount to: each is a fixed quote amount, so the base quantity depends on the price. */
public final class InverseContracts {

    private static final int DECIMALS = 18;

    private InverseContracts() {}

    /** The quote amount, exactly: contracts × quote units per contract. */
    public static BigDecimal quote(BigDecimal contracts, BigDecimal contractSize) {
        return contracts.multiply(contractSize);
    }

    /** The base quantity at a price above 0, which is quote per base; half-even to 18 decimals. */
    public static BigDecimal base(BigDecimal contracts, BigDecimal contractSize, BigDecimal price) {
        return quote(contracts, contractSize).divide(price, DECIMALS, RoundingMode.HALF_EVEN);
    }
}
