package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedData;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquidationsDecoderTest {

    private static final String DAY = "2024-10-14";
    private static final TimeRange RANGE = Facts.days(DAY, "2024-10-15");
    private static final String HEADER = "time,side,order_type,time_in_force,original_quantity,price,average_price,"
            + "order_status,last_fill_quantity,accumulated_fill_quantity";

    @TempDir
    Path root;

    private Reading read(BinanceMarket market, String... lines) {
        String symbol = market == BinanceMarket.CM ? "BTCUSD_PERP" : "BTCUSDT";
        return new BinanceFiles(root, market)
                .daily(Dataset.LIQUIDATION_SNAPSHOT, symbol, DAY, lines)
                .read(Dataset.LIQUIDATION_SNAPSHOT, symbol, RANGE);
    }

    @Test
    void contractsAreConvertedAtTheAveragePrice() {
        Reading reading = read(BinanceMarket.CM, HEADER, "1728866962145,SELL,LIMIT,IOC,7,62246.2,62472.0,FILLED,1,3");

        assertThat(reading.of(Liquidation.class)).singleElement().satisfies(liquidation -> {
            assertThat(liquidation.eventTime()).isEqualTo(Instant.ofEpochMilli(1728866962145L));
            assertThat(liquidation.availableAt()).isEqualTo(liquidation.eventTime());
            assertThat(liquidation.longLiquidated()).as("who sold was long").isTrue();
            assertThat(liquidation.price()).isEqualByComparingTo("62472");
            assertThat(liquidation.quantity())
                    .isEqualByComparingTo(
                            new BigDecimal(300).divide(new BigDecimal("62472.0"), 18, RoundingMode.HALF_EVEN));
            assertThat(liquidation.quoteQuantity()).isEqualByComparingTo("300");
            Liquidation.Order order = liquidation.order();
            assertThat(order.price()).isEqualByComparingTo("62246.2");
            assertThat(order.averagePrice()).isEqualByComparingTo("62472");
            assertThat(order.originalQuantity()).isEqualByComparingTo("7");
            assertThat(order.lastFilledQuantity()).isEqualByComparingTo("1");
            assertThat(order.filledQuantity()).isEqualByComparingTo("3");
            assertThat(List.of(order.type(), order.timeInForce(), order.status()))
                    .containsExactly("LIMIT", "IOC", "FILLED");
        });
        assertThat(reading.delivered(true)).containsExactly(RANGE);
        assertThat(reading.gaps()).isEmpty();
    }

    @Test
    void linearQuantitiesAreInBaseAlready() {
        Reading reading =
                read(BinanceMarket.UM, HEADER, "1728866962145,BUY,LIMIT,IOC,0.014,9910,9900.5,FILLED,0.014,0.014");

        assertThat(reading.of(Liquidation.class)).singleElement().satisfies(liquidation -> {
            assertThat(liquidation.longLiquidated()).isFalse();
            assertThat(liquidation.quantity()).isEqualByComparingTo("0.014");
            assertThat(liquidation.quoteQuantity()).isEqualByComparingTo("138.607");
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 62246.2", "'', 62246.2", "0.0, 62246.2", "62472.0, 62472"})
    void theOrdersPriceStandsInForAnAverageThatIsNotThere(String average, BigDecimal price) {
        Reading reading =
                read(BinanceMarket.CM, HEADER, "1728866962145,SELL,LIMIT,IOC,1,62246.2," + average + ",FILLED,1,1");

        assertThat(reading.of(Liquidation.class))
                .singleElement()
                .satisfies(liquidation -> assertThat(liquidation.price()).isEqualByComparingTo(price));
    }

    @Test
    void exactRepetitionsAreDroppedAndOtherOrdersOfTheInstantStay() {
        String one = "1728866962145,SELL,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,1";
        String other = "1728866962145,SELL,LIMIT,IOC,2,62246.2,62472.0,FILLED,2,2";
        String earlier = "1728866961000,BUY,LIMIT,IOC,2,62246.2,62472.0,FILLED,2,2";
        Reading reading = read(BinanceMarket.CM, HEADER, one, one, other, one, other, earlier);
        Reading reversed = read(BinanceMarket.CM, earlier, other, one, other, one, one);

        assertThat(reading.of(Liquidation.class)).hasSize(3).isEqualTo(reversed.of(Liquidation.class));
        assertThat(reading.of(Liquidation.class).get(0).longLiquidated()).isFalse();
        assertThat(reading.account().duplicates()).isEqualTo(3);
        assertThat(reading.account().rows()).isEqualTo(6);
        assertThat(reading.letters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1728866962145,HOLD,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,1; side 'HOLD' is neither BUY nor SELL",
                "1728777600000,SELL,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,1; outside the file's",
                "soon,SELL,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,1; time 'soon' is not a whole number",
                "1728866962145,SELL,LIMIT,IOC,1,0,0,FILLED,1,1; price '0' is not above 0",
                "1728866962145,SELL,LIMIT,IOC,1,62246.2,-1,FILLED,1,1; average_price '-1' is below 0",
                "1728866962145,SELL,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,; accumulated_fill_quantity '' is empty",
                "1728866962145,SELL,LIMIT,IOC,1,62246.2,62472.0,FILLED,1,-2; is below 0",
                "1728866962145,SELL,LIMIT; has 3 fields, needs 10",
            })
    void aLineThatCannotBeUsedIsLeftOut(String line, String reason) {
        Reading reading = read(BinanceMarket.CM, HEADER, line);

        assertThat(reading.of(Liquidation.class)).isEmpty();
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).contains(reason);
            assertThat(letter.dataset()).isEqualTo(Dataset.LIQUIDATION_SNAPSHOT);
        });
    }

    @Test
    void aHeaderWithoutARequiredColumnRefusesTheFile() {
        Reading reading = read(BinanceMarket.CM, HEADER.replace("side,", ""), "1728866962145,LIMIT,IOC,1,1,1,F,1,1");

        assertThat(reading.account().outcome()).isEqualTo(FileRead.Outcome.REFUSED);
        assertThat(reading.gaps()).containsExactly(RANGE);
    }

    @Test
    void aRecordedDayIsReadOnceAndConvertedExactly() {
        Reading reading = new BinanceFiles(RecordedData.archive(), BinanceMarket.CM)
                .read(Dataset.LIQUIDATION_SNAPSHOT, "BTCUSD_PERP", Facts.days("2024-10-01", "2024-10-02"));

        List<Liquidation> liquidations = reading.of(Liquidation.class);
        assertThat(reading.account().rows()).isEqualTo(14);
        assertThat(reading.account().duplicates()).isEqualTo(7);
        assertThat(reading.letters()).isEmpty();
        assertThat(liquidations).hasSize(7);
        assertThat(liquidations.stream().filter(Liquidation::longLiquidated)).hasSize(4);
        Liquidation partlyFilledBefore = liquidations.get(2);
        assertThat(partlyFilledBefore.order().lastFilledQuantity()).isEqualByComparingTo("66");
        assertThat(partlyFilledBefore.quoteQuantity()).isEqualByComparingTo("7600");
        assertThat(partlyFilledBefore.price()).isEqualByComparingTo("63551.6");
        assertThat(partlyFilledBefore.quantity()).isEqualByComparingTo("0.119587862461369973");
    }
}
