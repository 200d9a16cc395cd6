package io.tidemark.simulator.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The length of a bar, by the venue's name for it. */
public enum BarInterval {
    /** One minute. */
    M1("1m", 1),
    /** Three minutes. */
    M3("3m", 3),
    /** Five minutes. */
    M5("5m", 5),
    /** A quarter of an hour. */
    M15("15m", 15),
    /** Half an hour. */
    M30("30m", 30),
    /** One hour. */
    H1("1h", 60),
    /** Four hours. */
    H4("4h", 240),
    /** One day. */
    D1("1d", 1_440);

    private final String label;
    private final int minutes;

    BarInterval(String label, int minutes) {
        this.label = label;
        this.minutes = minutes;
    }

    /** The venue's name, which is also the folder of the archive. */
    public String label() {
        return label;
    }

    /** The length in minutes. */
    public int minutes() {
        return minutes;
    }

    /** The interval of that name. */
    public static Optional<BarInterval> named(String label) {
        return Arrays.stream(values())
                .filter(interval -> interval.label.equals(label))
                .findFirst();
    }

    /** All names. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(BarInterval::label).toList();
    }
}
