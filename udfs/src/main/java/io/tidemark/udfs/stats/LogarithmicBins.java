package io.tidemark.udfs.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The bins of {@link QuantileSketch}: bin i holds the values in (gamma^(i-1), gamma^i], with gamma = 1.01 / 0.99.
 *
 * <p>Every bound is the largest double that does not exceed gamma^i, computed in decimal arithmetic of 50 digits; so
 * a double falls into its bin exactly, on every machine. Between 2^-60 (8.7e-19) and 2^67 (1.5e20) the bounds are
 * tabulated and a look-up is two reads; beyond, down to the smallest and up to the largest double, they are computed
 * when asked for.
 */
final class LogarithmicBins {

    private static final MathContext PRECISION = new MathContext(50, RoundingMode.HALF_EVEN);
    private static final BigDecimal GAMMA = new BigDecimal("1.01").divide(new BigDecimal("0.99"), PRECISION);
    private static final BigDecimal INVERSE_GAMMA = new BigDecimal("0.99").divide(new BigDecimal("1.01"), PRECISION);

    /** What is within 1 % of both ends of a bin: 2 gamma^i / (gamma + 1), which is 0.99 gamma^i. */
    private static final BigDecimal VALUE_TO_BOUND = new BigDecimal("0.99");

    private static final double LOG_GAMMA = StrictMath.log(1.01 / 0.99);

    private static final double TABLE_FROM = 0x1p-60;
    private static final double TABLE_TO = 0x1p67;
    private static final int FIRST_TABULATED = estimate(TABLE_FROM) - 2;
    private static final int LAST_TABULATED = estimate(TABLE_TO) + 2;
    private static final double[] UPPER_BOUNDS = new double[LAST_TABULATED - FIRST_TABULATED + 1];
    private static final double[] VALUES = new double[UPPER_BOUNDS.length];

    /**
     * A cell holds the doubles that agree in their exponent and in the first 6 bits of their mantissa. It spans at
     * most 1/64, less than a bin's 2 %, so no more than one bound falls into it and one comparison decides.
     */
    private static final int CELL_SHIFT = 52 - 6;

    private static final int FIRST_CELL = cell(TABLE_FROM);
    private static final int[] BIN_AT_CELL_START = new int[cell(TABLE_TO) - FIRST_CELL];

    static {
        tabulate(0, LAST_TABULATED, GAMMA);
        tabulate(0, FIRST_TABULATED, INVERSE_GAMMA);
        for (int i = 0, index = FIRST_TABULATED; i < BIN_AT_CELL_START.length; i++) {
            double start = Double.longBitsToDouble((long) (FIRST_CELL + i) << CELL_SHIFT);
            while (UPPER_BOUNDS[index - FIRST_TABULATED] < start) {
                index++;
            }
            BIN_AT_CELL_START[i] = index;
        }
    }

    /** The bin of the smallest positive double. */
    static final int FIRST = indexOf(Double.MIN_VALUE);

    /** The bin of the largest finite double. */
    static final int LAST = indexOf(Double.MAX_VALUE);

    private LogarithmicBins() {}

    /** The bin that holds a positive, finite value. */
    static int indexOf(double value) {
        if (value >= TABLE_FROM && value < TABLE_TO) {
            int index = BIN_AT_CELL_START[cell(value) - FIRST_CELL];
            return value > UPPER_BOUNDS[index - FIRST_TABULATED] ? index + 1 : index;
        }
        int index = estimate(value);
        while (upperBound(index) < value) {
            index++;
        }
        while (upperBound(index - 1) >= value) {
            index--;
        }
        return index;
    }

    /**
     * The value that stands for a bin, within 1 % of every normal double in it; never infinite. (Doubles below
     * 2.3e-308 are themselves spaced by more than that.)
     */
    static double valueOf(int index) {
        if (index >= FIRST_TABULATED && index <= LAST_TABULATED) {
            return VALUES[index - FIRST_TABULATED];
        }
        return value(power(index));
    }

    private static double upperBound(int index) {
        if (index >= FIRST_TABULATED && index <= LAST_TABULATED) {
            return UPPER_BOUNDS[index - FIRST_TABULATED];
        }
        return largestDoubleUpTo(power(index));
    }

    private static void tabulate(int from, int to, BigDecimal factor) {
        int step = Integer.signum(to - from);
        BigDecimal power = BigDecimal.ONE;
        for (int index = from; index != to + step; index += step) {
            UPPER_BOUNDS[index - FIRST_TABULATED] = largestDoubleUpTo(power);
            VALUES[index - FIRST_TABULATED] = value(power);
            power = power.multiply(factor, PRECISION);
        }
    }

    private static BigDecimal power(int index) {
        return index >= 0 ? GAMMA.pow(index, PRECISION) : INVERSE_GAMMA.pow(-index, PRECISION);
    }

    private static double value(BigDecimal bound) {
        return Math.min(VALUE_TO_BOUND.multiply(bound).doubleValue(), Double.MAX_VALUE);
    }

    private static double largestDoubleUpTo(BigDecimal bound) {
        double nearest = Math.min(bound.doubleValue(), Double.MAX_VALUE);
        return new BigDecimal(nearest).compareTo(bound) > 0 ? Math.nextDown(nearest) : nearest;
    }

    private static int estimate(double value) {
        return (int) StrictMath.ceil(StrictMath.log(value) / LOG_GAMMA);
    }

    private static int cell(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> CELL_SHIFT);
    }
}
