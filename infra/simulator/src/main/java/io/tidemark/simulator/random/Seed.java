package io.tidemark.simulator.random;

/** A point in the tree of random streams: the user's seed at the root, a name or a day at each branch. */
public final class Seed {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long value;

    private Seed(long value) {
        this.value = value;
    }

    /** The root of the tree. */
    public static Seed of(long seed) {
        return new Seed(mix(seed + GOLDEN));
    }

    /** The branch with this name. */
    public Seed branch(String name) {
        long hash = value;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + GOLDEN * (name.charAt(i) + 1L));
        }
        return new Seed(mix(hash ^ name.length()));
    }

    /** The branch with this number, mostly a day counted from 1970-01-01. */
    public Seed branch(long number) {
        return new Seed(mix(mix(value ^ GOLDEN) + number * GOLDEN));
    }

    /** A new stream that starts here. */
    public RandomStream stream() {
        return new RandomStream(value);
    }

    /** Stafford's variant 13 of the MurmurHash3 finaliser, the mixer of SplitMix64. */
    static long mix(long word) {
        long mixed = (word ^ (word >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
