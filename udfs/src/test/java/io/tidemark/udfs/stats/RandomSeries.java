package io.tidemark.udfs.stats;

import java.util.Arrays;
import java.util.Random;

/** Series that are hard on statistics: nearly flat, with an outlier, in steps, flat but for one change. */
final class RandomSeries {

    private static final int SHAPES = 5;

    private RandomSeries() {}

    static double[] of(Random random, int count) {
        double level = random.nextBoolean() ? 0 : 90_000 * random.nextDouble();
        double size = Math.scalb(1 + random.nextDouble(), -random.nextInt(60));
        double[] values = new double[count];
        Arrays.fill(values, level);
        switch (random.nextInt(SHAPES)) {
            case 0 -> Arrays.setAll(values, i -> level + size * random.nextGaussian());
            case 1 -> Arrays.setAll(values, i -> level * (1 + Math.ulp(1.0) * random.nextInt(4)) + random.nextInt(2));
            case 2 -> Arrays.setAll(values, i -> level + size * random.nextInt(3));
            case 3 -> {
                Arrays.setAll(values, i -> size * random.nextGaussian());
                values[random.nextInt(count)] = 1e6 * random.nextGaussian();
            }
            default -> values[random.nextInt(count)] += size;
        }
        return values;
    }

    /** About one value in eight goes absent. */
    static double[] withAbsentValues(Random random, int count) {
        double[] values = of(random, count);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(8) == 0) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    static int present(double[] values) {
        return (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
    }
}
