package io.tidemark.udfs.flow;

/** Illiquidity after Amihud (2002), "Illiquidity and stock returns": how far the price moves for what is traded. */
public final class Amihud {

    private static final int MIN_PANES = 5;

    private Amihud() {}

    /**
     * The mean over panes of |return| / quote volume, in basis points per million of the quote asset.
     *
     * <p>Summed in the order of the panes, which is the order of time.
     *
     * @param returnBps each pane's log return, in basis points
     * @param quoteMillions each pane's quote volume, in millions; as many as there are returns
     * @return null for fewer than five panes, and when a pane without volume leaves the mean undefined
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Double of(double[] returnBps, double[] quoteMillions) {
        Panes.requireSameLength(returnBps, quoteMillions);
        int panes = returnBps.length;
        if (panes < MIN_PANES) {
            return null;
        }
        double sum = 0;
        for (int i = 0; i < panes; i++) {
            sum += Math.abs(returnBps[i]) / quoteMillions[i];
        }
        return Panes.finite(sum / panes);
    }
}
