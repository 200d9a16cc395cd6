package io.tidemark.udfs.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The volume-weighted average price. */
public final class Vwap {

    private static final int DECIMALS = 18;

    private Vwap() {}

    /**
     * Quote volume / volume, in quote per base, rounded half-even to 18 decimals, from exact sums.
     *
     * @return null when an input is null or the volume is zero
     */
    public static BigDecimal of(BigDecimal quoteVolume, BigDecimal volume) {
        if (quoteVolume == null || volume == null || volume.signum() == 0) {
            return null;
        }
        return quoteVolume.divide(volume, DECIMALS, RoundingMode.HALF_EVEN);
    }
}
