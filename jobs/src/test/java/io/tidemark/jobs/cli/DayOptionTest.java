package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.jobs.pipeline.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayOptionTest {

    private static DayOption at(String instant) {
        // The machine's own zone must not matter.
        return new DayOption(Clock.fixed(Instant.parse(instant), ZoneId.of("Pacific/Auckland")));
    }

    @ParameterizedTest
    @CsvSource({
        "today, 2026-03-02",
        "yesterday, 2026-03-01",
        "0-days-ago, 2026-03-02",
        "1-day-ago, 2026-03-01",
        "2-days-ago, 2026-02-28",
        "7-days-ago, 2026-02-23",
        "2024-02-29, 2024-02-29"
    })
    void daysAreRelativeToTheUtcDay(String text, LocalDate day) {
        assertThat(at("2026-03-02T00:00:00Z").parse("--from", text)).isEqualTo(day);
        assertThat(at("2026-03-02T23:59:59.999Z").parse("--from", text)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "Today", "-7d", "7-days", "-1-days-ago", "1.5-days-ago", "999999-days-ago"})
    void anythingElseIsNamedWithWhatIsAllowed(String text) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> at("2026-03-02T00:00:00Z").parse("--to", text))
                .withMessage("--to '" + text
                        + "' is not allowed: it must be a UTC day: 2026-04-06, today, yesterday or 7-days-ago");
    }

    @Test
    void aLeapDayCanBeAgo() {
        assertThat(at("2024-03-01T12:00:00Z").parse("--to", "yesterday")).isEqualTo("2024-02-29");
    }
}
