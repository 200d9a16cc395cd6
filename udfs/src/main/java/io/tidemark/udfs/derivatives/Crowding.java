package io.tidemark.udfs.derivatives;

/**
 * How one-sided positioning is: the mean of the z-scores of funding, basis and open interest, in standard deviations;
 * positive where longs crowd. NaN stands for an absent score.
 */
public final class Crowding {

    private static final int SCORES = 3;

    private Crowding() {}

    /** The mean of the scores that are present, however few ({@link #inputs} says how many); NaN if none is. */
    public static double parity(double fundingZ, double basisZ, double openInterestZ) {
        double sum = orZero(fundingZ) + orZero(basisZ) + orZero(openInterestZ);
        return sum / inputs(fundingZ, basisZ, openInterestZ);
    }

    /** How many of the scores are present, 0 to 3. */
    public static int inputs(double fundingZ, double basisZ, double openInterestZ) {
        return present(fundingZ) + present(basisZ) + present(openInterestZ);
    }

    /** The mean of the three scores; NaN if any is absent. */
    public static double strict(double fundingZ, double basisZ, double openInterestZ) {
        return (fundingZ + basisZ + openInterestZ) / SCORES;
    }

    private static double orZero(double score) {
        return Double.isNaN(score) ? 0 : score;
    }

    private static int present(double score) {
        return Double.isNaN(score) ? 0 : 1;
    }
}
