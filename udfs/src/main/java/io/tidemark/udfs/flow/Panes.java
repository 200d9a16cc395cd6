package io.tidemark.udfs.flow;

/** What the measures over the panes of a bar or window have in common. */
final class Panes {

    private Panes() {}

    static void requireSameLength(double[] returnBps, double[] quoteMillions) {
        if (returnBps.length != quoteMillions.length) {
            throw new IllegalArgumentException("every pane must have a return and a volume, got " + returnBps.length
                    + " returns and " + quoteMillions.length + " volumes");
        }
    }

    /** The value, or null where it is not defined. */
    static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
