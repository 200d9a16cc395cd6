package io.tidemark.udfs.flow;

/** Price impact after Kyle (1985), "Continuous auctions and insider trading": the slope of returns on signed volume. */
public final class KyleLambda {

    private static final int MIN_PANES = 5;

    private KyleLambda() {}

    /**
     * The least-squares slope, with intercept, of the panes' returns on their signed quote volumes, in basis points
     * per million of the quote asset.
     *
     * <p>Two passes in the order of the panes, which is the order of time: the means, then the deviations from them.
     *
     * @param returnBps each pane's log return, in basis points
     * @param signedQuoteMillions each pane's taker buy minus taker sell volume, in millions of the quote asset; as
     *     many as there are returns
     * @return null for fewer than five panes, for volumes that are all equal, and when the slope is not finite
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Double of(double[] returnBps, double[] signedQuoteMillions) {
        Panes.requireSameLength(returnBps, signedQuoteMillions);
        int panes = returnBps.length;
        if (panes < MIN_PANES || allEqual(signedQuoteMillions)) {
            return null;
        }
        double meanReturn = mean(returnBps);
        double meanVolume = mean(signedQuoteMillions);
        double covariation = 0;
        double variation = 0;
        for (int i = 0; i < panes; i++) {
            double deviation = signedQuoteMillions[i] - meanVolume;
            covariation += deviation * (returnBps[i] - meanReturn);
            variation += deviation * deviation;
        }
        return Panes.finite(covariation / variation);
    }

    /** Compared as they are: the mean of equal volumes may be rounded, and then they would seem to vary. */
    private static boolean allEqual(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
