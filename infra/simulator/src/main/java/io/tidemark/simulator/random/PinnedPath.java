package io.tidemark.simulator.random;

import java.util.Arrays;

/** Paths inside a day that begin and end at given values, so that days fit together. */
public final class PinnedPath {
    private PinnedPath() {}

    /**
     * The path of the given steps, each corrected in proportion to its variance so that the last point is {@code end}.
     *
     * @return one point more than there are steps
     */
    public static double[] through(double start, double end, double[] steps, double[] deviations) {
        double sum = 0.0;
        double variance = 0.0;
        for (int i = 0; i < steps.length; i++) {
            sum += steps[i];
            variance += deviations[i] * deviations[i];
        }
        double correction = (end - start - sum) / variance;
        double[] path = new double[steps.length + 1];
        path[0] = start;
        for (int i = 0; i < steps.length; i++) {
            path[i + 1] = path[i] + steps[i] + correction * deviations[i] * deviations[i];
        }
        return path;
    }

    /** A random walk of equal steps between the two values. */
    public static double[] walk(RandomStream random, double start, double end, int steps, double deviation) {
        double[] increments = new double[steps];
        double[] deviations = new double[steps];
        Arrays.fill(deviations, deviation);
        for (int i = 0; i < steps; i++) {
            increments[i] = deviation * random.gaussian();
        }
        return through(start, end, increments, deviations);
    }
}
