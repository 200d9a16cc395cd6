package io.tidemark.jobs.cli;

import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.UsageException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UTC days as options name them: {@code 2026-04-06}, {@code today}, {@code yesterday}, {@code 7-days-ago}. */
final class DayOption {

    static final String ALLOWED = "a UTC day: 2026-04-06, today, yesterday or 7-days-ago";

    private static final Pattern DAYS_AGO = Pattern.compile("([0-9]{1,5})-days?-ago");

    private final LocalDate today;

    /** Days relative to the UTC day that the clock is in. */
    DayOption(Clock clock) {
        this.today = TimeRange.dayOf(clock.instant());
    }

    /**
     * The day that the text means.
     *
     * @throws UsageException if it means none
     */
    LocalDate parse(String option, String text) {
        Matcher daysAgo = DAYS_AGO.matcher(text);
        if (text.equals("today")) {
            return today;
        }
        if (text.equals("yesterday")) {
            return today.minusDays(1);
        }
        if (daysAgo.matches()) {
            return today.minusDays(Long.parseLong(daysAgo.group(1)));
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UsageException(option, text, ALLOWED);
        }
    }
}
