package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    @Test
    void saysFilesRowsSpeedAndTheTimeThatTheOtherRowsNeed() {
        assertThat(ProgressLine.line(12, 3_000_000, 9_000_000.0, 6.0))
                .isEqualTo("12 files, 3,000,000 rows, 500,000 rows/s, 12 s left");
    }

    @Test
    void timeLeftIsUnknownBeforeTheFirstRowAndNeverNegative() {
        assertThat(ProgressLine.line(1, 0, 100.0, 5.0)).endsWith(" 0 rows/s, ? left");
        assertThat(ProgressLine.line(1, 110, 100.0, 5.0)).endsWith(" 0 s left");
    }
}
