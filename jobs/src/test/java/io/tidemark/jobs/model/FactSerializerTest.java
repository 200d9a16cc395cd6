package io.tidemark.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactSerializerTest {

    private static final Instant AT = Instant.parse("2026-04-06T00:00:00.123Z");
    private static final BigDecimal PRICE = new BigDecimal("-0.00012345");

    static Stream<Fact> facts() {
        return Stream.of(
                new Trade(
                        Facts.BTC,
                        Dataset.AGG_TRADES,
                        "file",
                        null,
                        Long.MAX_VALUE,
                        7,
                        9,
                        670_001,
                        1,
                        999_999_999_999_999_999L,
                        18,
                        1_775_433_600_000_000L,
                        true),
                new Trade(Facts.BTC, Dataset.TRADES, "file", BigDecimal.TEN, 1, 1, 1, 3, 0, 4, 0, 5, false),
                new Liquidation(
                        Facts.BTC,
                        AT,
                        true,
                        PRICE,
                        PRICE,
                        PRICE,
                        new Liquidation.Order(PRICE, PRICE, "LIMIT", "IOC", "FILLED", PRICE, PRICE, PRICE),
                        AT,
                        "file"),
                new Liquidation(
                        Facts.BTC,
                        AT,
                        false,
                        PRICE,
                        PRICE,
                        PRICE,
                        new Liquidation.Order(PRICE, null, null, null, null, null, null, PRICE),
                        AT,
                        "file"),
                new Kline(
                        Facts.BTC,
                        Dataset.PREMIUM_INDEX_KLINES,
                        "1m",
                        AT,
                        AT,
                        PRICE,
                        PRICE,
                        PRICE,
                        PRICE,
                        null,
                        null,
                        null,
                        null,
                        null,
                        AT,
                        "file"),
                new Close(Facts.BTC, Dataset.AGG_TRADES, AT, PRICE, AT),
                new Close(Facts.BTC, Dataset.MARK_PRICE_KLINES, AT, null, AT));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatIsWrittenIsReadBack(Fact fact) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        FactSerializer.INSTANCE.serialize(fact, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(FactSerializer.INSTANCE.deserialize(in)).isEqualTo(fact);
        assertThat(in.available()).isZero();
    }
}
