package io.tidemark.simulator.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Listings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BaseQuantityTest {
    @ParameterizedTest
    @CsvSource({
        "BTCUSD_PERP, 100, 96350, 1",
        "BTCUSD_PERP, 100, 700001, 123456",
        "ETHUSD_PERP, 10, 215037, 99999999",
        "DOGEUSD_PERP, 10, 9351, 1",
        "DOGEUSD_PERP, 10, 9351, 46116",
        "DOGEUSD_PERP, 10, 9351, 92234",
        "DOGEUSD_PERP, 10, 9351, 500000"
    })
    void isTheValueOfTheContractsOverThePriceAlsoBeyondWhatFitsALong(
            String symbol, int size, long price, long contracts) {
        Instrument instrument = Listings.of(symbol).get(0);
        BigDecimal value = BigDecimal.valueOf(contracts).multiply(BigDecimal.valueOf(size));
        BigDecimal expected =
                value.divide(BigDecimal.valueOf(price, instrument.priceDecimals()), 8, RoundingMode.HALF_UP);
        assertThat(BigDecimal.valueOf(new BaseQuantity(instrument).of(contracts, price), 8))
                .isEqualTo(expected);
    }
}
