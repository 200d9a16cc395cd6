package io.tidemark.simulator.market;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The rhythm of the day and the week. */
final class Season {
    static final int MINUTES = 1_440;

    private static final double PEAK_HOUR = 14.0;
    private static final double PEAK_WIDTH_HOURS = 2.6;

    private Season() {}

    /** Relative activity of a minute: highest from 12 to 16 UTC, and in the first minute of each hour. */
    static double activity(int minute) {
        double hour = minute / 60.0;
        double distance = (hour - PEAK_HOUR) / PEAK_WIDTH_HOURS;
        double shape = 0.7 + 1.5 * StrictMath.exp(-0.5 * distance * distance);
        return minute % 60 == 0 ? 1.8 * shape : shape;
    }

    /** Relative activity of a day: the weekend is quieter. */
    static double activity(LocalDate day) {
        DayOfWeek weekday = day.getDayOfWeek();
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY ? 0.6 : 1.15;
    }
}
