package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Market;
import java.time.LocalDate;

/** The unit in which a file writes instants: milliseconds, but microseconds on spot since 2025. */
enum TimeUnitOfFile {
    MILLIS(1_000L),
    MICROS(1L);

    private static final LocalDate SPOT_CHANGE = LocalDate.of(2025, 1, 1);

    private final long micros;

    TimeUnitOfFile(long micros) {
        this.micros = micros;
    }

    static TimeUnitOfFile of(Market market, LocalDate day) {
        return market == Market.SPOT && !day.isBefore(SPOT_CHANGE) ? MICROS : MILLIS;
    }

    long of(long timeMicros) {
        return timeMicros / micros;
    }
}
