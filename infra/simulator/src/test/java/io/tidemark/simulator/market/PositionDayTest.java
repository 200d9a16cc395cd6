package io.tidemark.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.testing.Simulations;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionDayTest {
    private static final Instrument PERPETUAL = Simulations.instrument(Market.UM, "BTCUSDT");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void endsTheDayOnTheOpenInterestOfTheNext(long seed) {
        MarketSettings settings = Simulations.market(seed, 10_000);
        LocalDate day = Simulations.DAY.plusDays(seed);
        PositionDay positions = new PositionDay(settings, PERPETUAL, day);
        assertThat(positions.openInterest()).isEqualTo(PositionDay.openingInterest(settings, PERPETUAL, day));
        new TradingDay(new MarketDay(settings, day), PERPETUAL).play(positions);
        assertThat(positions.openInterest())
                .isEqualTo(PositionDay.openingInterest(settings, PERPETUAL, day.plusDays(1)));
    }
}
