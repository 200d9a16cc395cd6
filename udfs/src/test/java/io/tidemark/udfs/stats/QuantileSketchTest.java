package io.tidemark.udfs.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.UnboundedSizeDenseStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileSketchTest {

    /** The bound itself, and room for the rounding of the answer to a double. */
    private static final double ACCURACY = 0.01 * (1 + 1e-12);

    @Property
    void answersWithinOnePercentOfTheValueOfThatRank(
            @ForAll("tradeSizes") @NotEmpty List<Double> values, @ForAll @DoubleRange(min = 0, max = 1) double q) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double exact = sorted[(int) Math.floor(q * (sorted.length - 1))];
        assertThat(sketchOf(values).quantile(q)).isCloseTo(exact, within(ACCURACY * exact));
    }

    @Property
    void keepsBytesWhateverTheOrder(@ForAll("tradeSizes") List<Double> values, @ForAll Random random) {
        byte[] expected = sketchOf(values).toBytes();
        List<Double> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        assertThat(mergedInRandomTree(shuffled, random).toBytes()).isEqualTo(expected);
        assertThat(QuantileSketch.fromBytes(expected).toBytes()).isEqualTo(expected);
        assertThat(QuantileSketch.fromBytes(expected).count()).isEqualTo(values.size());
    }

    @Property
    void partialBytesAddUpToTheSameSketch(
            @ForAll("tradeSizes") List<Double> some, @ForAll("tradeSizes") List<Double> others) {
        QuantileSketch sketch = new QuantileSketch();
        sketch.mergePartialBytes(sketchOf(others).toPartialBytes());
        sketch.mergePartialBytes(sketchOf(some).toPartialBytes());

        List<Double> all = new ArrayList<>(some);
        all.addAll(others);
        assertThat(sketch.toBytes()).isEqualTo(sketchOf(all).toBytes());
        assertThat(sketch.count()).isEqualTo(all.size());
    }

    @Property
    void countsOnlyWhatCameAfterReset(
            @ForAll("tradeSizes") List<Double> before, @ForAll("tradeSizes") List<Double> after) {
        QuantileSketch reused = sketchOf(before);
        reused.reset();
        after.forEach(reused::add);
        assertThat(reused.toBytes()).isEqualTo(sketchOf(after).toBytes());
    }

    @Property
    void readsBytesOrRefusesThem(@ForAll("tradeSizes") List<Double> values, @ForAll Random random) {
        byte[] bytes = sketchOf(values).toBytes();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        byte[] damaged = random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 2));
        QuantileSketch sketch = sketchOf(values);
        try {
            assertThat(QuantileSketch.fromBytes(damaged).toBytes()).isEqualTo(damaged);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("sketch cannot be read: ");
            assertThatThrownBy(() -> sketch.mergeBytes(damaged)).isInstanceOf(IllegalArgumentException.class);
            assertThat(sketch.toBytes()).isEqualTo(sketchOf(values).toBytes());
        }
    }

    @Provide
    Arbitrary<List<Double>> tradeSizes() {
        Arbitrary<Double> usual =
                Arbitraries.doubles().between(-3, 7).ofScale(9).map(e -> StrictMath.pow(10, e));
        Arbitrary<Double> extreme = Arbitraries.doubles().between(-300, 300).map(e -> StrictMath.pow(10, e));
        Arbitrary<Double> repeated = Arbitraries.of(0.0, 1.0, 5.0, 100.0, 1e-18, 1e20, Double.MAX_VALUE);
        return Arbitraries.oneOf(usual, usual, usual, extreme, repeated).list().ofMaxSize(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheReferenceSketch(long seed) {
        Random random = new Random(seed);
        QuantileSketch ours = new QuantileSketch();
        DDSketch theirs = new DDSketch(new LogarithmicMapping(0.01), UnboundedSizeDenseStore::new);
        double[] values = new double[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 1000 == 0 ? 0 : Math.exp(4 + 3 * random.nextGaussian());
            ours.add(values[i]);
            theirs.accept(values[i]);
        }
        Arrays.sort(values);
        for (double q : new double[] {0, 0.0005, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1}) {
            double exact = values[(int) Math.floor(q * (values.length - 1))];
            double reference = theirs.getValueAtQuantile(q);
            assertThat(ours.quantile(q)).isCloseTo(exact, within(ACCURACY * exact));
            assertThat(ours.quantile(q)).isCloseTo(reference, within(1e-9 * reference));
        }
    }

    @Test
    void answersZerosExactly() {
        QuantileSketch sketch = sketchOf(List.of(0.0, -0.0, 0.0, 7.0));
        assertThat(sketch.quantile(0)).isZero();
        assertThat(sketch.quantile(0.99)).isZero();
        assertThat(sketch.quantile(1)).isCloseTo(7, within(0.07));
    }

    @Test
    void takesTheRankBelow() {
        QuantileSketch sketch = sketchOf(List.of(1.0, 10.0, 100.0, 1000.0));
        assertThat(sketch.quantile(0.5)).isCloseTo(10, within(0.1));
        assertThat(sketch.quantile(Math.nextDown(1.0))).isCloseTo(100, within(1.0));
        assertThat(sketch.quantile(1)).isCloseTo(1000, within(10.0));
    }

    @Test
    void isCompactAsBytes() {
        Random random = new Random(7);
        QuantileSketch pane = new QuantileSketch();
        assertThat(pane.toBytes()).hasSize(3);
        for (int i = 0; i < 20; i++) {
            pane.add(Math.exp(5 + 2 * random.nextGaussian()));
        }
        assertThat(pane.toBytes()).hasSizeBetween(30, 60);
    }

    @Test
    void mergesWithItself() {
        QuantileSketch sketch = sketchOf(List.of(0.0, 1.0, 1.0, 30.0));
        sketch.merge(sketch);
        assertThat(sketch.toBytes())
                .isEqualTo(sketchOf(List.of(0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 30.0, 30.0))
                        .toBytes());
    }

    @Test
    void countsUpToTheLargestLongAndNoFurther() {
        QuantileSketch sketch = sketchOf(List.of(5.0));
        for (int doubling = 1; doubling < 63; doubling++) {
            sketch.merge(sketch);
        }
        assertThat(sketch.count()).isEqualTo(1L << 62);
        byte[] half = sketch.toBytes();
        assertThat(sketch.quantile(1)).isCloseTo(5, within(0.05));
        assertThatThrownBy(() -> sketch.merge(sketch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2^63");
        assertThatThrownBy(() -> sketch.mergeBytes(half)).isInstanceOf(IllegalArgumentException.class);
        assertThat(sketch.toBytes()).isEqualTo(half);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesValuesThatHaveNoBin(double value) {
        QuantileSketch sketch = new QuantileSketch();
        assertThatThrownBy(() -> sketch.add(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value must be finite and not negative, was " + value);
        assertThat(sketch.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesQuantilesOutsideZeroToOne(double q) {
        assertThatThrownBy(() -> sketchOf(List.of(1.0)).quantile(q))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantile must be in 0..1, was " + q);
    }

    @Test
    void hasNoQuantileWhenEmpty() {
        assertThatThrownBy(() -> new QuantileSketch().quantile(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an empty sketch has no quantile");
    }

    @Test
    void refusesBytesThatNoSketchHas() {
        assertRefuses("version");
        assertRefuses("version", 2, 0, 0);
        assertRefuses("end inside a number", 1);
        assertRefuses("end inside a number", 1, 0x80);
        assertRefuses("number of bins", 1, 0, 5, 0, 1);
        assertRefuses("after its last bin", 1, 0, 0, 0);
        assertRefuses("shortest form", 1, 0x80, 0, 0);
        assertRefuses("fit a long", 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0);
        assertRefuses("counts must be positive", 1, 0, 1, 0, 0);
        assertRefuses("counts must be positive", 1, 1, 1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);
        assertRefuses("bins must ascend", 1, 0, 2, 0, 1, 0, 1);
        assertRefuses("bins must ascend", 1, 0, 2, 0, 1, 0xff, 0xff, 0xff, 0x7f, 1);
        assertRefuses("bin must be in", 1, 0, 1, 0xff, 0xff, 0xff, 0x7f, 1);
    }

    @Test
    void survivesJavaSerialization() throws IOException, ClassNotFoundException {
        QuantileSketch sketch = sketchOf(List.of(0.0, 1.0, 1e6));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sketch);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(((QuantileSketch) in.readObject()).toBytes()).isEqualTo(sketch.toBytes());
        }
    }

    private static void assertRefuses(String reason, int... unsignedBytes) {
        byte[] bytes = new byte[unsignedBytes.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) unsignedBytes[i];
        }
        assertThatThrownBy(() -> QuantileSketch.fromBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static QuantileSketch sketchOf(List<Double> values) {
        QuantileSketch sketch = new QuantileSketch();
        values.forEach(sketch::add);
        return sketch;
    }

    private static QuantileSketch mergedInRandomTree(List<Double> values, Random random) {
        if (values.size() < 2) {
            return sketchOf(values);
        }
        int split = 1 + random.nextInt(values.size() - 1);
        QuantileSketch left = mergedInRandomTree(values.subList(0, split), random);
        QuantileSketch right = mergedInRandomTree(values.subList(split, values.size()), random);
        if (random.nextBoolean()) {
            left.merge(right);
        } else {
            left.mergeBytes(right.toBytes());
        }
        return left;
    }
}
