package io.tidemark.udfs.derivatives;

/**
 * Why the value of open interest changed: contracts were opened or closed, the price moved, or both. The three parts add up
 * to the change in value, in the unit of price × quantity.
 *
 * @param contracts the change in quantity at the price before
 * @param price the quantity before at the change in price: nobody traded for it
 * @param cross the change in quantity at the change in price
 */
public record OpenInterestValueChange(double contracts, double price, double cross) {

    /**
     * The parts of the change from one quantity at one price to another at another.
     *
     * @return null if an argument is NaN
     */
    public static OpenInterestValueChange between(
            double quantityBefore, double priceBefore, double quantityNow, double priceNow) {
        double quantityChange = quantityNow - quantityBefore;
        double priceChange = priceNow - priceBefore;
        if (Double.isNaN(quantityChange) || Double.isNaN(priceChange)) {
            return null;
        }
        return new OpenInterestValueChange(
                quantityChange * priceBefore, quantityBefore * priceChange, quantityChange * priceChange);
    }
}
