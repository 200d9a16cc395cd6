package io.tidemark.udfs.exact;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Division of exact decimals: the nearest double, so that no earlier rounding shows in the result. */
public final class ExactQuotient {

    /** Bits of a quotient that decide its rounding: those of a double, one for the half, and more than enough besides. */
    private static final int BITS = 72;

    private ExactQuotient() {}

    /** The quotient as a double; null when the denominator is zero or the quotient too large for a double. */
    public static Double of(BigDecimal numerator, BigDecimal denominator) {
        if (denominator.signum() == 0) {
            return null;
        }
        int scale = Math.max(numerator.scale(), denominator.scale());
        double quotient = nearest(
                numerator.setScale(scale).unscaledValue(),
                denominator.setScale(scale).unscaledValue());
        return Double.isFinite(quotient) ? quotient : null;
    }

    /** Shifts the numerator until the whole quotient has enough bits; what remains below counts as one more bit. */
    private static double nearest(BigInteger numerator, BigInteger denominator) {
        int shift = BITS - numerator.bitLength() + denominator.bitLength();
        BigInteger[] parts = (shift >= 0 ? numerator.shiftLeft(shift) : numerator)
                .divideAndRemainder(shift >= 0 ? denominator : denominator.shiftLeft(-shift));
        BigInteger quotient = parts[0].shiftLeft(1);
        if (parts[1].signum() != 0) {
            quotient = parts[1].signum() == denominator.signum()
                    ? quotient.add(BigInteger.ONE)
                    : quotient.subtract(BigInteger.ONE);
        }
        return Math.scalb(quotient.doubleValue(), -shift - 1);
    }
}
