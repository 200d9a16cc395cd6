package io.tidemark.udfs.derivatives;

/**
 * What a move of the price and of open interest over the same time say together. Open interest is in contracts or base: its
 * value in USD would move with the price alone.
 */
public enum Quadrant {

    /** Price and open interest rose: new longs are paying up. */
    LONG_BUILD,

    /** The price fell while open interest rose: new shorts are selling down. */
    SHORT_BUILD,

    /** The price rose while open interest fell: shorts are buying back. */
    SHORT_COVER,

    /** Price and open interest fell: longs are selling out, or are liquidated. */
    LONG_UNWIND,

    /** One of them hardly moved. */
    FLAT;

    private static final double PRICE_DEAD_BAND_BPS = 5;
    private static final double OPEN_INTEREST_DEAD_BAND_PERCENT = 0.1;

    /**
     * The quadrant of two changes; {@link #FLAT} if the price moved by 5 bps or less, or open interest by 0.1 % or less.
     *
     * @param priceChangeBps the change of the price, in basis points
     * @param openInterestChangePercent the change of open interest in contracts or base, in percent
     * @return null if either is NaN
     */
    public static Quadrant of(double priceChangeBps, double openInterestChangePercent) {
        if (Double.isNaN(priceChangeBps) || Double.isNaN(openInterestChangePercent)) {
            return null;
        }
        if (Math.abs(priceChangeBps) <= PRICE_DEAD_BAND_BPS
                || Math.abs(openInterestChangePercent) <= OPEN_INTEREST_DEAD_BAND_PERCENT) {
            return FLAT;
        }
        if (openInterestChangePercent > 0) {
            return priceChangeBps > 0 ? LONG_BUILD : SHORT_BUILD;
        }
        return priceChangeBps > 0 ? SHORT_COVER : LONG_UNWIND;
    }
}
