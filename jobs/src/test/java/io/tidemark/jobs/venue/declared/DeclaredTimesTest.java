package io.tidemark.jobs.venue.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.SeriesDeclaration.Order;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTimesTest {

    private long rows;

    private static DeclaredTimes times(String format, String zone, Order order) {
        return new DeclaredTimes(new Times("ts", format, zone == null ? null : ZoneId.of(zone), order));
    }

    private Instant next(DeclaredTimes times, String stamp) {
        rows++;
        return times.next(new SeriesRow(rows, stamp, Map.of("ts", stamp)));
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-ms,              , 1775462400004,                  2026-04-06T08:00:00.004Z",
        "epoch-s,               , 1775462400,                     2026-04-06T08:00:00Z",
        "epoch-s,               , 1775462400.25,                  2026-04-06T08:00:00.250Z",
        "epoch-us,              , 1775462400000007,               2026-04-06T08:00:00.000007Z",
        "iso,               UTC, 2026-04-06 08:00:00.006,         2026-04-06T08:00:00.006Z",
        "iso,               UTC, 2026-04-06T08:00,                2026-04-06T08:00:00Z",
        "iso,            +03:00, 2026-04-06 11:00:00.000000,      2026-04-06T08:00:00Z",
        "iso,                  , 2026-04-06T08:00:00Z,            2026-04-06T08:00:00Z",
        "iso,      Europe/Paris, 2026-04-06T08:00:00-02:00,       2026-04-06T10:00:00Z",
        "iso,      Europe/Paris, 2026-04-06 10:00:00,             2026-04-06T08:00:00Z",
        "iso,      Europe/Paris, 2026-02-06 09:00:00,             2026-02-06T08:00:00Z",
        "dd.MM.uuuu HH:mm, UTC, 06.04.2026 08:00,                 2026-04-06T08:00:00Z",
    })
    void stampsAreReadAsDeclared(String format, String zone, String stamp, Instant expected) {
        assertThat(next(times(format, zone, Order.ASCENDING), stamp)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "epoch-ms,     , 1775462400,          'is 1970-01-21'",
        "epoch-s,      , 1775462400004,       'is beyond 2100-01-01T00:00:00Z; declared is epoch-s'",
        "epoch-ms,     , 1e18,                'is beyond 2100'",
        "epoch-ms,     , 2026-04-06,          'is no number, declared is epoch-ms'",
        "iso,       UTC, 1775462400004,       'is no time, declared is iso'",
        "iso,       UTC, 2026-02-30 08:00:00, 'is no time'",
        "iso,       UTC, 2026-04-06,          'is no time'",
        "iso,       UTC, '',                  'has no ts'",
        "iso, Europe/Paris, 2026-03-29 02:30:00, 'does not exist in Europe/Paris'",
    })
    void aStampThatIsNotAsDeclaredIsRejected(String format, String zone, String stamp, String reason) {
        DeclaredTimes times = times(format, zone, Order.ASCENDING);

        assertThatThrownBy(() -> next(times, stamp))
                .isInstanceOf(RejectedLineException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aStampWithoutZoneRefusesTheFileIfNoneIsDeclared() {
        DeclaredTimes times = times("iso", null, Order.ASCENDING);

        assertThatThrownBy(() -> next(times, "2026-04-06 08:00:00"))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("ts '2026-04-06 08:00:00' states no zone");
    }

    /** On that day clocks go from 03:00 back to 02:00, at 01:00 UTC. */
    @Test
    void aLocalTimeThatClocksPassTwiceIsFirstTheEarlierThenTheLater() {
        DeclaredTimes times = times("iso", "Europe/Paris", Order.ASCENDING);

        assertThat(next(times, "2026-10-25 01:00:00")).isEqualTo("2026-10-24T23:00:00Z");
        assertThat(next(times, "2026-10-25 02:00:00")).isEqualTo("2026-10-25T00:00:00Z");
        assertThat(next(times, "2026-10-25 02:30:00")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(next(times, "2026-10-25 02:00:00")).isEqualTo("2026-10-25T01:00:00Z");
        assertThat(next(times, "2026-10-25 02:30:00")).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(next(times, "2026-10-25 03:00:00")).isEqualTo("2026-10-25T02:00:00Z");
    }

    @Test
    void aRowOutOfTheDeclaredOrderRefusesTheFileAndNamesBothRows() {
        DeclaredTimes ascending = times("epoch-s", null, Order.ASCENDING);
        next(ascending, "1775462400");
        next(ascending, "1775462400");

        assertThatThrownBy(() -> next(ascending, "1775462399"))
                .isInstanceOf(RefusedFileException.class)
                .hasMessage("row 3 is of 2026-04-06T07:59:59Z, row 2 before it of 2026-04-06T08:00:00Z: that is not"
                        + " ascending");
        DeclaredTimes descending = times("epoch-s", null, Order.DESCENDING);
        next(descending, "1775462400");
        next(descending, "1775462399");
        assertThatThrownBy(() -> next(descending, "1775462400"))
                .isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("not descending");
    }

    @Test
    void anyOrderIsAnOrder() {
        DeclaredTimes any = times("epoch-s", null, Order.ANY);
        next(any, "1775462400");
        next(any, "1775462300");

        assertThat(next(any, "1775462500")).isEqualTo("2026-04-06T08:01:40Z");
    }
}
