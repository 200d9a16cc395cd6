package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinanceInstrumentsTest {

    @TempDir
    Path folder;

    private static Instrument instrument(BinanceMarket market, String symbol) {
        return BinanceSymbols.instrument(market, symbol).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "CM, BTCUSD_PERP, 100, BTC",
        "CM, BTCUSD_250627, 100, BTC",
        "CM, ETHUSD_PERP, 10, ETH",
        "CM, DOGEUSD_PERP, 10, DOGE",
        "UM, BTCUSDT, 1, USDT",
        "SPOT, BTCUSDT, 1, ",
    })
    void namingRulesGiveTheSizeOfAContractAndItsMargin(
            BinanceMarket market, String symbol, BigDecimal size, String margin) {
        InstrumentTerms terms = BinanceInstruments.derived().terms(instrument(market, symbol));

        assertThat(terms.contractSize()).isEqualByComparingTo(size);
        assertThat(terms.marginAsset()).isEqualTo(margin);
        assertThat(terms.derived()).isTrue();
    }

    @Test
    void aSavedResponseOfCoinMarginedFuturesStatesTheSize() throws IOException {
        Path file = folder.resolve("exchangeInfo.json");
        Files.writeString(file, """
                {"symbols":[{"symbol":"ETHUSD_200925","pair":"ETHUSD","contractType":"CURRENT_QUARTER",
                "deliveryDate":1601020800000,"onboardDate":1590739200000,"contractStatus":"TRADING","contractSize":20,
                "quoteAsset":"USD","baseAsset":"ETH","marginAsset":"ETH","filters":[
                {"filterType":"PRICE_FILTER","tickSize":"0.01"},{"filterType":"LOT_SIZE","stepSize":"1"}]}]}""");
        BinanceInstruments saved = BinanceInstruments.saved(file);
        Instrument quarter = instrument(BinanceMarket.CM, "ETHUSD_200925");

        InstrumentTerms terms = saved.terms(quarter);

        assertThat(terms.contractSize()).isEqualByComparingTo("20");
        assertThat(terms.marginAsset()).isEqualTo("ETH");
        assertThat(terms.tickSize()).isEqualByComparingTo("0.01");
        assertThat(terms.quantityStep()).isEqualByComparingTo("1");
        assertThat(terms.validTo()).isEqualTo(Instant.parse("2020-09-25T08:00:00Z"));
        assertThat(terms.derived()).isFalse();
        InstrumentTerms other = saved.terms(instrument(BinanceMarket.CM, "ETHUSD_PERP"));
        assertThat(other.contractSize()).isEqualByComparingTo("10");
        assertThat(other.derived()).isTrue();
        assertThat(ContractSizes.of(List.of(terms, other)).of(quarter)).isEqualByComparingTo("20");
    }
}
