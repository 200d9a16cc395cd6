package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.Instrument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinanceSymbolsTest {

    @ParameterizedTest
    @CsvSource({
        "UM, BTCUSDT, linear_perp, BTC, USDT, binance:BTC/USDT:USDT, 1",
        "UM, 1000PEPEUSDT, linear_perp, PEPE, USDT, binance:1000PEPE/USDT:USDT, 1000",
        "UM, 1000SATSUSDT, linear_perp, SATS, USDT, binance:1000SATS/USDT:USDT, 1000",
        "UM, 1000000MOGUSDT, linear_perp, MOG, USDT, binance:1000000MOG/USDT:USDT, 1000000",
        "UM, 1MBABYDOGEUSDT, linear_perp, BABYDOGE, USDT, binance:1MBABYDOGE/USDT:USDT, 1000000",
        "UM, 1000XUSDT, linear_perp, X, USDT, binance:1000X/USDT:USDT, 1000",
        "UM, 1INCHUSDT, linear_perp, 1INCH, USDT, binance:1INCH/USDT:USDT, 1",
        "UM, 0GUSDT, linear_perp, 0G, USDT, binance:0G/USDT:USDT, 1",
        "UM, BTCUSDC, linear_perp, BTC, USDC, binance:BTC/USDC:USDC, 1",
        "UM, USDCUSDT, linear_perp, USDC, USDT, binance:USDC/USDT:USDT, 1",
        "UM, ETHBTC, linear_perp, ETH, BTC, binance:ETH/BTC:BTC, 1",
        "UM, BTCUSDT_260925, linear_future, BTC, USDT, binance:BTC/USDT:USDT-260925, 1",
        "UM, 币安人生USDT, linear_perp, 币安人生, USDT, binance:币安人生/USDT:USDT, 1",
        "CM, BTCUSD_PERP, inverse_perp, BTC, USD, binance:BTC/USD:BTC, 1",
        "CM, DOGEUSD_PERP, inverse_perp, DOGE, USD, binance:DOGE/USD:DOGE, 1",
        "CM, BTCUSD_250627, inverse_future, BTC, USD, binance:BTC/USD:BTC-250627, 1",
        "SPOT, BTCUSDT, spot, BTC, USDT, binance:BTC/USDT, 1",
        "SPOT, BTCFDUSD, spot, BTC, FDUSD, binance:BTC/FDUSD, 1",
        "SPOT, FDUSDUSDT, spot, FDUSD, USDT, binance:FDUSD/USDT, 1",
        "SPOT, BTCTUSD, spot, BTC, TUSD, binance:BTC/TUSD, 1",
        "SPOT, PEPEUSDT, spot, PEPE, USDT, binance:PEPE/USDT, 1",
        "SPOT, 1000SATSUSDT, spot, SATS, USDT, binance:1000SATS/USDT, 1000",
        "SPOT, USDTTRY, spot, USDT, TRY, binance:USDT/TRY, 1",
    })
    void aSymbolSaysWhatItIs(
            BinanceMarket market, String symbol, String kind, String base, String quote, String id, String multiplier) {
        Instrument instrument = BinanceSymbols.instrument(market, symbol).orElseThrow();

        assertThat(instrument.venue()).isEqualTo("binance");
        assertThat(instrument.market().text()).isEqualTo(kind);
        assertThat(instrument.symbol()).isEqualTo(symbol);
        assertThat(instrument.base()).isEqualTo(base);
        assertThat(instrument.quote()).isEqualTo(quote);
        assertThat(instrument.id()).isEqualTo(id);
        assertThat(BinanceSymbols.multiplier(instrument)).isEqualByComparingTo(multiplier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "USDT", "BTC", "SOMETHING", "BTCUSDT_26", "btcusdt"})
    void aSymbolWithoutAKnownQuoteAfterItsBaseIsNoInstrument(String symbol) {
        assertThat(BinanceSymbols.instrument(BinanceMarket.UM, symbol)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BTCUSD", "BTCUSDT", "USD_PERP", "BTCUSD_", "BTCUSD_2506", "BTCUSDT_250627", "_PERP"})
    void aCoinMarginedContractSaysWhetherItIsPerpetual(String symbol) {
        assertThat(BinanceSymbols.instrument(BinanceMarket.CM, symbol)).isEmpty();
    }
}
