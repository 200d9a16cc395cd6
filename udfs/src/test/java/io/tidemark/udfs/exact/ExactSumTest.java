package io.tidemark.udfs.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactSumTest {

    private static final int TEN_MILLION = 10_000_000;

    @Property
    void keepsValueWhateverTheOrder(@ForAll("amounts") List<BigDecimal> amounts, @ForAll Random random)
            throws IOException {
        BigDecimal expected = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        ExactSum inOrder = sumOf(amounts);
        List<BigDecimal> shuffled = new ArrayList<>(amounts);
        Collections.shuffle(shuffled, random);
        ExactSum merged = mergedInRandomTree(shuffled, random);

        assertThat(inOrder.toBigDecimal()).isEqualByComparingTo(expected);
        assertThat(merged.toBigDecimal()).isEqualTo(inOrder.toBigDecimal());
        assertThat(merged).isEqualTo(inOrder).hasSameHashCodeAs(inOrder);
        assertThat(Double.doubleToRawLongBits(merged.doubleValue()))
                .isEqualTo(Double.doubleToRawLongBits(inOrder.doubleValue()));
        assertThat(written(merged)).isEqualTo(written(inOrder));
        assertThat(read(written(merged))).isEqualTo(inOrder);
        assertThat(merged.isZero()).isEqualTo(expected.signum() == 0);
    }

    @Property
    void addsSquares(@ForAll("amounts") List<BigDecimal> amounts) {
        BigDecimal expected = BigDecimal.ZERO;
        ExactSum sum = new ExactSum();
        for (BigDecimal amount : amounts) {
            if (amount.precision() <= 18 && amount.scale() >= 0) {
                sum.addSquare(amount.unscaledValue().longValueExact(), amount.scale());
                expected = expected.add(amount.multiply(amount));
            }
        }
        assertThat(sum.toBigDecimal()).isEqualByComparingTo(expected);
    }

    @Property
    void addsMantissasAndDecimalsAlike(@ForAll("amounts") List<BigDecimal> amounts) {
        ExactSum mantissas = new ExactSum();
        ExactSum decimals = new ExactSum();
        for (BigDecimal amount : amounts) {
            if (amount.precision() <= 18 && amount.scale() >= 0) {
                mantissas.add(amount.unscaledValue().longValueExact(), amount.scale());
                decimals.add(amount.setScale(amount.scale() + 7));
            }
        }
        assertThat(mantissas).isEqualTo(decimals);
    }

    @Property
    void roundsToTheNearestDouble(@ForAll("amounts") List<BigDecimal> amounts) {
        ExactSum sum = sumOf(amounts);
        double rounded = sum.doubleValue();
        BigDecimal error = distance(rounded, sum);
        assertThat(error).isLessThanOrEqualTo(distance(Math.nextUp(rounded), sum));
        assertThat(error).isLessThanOrEqualTo(distance(Math.nextDown(rounded), sum));
    }

    @Property
    void givesCanonicalDecimal(@ForAll("amounts") List<BigDecimal> amounts) {
        BigDecimal value = sumOf(amounts).toBigDecimal();
        assertThat(value.scale()).isNotNegative();
        if (value.scale() > 0) {
            assertThat(value.unscaledValue().testBit(0)
                            || value.unscaledValue().mod(BigInteger.TEN).signum() != 0)
                    .as(value.toPlainString())
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<List<BigDecimal>> amounts() {
        Arbitrary<Long> mantissas = Arbitraries.longs().between(0, 999_999_999_999_999_999L);
        Arbitrary<BigDecimal> usual = Combinators.combine(
                        mantissas, Arbitraries.integers().between(0, 18))
                .as(BigDecimal::valueOf);
        Arbitrary<BigDecimal> wide = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1e60"))
                .ofScale(40);
        return Arbitraries.frequencyOf(
                        Tuple.of(20, usual), Tuple.of(1, wide), Tuple.of(1, Arbitraries.just(new BigDecimal("1E+20"))))
                .list()
                .ofMaxSize(40);
    }

    @ParameterizedTest
    @CsvSource({
        "PEPE at 1e-8 with 1e12 units, 1000000000001, 0, 8, 10000000000010000000, 100000000000.1",
        "SHIB, 812345678, 0, 8, 8123456780000000, 81234567.8",
        "1000SATS, 123456789012, 1, 7, 123456789012000000, 12345678901.2",
        "BTC at 0.00001 units, 1, 5, 2, 100, 1",
    })
    void addsTenMillionRowsExactly(
            String listing, long quantity, int quantityScale, int priceScale, BigDecimal volume, BigDecimal quote) {
        ExactSum volumes = new ExactSum();
        ExactSum quotes = new ExactSum();
        for (int i = 0; i < TEN_MILLION; i++) {
            volumes.add(quantity, quantityScale);
            quotes.add(quantity, quantityScale + priceScale);
        }
        assertThat(volumes.toBigDecimal()).as(listing).isEqualByComparingTo(volume);
        assertThat(quotes.toBigDecimal()).as(listing).isEqualByComparingTo(quote);
    }

    @Test
    void addsTenMillionRowsOfManyScales() {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        for (int i = 0; i < TEN_MILLION; i++) {
            sum.add(i, i % 10);
            squares.addSquare(i, 8);
        }
        // Rows of one scale s are an arithmetic series: s, 10 + s, 20 + s, …
        BigDecimal expected = BigDecimal.ZERO;
        for (int scale = 0; scale < 10; scale++) {
            long rows = TEN_MILLION / 10;
            long total = 10 * (rows * (rows - 1) / 2) + rows * scale;
            expected = expected.add(BigDecimal.valueOf(total, scale));
        }
        assertThat(sum.toBigDecimal()).isEqualByComparingTo(expected);
        BigDecimal n = BigDecimal.valueOf(TEN_MILLION - 1);
        BigDecimal sumOfSquares = n.multiply(n.add(BigDecimal.ONE))
                .multiply(n.multiply(BigDecimal.valueOf(2)).add(BigDecimal.ONE))
                .divide(BigDecimal.valueOf(6));
        assertThat(squares.toBigDecimal()).isEqualByComparingTo(sumOfSquares.scaleByPowerOfTen(-16));
    }

    @Test
    void carriesPastSixtyFourAndOneHundredAndTwentySevenBits() {
        ExactSum sum = new ExactSum();
        BigDecimal expected = BigDecimal.ONE;
        sum.add(1, 0);
        for (int doubling = 1; doubling <= 200; doubling++) {
            sum.add(sum);
            expected = expected.add(expected);
            assertThat(sum.toBigDecimal()).as("2^%d", doubling).isEqualByComparingTo(expected);
        }
        sum.add(Long.MAX_VALUE, 18);
        assertThat(sum.toBigDecimal()).isEqualByComparingTo(expected.add(BigDecimal.valueOf(Long.MAX_VALUE, 18)));
    }

    @Test
    void equalsByValueThoughOneOutgrewItsLongs() {
        ExactSum narrow = new ExactSum();
        narrow.add(999_999_999_999_999_999L, 0);
        ExactSum wide = narrow.copy();
        wide.add(0, 200);

        assertThat(wide).isEqualTo(narrow).hasSameHashCodeAs(narrow);
        narrow.add(1, 18);
        assertThat(wide).isNotEqualTo(narrow);
    }

    @Test
    void isCompactAsBytes() throws IOException {
        assertThat(written(new ExactSum())).hasSizeLessThanOrEqualTo(10);
        ExactSum dayOfBitcoin = new ExactSum();
        dayOfBitcoin.add(new BigDecimal("28734561234.1234567"));
        assertThat(written(dayOfBitcoin)).hasSizeLessThanOrEqualTo(10);
        ExactSum squares = new ExactSum();
        squares.add(new BigDecimal("1234567890123456789.12345678901234"));
        assertThat(written(squares)).hasSizeLessThan(20);
    }

    @Test
    void refusesBytesThatEndEarlyOrAreNegative() {
        assertThatThrownBy(() -> read(new byte[] {0, 0, 1})).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> read(new byte[] {2, 0, 0, 0, 1, -1}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("must not be negative");
        assertThatThrownBy(() -> read(new byte[] {7}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was 7");
    }

    @Test
    void refusesAmountsOutOfBounds() {
        ExactSum sum = new ExactSum();
        sum.add(5, 0);
        assertThatThrownBy(() -> sum.add(-1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mantissa must not be negative, was -1");
        assertThatThrownBy(() -> sum.addSquare(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sum.add(1, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be in 0..255, was -1");
        assertThatThrownBy(() -> sum.add(1, 256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sum.addSquare(1, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scale must be in 0..127, was 128");
        assertThatThrownBy(() -> sum.add(new BigDecimal("-0.1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was -0.1");
        assertThatThrownBy(() -> sum.add(new BigDecimal("1E+1000000000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("255 digits");
        assertThatThrownBy(() -> sum.add(new BigDecimal("1E-256"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(sum.toBigDecimal()).isEqualTo("5");
    }

    @Test
    void startsAgainFromZeroAndLeavesItsCopyAlone() {
        ExactSum sum = sumOf(List.of(new BigDecimal("1e60"), new BigDecimal("0.5")));
        ExactSum copy = sum.copy();
        sum.reset();
        assertThat(sum.isZero()).isTrue();
        assertThat(sum).isEqualTo(new ExactSum());
        assertThat(sum.toBigDecimal()).isEqualTo("0");
        assertThat(copy.toBigDecimal()).isEqualByComparingTo(new BigDecimal("1e60").add(new BigDecimal("0.5")));
        sum.add(3, 1);
        assertThat(sum).hasToString("0.3");
    }

    @Test
    void survivesJavaSerialization() throws IOException, ClassNotFoundException {
        ExactSum sum = sumOf(List.of(new BigDecimal("123456789012345678901234567890.5")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sum);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(sum);
        }
    }

    private static ExactSum sumOf(List<BigDecimal> amounts) {
        ExactSum sum = new ExactSum();
        amounts.forEach(sum::add);
        return sum;
    }

    private static ExactSum mergedInRandomTree(List<BigDecimal> amounts, Random random) {
        if (amounts.size() < 2) {
            return sumOf(amounts);
        }
        int split = 1 + random.nextInt(amounts.size() - 1);
        ExactSum left = mergedInRandomTree(amounts.subList(0, split), random);
        left.add(mergedInRandomTree(amounts.subList(split, amounts.size()), random));
        return left;
    }

    private static BigDecimal distance(double rounded, ExactSum sum) {
        return new BigDecimal(rounded).subtract(sum.toBigDecimal()).abs();
    }

    private static byte[] written(ExactSum sum) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sum.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static ExactSum read(byte[] bytes) throws IOException {
        return ExactSum.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
