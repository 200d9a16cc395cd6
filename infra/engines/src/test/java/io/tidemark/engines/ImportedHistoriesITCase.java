package io.tidemark.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.RecordedHistory;
import io.tidemark.engines.testing.Tidemark;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that strangers collected, each with its own quirks, tell the same story once these are declared. */
final class ImportedHistoriesITCase {

    private static final String BINANCE =
            "--venue binance --market um --symbol BTCUSDT --into funding_rates --interval-hours 8"
                    + " --from 2023-10-20 --to 2023-11-10 --strict";

    /** Files and their conventions. */
    private static final String[][] FUNDING = {
        {
            "thomas-bgp-BTCUSDT_funding.converted.csv",
            "--time-column fundingTime --time-format iso --zone UTC --value-column fundingRate"
        },
        {
            "supervik-BTC-USDT_binance_2020-01-01_2024-01-01_funding_history.csv",
            "--time-column Date --time-format iso --zone +03:00 --value-column Funding Rate"
        },
        {
            "Left4punk-binance_btcusdt_funding.csv",
            "--time-column timestamp --time-format iso --zone Atlantic/Azores --value-column fundingRate"
                    + " --decimal-mark ,"
        },
        {
            "yuchengzhang966-binance_BTC_funding_rates.json",
            "--time-column time --time-format epoch-ms --value-column funding_rate"
        },
    };

    @TempDir
    private Path folder;

    /** Exit code 0 with {@code --strict}: no line was rejected and no settlement is missing. */
    @Test
    void historiesOfTheSameFundingAgreeAcrossTheEndOfSummerTime() throws Exception {
        List<Callable<NavigableMap<Instant, BigDecimal>>> imports = new ArrayList<>();
        for (String[] history : FUNDING) {
            Lake lake = new Lake(folder.resolve("lake-" + imports.size()));
            String[] command = RecordedHistory.imported(history[0], lake, BINANCE + " " + history[1]);
            imports.add(() -> {
                Tidemark.run(command).requireCode(0);
                return settlements(lake);
            });
        }
        List<NavigableMap<Instant, BigDecimal>> histories = Lanes.run(imports);

        assertThat(histories)
                .allSatisfy(history -> assertThat(history).hasSize(63).isEqualTo(histories.get(0)));
    }

    /** By the hour: the stamps have jitter. */
    private static NavigableMap<Instant, BigDecimal> settlements(Lake lake) throws InterruptedException {
        NavigableMap<Instant, BigDecimal> settlements = new TreeMap<>();
        for (List<String> row : lake.query("select funding_time, funding_rate from market.funding_rates")) {
            if (!row.get(0).equals("funding_time")) {
                BigDecimal earlier = settlements.put(
                        Instant.parse(row.get(0)).plusSeconds(1800).truncatedTo(ChronoUnit.HOURS),
                        new BigDecimal(row.get(1)).stripTrailingZeros());
                assertThat(earlier).as("another settlement of %s", row.get(0)).isNull();
            }
        }
        return settlements;
    }

    /** File, options, and what its instrument's rows must be: how many, how many holes, the first time and value. */
    private static final String[][] OTHERS = {
        {
            "yuchengzhang966-hl_BTC_funding_rates.json",
            "--into funding_rates --venue hyperliquid --market linear_perp --symbol BTC --base BTC --quote USDC"
                    + " --time-column time --time-format epoch-ms --value-column funding_rate"
                    + " --interval-hours 1 --to 2024-01-02",
            "hyperliquid:BTC/USDC:USDC,24,0,2024-01-01T00:00:00.151Z,0.0000617991"
        },
        {
            "Eva-Qi-deribit_btc_funding_hourly.json",
            "--into funding_rates --venue deribit --market inverse_perp --symbol BTC-PERPETUAL --base BTC --quote USD"
                    + " --json-path data --time-column timestamp --time-format epoch-ms --value-column interest_1h"
                    + " --interval-hours 1 --to 2025-05-02",
            "deribit:BTC/USD:BTC,23,1,2025-05-01T01:00:00Z,0"
        },
        {
            "AHA-HH-all_exchanges.csv",
            "--into funding_rates --venue okx --market inverse_perp --symbol BTC-USD-SWAP --base BTC --quote USD"
                    + " --where exchange=okx --where pair=BTCUSDCM --where contract=perpetual"
                    + " --time-column time --time-format iso --zone Europe/London --value-column funding rate"
                    + " --interval-hours 8 --to 2023-01-02",
            "okx:BTC/USD:BTC,3,0,2023-01-01T00:00:00Z,0.0001935533048265"
        },
    };

    @Test
    void otherVenuesSeriesComeOutAsTheirFilesSay() throws Exception {
        Lake lake = new Lake(folder.resolve("others"));
        List<String> expected = new ArrayList<>();
        for (String[] other : OTHERS) {
            Tidemark.run(RecordedHistory.imported(other[0], lake, other[1])).requireCode(0);
            expected.add(other[2]);
        }

        List<List<String>> rows = lake.query("""
                select instrument, count(*), max(holes), min(funding_time), min_by_time
                from (select f.instrument, f.funding_time,
                             first_value(f.funding_rate) over (partition by f.instrument order by f.funding_time)
                                 as min_by_time,
                             (select count(*) from ops.gaps g where g.instrument = f.instrument) as holes
                      from market.funding_rates f)
                group by instrument, min_by_time""");

        assertThat(rows).extracting(row -> String.join(",", row)).containsAll(expected);
    }

    @Test
    void openInterestKeepsStampsOffTheGridAndHasNoHolesBesides() throws Exception {
        Lake lake = new Lake(folder.resolve("interest"));
        Tidemark.run(RecordedHistory.imported(
                        "theyachtsman-ETH_oi_5m.csv",
                        lake,
                        "--into open_interest --venue binance --market um --symbol ETHUSDT --time-column t --time-format"
                                + " epoch-ms --value-column oi --usd-column oi_usd --step 5m --from 2026-03-07"
                                + " --to 2026-03-09 --strict"))
                .requireCode(0);

        assertThat(lake.query("select count(*), count(*) filter (where extract(second from event_time) <> 0),"
                        + " count(distinct instrument), min(available_at) from market.open_interest"))
                .contains(List.of("576", "1", "1", "2026-03-07T00:00:00Z"));
    }
}
