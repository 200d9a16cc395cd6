package io.tidemark.jobs.venue.binance;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The lengths of bars that Binance names, up to a day. */
public final class BarIntervals {

    private static final Map<String, Duration> LENGTHS = new LinkedHashMap<>();

    static {
        LENGTHS.put("1s", Duration.ofSeconds(1));
        for (int minutes : new int[] {1, 3, 5, 15, 30}) {
            LENGTHS.put(minutes + "m", Duration.ofMinutes(minutes));
        }
        for (int hours : new int[] {1, 2, 4, 6, 8, 12}) {
            LENGTHS.put(hours + "h", Duration.ofHours(hours));
        }
        LENGTHS.put("1d", Duration.ofDays(1));
    }

    private BarIntervals() {}

    /** The names, shortest first. */
    public static Set<String> names() {
        return LENGTHS.keySet();
    }

    /**
     * The length of bars of that name.
     *
     * @throws IllegalArgumentException if no bars are called so
     */
    public static Duration length(String name) {
        Duration length = LENGTHS.get(name);
        if (length == null) {
            throw new IllegalArgumentException("no bars are called " + name + ", only " + LENGTHS.keySet());
        }
        return length;
    }
}
