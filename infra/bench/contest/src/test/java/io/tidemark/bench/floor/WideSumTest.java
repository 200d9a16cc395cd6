package io.tidemark.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WideSumTest {

    @Test
    void calculatesAsBigIntegersDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int trial = 0; trial < 20_000; trial++) {
            WideSum one = random(random);
            WideSum two = random(random);
            BigInteger a = value(one);
            BigInteger b = value(two);

            WideSum sum = new WideSum();
            sum.set(one);
            sum.add(two);
            assertThat(value(sum)).as("seed %d", seed).isEqualTo(a.add(b));
            double nearest = a.add(b).doubleValue();
            assertThat(sum.dividedBy(1)).as("seed %d", seed).isCloseTo(nearest, within(nearest * 1e-15));
            sum.set(one);
            sum.subtract(two);
            assertThat(value(sum)).as("seed %d", seed).isEqualTo(a.subtract(b));
            sum.set(one);
            sum.multiply(1_000_003);
            assertThat(value(sum)).as("seed %d", seed).isEqualTo(a.multiply(BigInteger.valueOf(1_000_003)));
            sum.set(one);
            sum.raiseTo(two.high(), two.low());
            assertThat(value(sum)).as("seed %d", seed).isEqualTo(a.max(b));
        }
    }

    private static WideSum random(Random random) {
        WideSum sum = new WideSum();
        sum.add(random.nextLong() >>> (22 + random.nextInt(42)), random.nextLong() >> random.nextInt(64));
        return sum;
    }

    private static BigInteger value(WideSum sum) {
        return BigInteger.valueOf(sum.high()).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(sum.low())));
    }
}
