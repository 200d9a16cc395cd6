package io.tidemark.udfs.derivatives;

/**
 * Whether leverage is stretched: funding, basis and open interest are all unusually high, the z-scores of the first two over
 * 1.5 and the third over 1.0; exactly on a bound is not. NaN stands for an absent score.
 */
public final class StressRegime {

    private static final double FUNDING = 1.5;
    private static final double BASIS = 1.5;
    private static final double OPEN_INTEREST = 1.0;

    private StressRegime() {}

    /** As pandas compares: an absent score is not high, so that what is not known counts as no stress. */
    public static boolean parity(double fundingZ, double basisZ, double openInterestZ) {
        return fundingZ > FUNDING && basisZ > BASIS && openInterestZ > OPEN_INTEREST;
    }

    /** Null if any score is absent. */
    public static Boolean strict(double fundingZ, double basisZ, double openInterestZ) {
        if (Double.isNaN(fundingZ) || Double.isNaN(basisZ) || Double.isNaN(openInterestZ)) {
            return null;
        }
        return parity(fundingZ, basisZ, openInterestZ);
    }
}
