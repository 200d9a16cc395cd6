package io.tidemark.engines.testing;

import java.util.Random;

/** Chance that can be repeated. */
public final class Seed {

    private Seed() {}

    /** Random numbers from {@code -Dtidemark.seed}, else from a seed of their own; prints it. */
    public static Random random(String test) {
        String given = System.getProperty("tidemark.seed", "");
        long seed = given.isEmpty() ? new Random().nextLong() : Long.parseLong(given);
        System.out.println(test + ": seed " + seed + " (-Dtidemark.seed=" + seed + " repeats it)");
        return new Random(seed);
    }
}
