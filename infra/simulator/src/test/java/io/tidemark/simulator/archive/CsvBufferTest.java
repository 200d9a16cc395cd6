package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class CsvBufferTest {
    @Test
    void padsDecimals() {
        assertThat(written(row -> row.decimal(8185, 5, 8))).isEqualTo("0.08185000");
        assertThat(written(row -> row.decimal(45_790_110, 0, 8))).isEqualTo("45790110.00000000");
        assertThat(written(row -> row.decimal(0, 2))).isEqualTo("0.00");
        assertThat(written(row -> row.decimal(-4974, 8))).isEqualTo("-0.00004974");
        assertThat(written(row -> row.decimal(70_672, 0))).isEqualTo("70672");
    }

    @Test
    void shortestKeepsOneDecimal() {
        assertThat(written(row -> row.shortest(118, 0))).isEqualTo("118.0");
        assertThat(written(row -> row.shortest(1_278_000, 7))).isEqualTo("0.1278");
        assertThat(written(row -> row.shortest(6_027_600, 2))).isEqualTo("60276.0");
        assertThat(written(row -> row.shortest(29, 3))).isEqualTo("0.029");
    }

    @Test
    void scientificWritesWhatDoubleToStringWrites() {
        RandomStream random = Seed.of(5).stream();
        for (int i = 0; i < 20_000; i++) {
            int decimals = random.below(9);
            long units = 1 + (random.bits() >>> (30 + random.below(33)));
            if (units > 1_000_000_000_000L) {
                continue;
            }
            String expected =
                    Double.toString(BigDecimal.valueOf(units, decimals).doubleValue());
            assertThat(written(row -> row.scientific(units, decimals))).isEqualTo(expected);
        }
        assertThat(written(row -> row.scientific(3743, 7))).isEqualTo("3.743E-4");
        assertThat(written(row -> row.scientific(25_096_897, 0))).isEqualTo("2.5096897E7");
        assertThat(written(row -> row.scientific(10_000_000, 0))).isEqualTo("1.0E7");
    }

    @Test
    void losesNothingAtItsOwnEdge() {
        String row = "1775520000000000,1856.84000000,0.02060000";
        String text = written(buffer -> {
            for (int i = 0; i < 10_000; i++) {
                buffer.text(row);
                buffer.endRow();
            }
        });
        assertThat(text.lines()).hasSize(10_000).allMatch(row::equals);
    }

    private static String written(Consumer<CsvBuffer> writes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvBuffer buffer = new CsvBuffer(out, new LongAdder());
        writes.accept(buffer);
        buffer.flush();
        return out.toString(StandardCharsets.US_ASCII);
    }
}
