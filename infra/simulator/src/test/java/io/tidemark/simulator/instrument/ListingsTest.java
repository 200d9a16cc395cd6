package io.tidemark.simulator.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 4, 6);

    @Test
    void aBaseHasOnePriceWhateverIsTradedOnIt() {
        for (String base : List.of("BTC", "BNB")) {
            assertThat(Listings.of(base + "USD_PERP").get(0).base())
                    .isEqualTo(Listings.of(base + "USDT").get(0).base());
        }
    }

    @Test
    void coinMarginedContractsAreWorthAFixedSumOfDollars() {
        assertThat(Listings.of("BTCUSD_260626").get(0).contract())
                .isEqualTo(new CoinContract(100, LocalDate.of(2026, 6, 26)));
        assertThat(Listings.of("ETHUSD_PERP").get(0).contract()).isEqualTo(new CoinContract(10, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "btcusdt",
                "BTCUSD",
                "BTCUSD_PERPETUAL",
                "BTCUSD_260625",
                "BTCUSD_260529",
                "BTCUSD_260931",
                "PEPEUSD_PERP"
            })
    void whatTheVenueCannotListIsNothing(String symbol) {
        assertThat(Listings.of(symbol)).isEmpty();
    }

    @Test
    void theBusiestAreEnoughForFiftyInEveryMarketAndNeverTwice() {
        for (Market market : Market.values()) {
            List<Instrument> busiest = Listings.busiest(EnumSet.of(market), DAY);
            assertThat(busiest).hasSizeGreaterThanOrEqualTo(50).doesNotHaveDuplicates();
            assertThat(busiest).allMatch(instrument -> instrument.market() == market && instrument.tradesOn(DAY));
        }
        assertThat(Listings.busiest(EnumSet.of(Market.CM), DAY).subList(0, 2))
                .extracting(Instrument::symbol)
                .containsExactly("BTCUSD_PERP", "BTCUSD_260626");
    }
}
