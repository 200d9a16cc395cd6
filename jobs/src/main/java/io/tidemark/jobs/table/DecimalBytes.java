package io.tidemark.jobs.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/**
 * A decimal with 18 decimals in the sixteen bytes that data files hold of it, big end first. One object takes value after
 * value; who keeps one must copy it.
 */
final class DecimalBytes {

    private static final int SCALE = 18;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long[] POWERS_OF_TEN = new long[SCALE + 1];

    static {
        long power = 1;
        for (int exponent = 0; exponent <= SCALE; exponent++, power *= 10) {
            POWERS_OF_TEN[exponent] = power;
        }
    }

    private final byte[] bytes = new byte[2 * Long.BYTES];
    private final Binary binary = Binary.fromReusedByteArray(bytes);

    /** {@code mantissa × 10^-scale}, not negative, with a scale of 0 to 18; exact. */
    Binary of(long mantissa, int scale) {
        long power = POWERS_OF_TEN[SCALE - scale];
        return set(Math.multiplyHigh(mantissa, power), mantissa * power);
    }

    /** The product of two values that are not negative; half-even to 18 decimals. */
    Binary product(long mantissa, int scale, long otherMantissa, int otherScale) {
        long product = mantissa * otherMantissa;
        boolean narrow = Math.multiplyHigh(mantissa, otherMantissa) == 0 && product >= 0;
        return narrow && scale + otherScale <= SCALE
                ? of(product, scale + otherScale)
                : of(BigDecimal.valueOf(mantissa, scale).multiply(BigDecimal.valueOf(otherMantissa, otherScale)));
    }

    /** A value below 10^20; half-even to 18 decimals. */
    Binary of(BigDecimal value) {
        BigInteger unscaled = value.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue();
        return set(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
    }

    private Binary set(long high, long low) {
        LONGS.set(bytes, 0, high);
        LONGS.set(bytes, Long.BYTES, low);
        return binary;
    }
}
