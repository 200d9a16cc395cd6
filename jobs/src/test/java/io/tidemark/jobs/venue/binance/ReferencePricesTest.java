package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceFiles.Reading;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars of prices that nobody traded at, and bars of contracts. */
class ReferencePricesTest {

    private static final String DAY = "2026-04-06";
    private static final TimeRange RANGE = Facts.days(DAY, "2026-04-07");
    private static final String HEADER = "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
            + "taker_buy_volume,taker_buy_quote_volume,ignore";

    @TempDir
    Path root;

    private Reading read(BinanceMarket market, Dataset dataset, String folder, String symbol, String... lines) {
        return new BinanceFiles(root, market).daily(dataset, folder, DAY, lines).read(dataset, symbol, RANGE);
    }

    @ParameterizedTest
    @CsvSource({
        "UM, MARK_PRICE_KLINES, BTCUSDT, BTCUSDT, 67000.12345678",
        "UM, INDEX_PRICE_KLINES, BTCUSDT, BTCUSDT, 66990.1",
        "UM, PREMIUM_INDEX_KLINES, BTCUSDT, BTCUSDT, -0.00042123",
        "UM, PREMIUM_INDEX_KLINES, BTCUSDT, BTCUSDT, 0.00000000",
        "CM, MARK_PRICE_KLINES, BTCUSD_PERP, BTCUSD_PERP, 67000.12345678",
        "CM, INDEX_PRICE_KLINES, BTCUSD, BTCUSD_PERP, 66990.1",
        "CM, INDEX_PRICE_KLINES, BTCUSD, BTCUSD_260626, 66990.1",
        "CM, PREMIUM_INDEX_KLINES, BTCUSD_PERP, BTCUSD_PERP, -0.00042123",
    })
    void whatStandsForVolumesAndCountsIsAPlaceholder(
            BinanceMarket market, Dataset dataset, String folder, String symbol, String price) {
        String row = "1775433600000," + String.join(",", price, price, price, price) + ",0,1775433659999,0,60,0,0,0";
        for (String[] lines : new String[][] {{row}, {HEADER, row}}) {
            Reading reading = read(market, dataset, folder, symbol, lines);

            assertThat(reading.of(Kline.class)).singleElement().satisfies(kline -> {
                assertThat(kline.dataset()).isEqualTo(dataset);
                assertThat(kline.instrument().symbol()).isEqualTo(symbol);
                assertThat(kline.open()).isEqualByComparingTo(price);
                assertThat(kline.close()).isEqualByComparingTo(price);
                assertThat(kline.volume()).isNull();
                assertThat(kline.quoteVolume()).isNull();
                assertThat(kline.tradeCount()).isNull();
                assertThat(kline.takerBuyVolume()).isNull();
                assertThat(kline.takerBuyQuoteVolume()).isNull();
                assertThat(kline.availableAt()).isEqualTo("2026-04-06T00:01:00Z");
            });
            assertThat(reading.letters()).isEmpty();
            assertThat(reading.of(Gap.class)).singleElement().satisfies(gap -> {
                assertThat(gap.dataset()).isEqualTo(dataset);
                assertThat(gap.interval()).isEqualTo("1m");
                assertThat(gap.from()).isEqualTo("2026-04-06T00:01:00Z");
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"MARK_PRICE_KLINES, 0", "MARK_PRICE_KLINES, -1", "INDEX_PRICE_KLINES, 0"})
    void marksAndIndicesAreAbove0(Dataset dataset, String price) {
        Reading reading = read(
                BinanceMarket.UM,
                dataset,
                "BTCUSDT",
                "BTCUSDT",
                "1775433600000,1,1," + price + ",1,0,1775433659999,0,60,0,0,0");

        assertThat(reading.of(Kline.class)).isEmpty();
        assertThat(reading.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("low '" + price + "' is not above 0");
            assertThat(letter.dataset()).isEqualTo(dataset);
        });
    }

    @Test
    void aLineThatIsBadForTwoContractsIsALetterOfEach() {
        String[] lines = {"1775433600000,1,1,x,1,0,1775433659999,0,60,0,0,0"};
        Reading perpetual = read(BinanceMarket.CM, Dataset.INDEX_PRICE_KLINES, "BTCUSD", "BTCUSD_PERP", lines);
        Reading quarter = read(BinanceMarket.CM, Dataset.INDEX_PRICE_KLINES, "BTCUSD", "BTCUSD_260626", lines);

        assertThat(perpetual.letters()).hasSize(1);
        assertThat(perpetual.letters().get(0).sourceFile())
                .isEqualTo(quarter.letters().get(0).sourceFile());
        assertThat(perpetual.letters().get(0).id())
                .isNotEqualTo(quarter.letters().get(0).id());
    }

    @ParameterizedTest
    @CsvSource({"BTCUSD_PERP, 20600, 4800", "ETHUSD_PERP, 2060, 480"})
    void barsOfContractsHaveTheBaseVolumeAsPublishedAndTheQuoteVolumeByContractSize(
            String symbol, String quote, String takerQuote) {
        Reading reading = read(
                BinanceMarket.CM,
                Dataset.KLINES,
                symbol,
                symbol,
                "1775433600000,9640.7,9642.4,9640.6,9642.0,206,1775433659999,2.13660389,119,48,0.49785431,0");

        assertThat(reading.of(Kline.class)).singleElement().satisfies(kline -> {
            assertThat(kline.volume()).isEqualByComparingTo("2.13660389");
            assertThat(kline.quoteVolume()).isEqualByComparingTo(quote);
            assertThat(kline.takerBuyVolume()).isEqualByComparingTo("0.49785431");
            assertThat(kline.takerBuyQuoteVolume()).isEqualByComparingTo(takerQuote);
            assertThat(kline.tradeCount()).isEqualTo(119);
        });
    }
}
