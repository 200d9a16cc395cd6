package io.tidemark.jobs.venue.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.SeriesDeclaration.Format;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesDeclaration.Order;
import io.tidemark.jobs.model.SeriesDeclaration.SettledFunding;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedData;
import io.tidemark.jobs.venue.SettlementHoles;
import io.tidemark.jobs.venue.declared.SeriesFile.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five histories of the same funding, collected by five strangers: declared rightly, they must say the same. */
class RecordedHistoriesTest {

    private static SeriesFile csv(String time, String format, String zone, String rate, String factor, char mark) {
        return declared(Format.CSV, new Times(time, format, zone(zone), Order.ASCENDING), rate, factor, mark);
    }

    private static SeriesFile declared(Format format, Times times, String rate, String factor, char mark) {
        return new SeriesFile(
                RecordedData.history(),
                new Layout(format, ',', List.of(), Map.of()),
                times,
                new Values(rate, new BigDecimal(factor), mark, false),
                new SettledFunding(8, null),
                Availability.AT_EVENT);
    }

    private static ZoneId zone(String zone) {
        return zone == null ? null : ZoneId.of(zone);
    }

    /** A history by the hour: the stamps have jitter. */
    private static NavigableMap<Instant, BigDecimal> settlements(SeriesFile series, String file) {
        Reading reading = series.readFile(Facts.BTC, null, file);
        assertThat(reading.letters()).as(file).isEmpty();
        assertThat(reading.survey().duplicates()).as(file).isZero();
        NavigableMap<Instant, BigDecimal> settlements = new TreeMap<>();
        for (FundingRate rate : reading.rates()) {
            settlements.put(
                    SettlementHoles.hourOf(rate.fundingTime()), rate.rate().stripTrailingZeros());
        }
        assertThat(settlements).as(file).hasSize((int) reading.survey().rows());
        return settlements;
    }

    private static Map<String, NavigableMap<Instant, BigDecimal>> histories() {
        Map<String, NavigableMap<Instant, BigDecimal>> histories = new LinkedHashMap<>();
        histories.put(
                "theyachtsman",
                settlements(csv("ts", "epoch-ms", null, "rate", "8", '.'), "theyachtsman-BTC_funding.csv"));
        histories.put(
                "thomas-bgp",
                settlements(
                        csv("fundingTime", "iso", "UTC", "fundingRate", "1", '.'),
                        "thomas-bgp-BTCUSDT_funding.converted.csv"));
        histories.put(
                "supervik",
                settlements(
                        csv("Date", "iso", "+03:00", "Funding Rate", "1", '.'),
                        "supervik-BTC-USDT_binance_2020-01-01_2024-01-01_funding_history.csv"));
        histories.put(
                "Left4punk",
                settlements(
                        csv("timestamp", "iso", "Atlantic/Azores", "fundingRate", "1", ','),
                        "Left4punk-binance_btcusdt_funding.csv"));
        histories.put(
                "yuchengzhang966",
                settlements(
                        declared(
                                Format.JSON,
                                new Times("time", "epoch-ms", null, Order.ASCENDING),
                                "funding_rate",
                                "1",
                                '.'),
                        "yuchengzhang966-binance_BTC_funding_rates.json"));
        return histories;
    }

    /** Settlements that one has and the other has not, or has otherwise, count as differences. */
    @Test
    void historiesAgreeOnEverySettlementOfTheTimeThatTheyShare() {
        Map<String, NavigableMap<Instant, BigDecimal>> histories = histories();
        List<String> names = new ArrayList<>(histories.keySet());
        List<String> shared = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (int one = 0; one < names.size(); one++) {
            for (String two : names.subList(one + 1, names.size())) {
                String pair = names.get(one) + " and " + two;
                int settlements = compare(pair, histories.get(names.get(one)), histories.get(two), differences);
                shared.add(pair + " share " + settlements);
            }
        }

        assertThat(differences).isEmpty();
        assertThat(shared)
                .containsExactly(
                        "theyachtsman and thomas-bgp share 314",
                        "theyachtsman and supervik share 0",
                        "theyachtsman and Left4punk share 0",
                        "theyachtsman and yuchengzhang966 share 87",
                        "thomas-bgp and supervik share 2190",
                        "thomas-bgp and Left4punk share 3603",
                        "thomas-bgp and yuchengzhang966 share 4377",
                        "supervik and Left4punk share 4383",
                        "supervik and yuchengzhang966 share 2190",
                        "Left4punk and yuchengzhang966 share 3603");
    }

    @Test
    void aWrongZoneShowsAsHolesWhenSummerTimeBegins() {
        Reading wrong = csv("timestamp", "iso", "UTC", "fundingRate", "1", ',')
                .readFile(Facts.BTC, Facts.days("2024-03-25", "2024-04-06"), "Left4punk-binance_btcusdt_funding.csv");

        assertThat(wrong.gaps()).startsWith(Facts.range("2024-03-31T00:00:00Z", "2024-03-31T08:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void seriesOfOtherVenuesAreWholeButForTheirHoles(
            String file, Layout layout, Times times, String rate, int hours, int rows, int holes) {
        SeriesFile series = new SeriesFile(
                RecordedData.history(),
                layout,
                times,
                new Values(rate, BigDecimal.ONE, '.', false),
                new SettledFunding(hours, null),
                Availability.AT_EVENT);

        Reading reading = series.readFile(Facts.BTC, null, file);

        assertThat(reading.letters()).isEmpty();
        assertThat(reading.rates()).hasSize(rows);
        assertThat(holes(reading)).isEqualTo(holes);
    }

    /** A hole over midnight is a gap a day. */
    private static long holes(Reading reading) {
        List<Instant> ends = reading.gaps().stream().map(TimeRange::to).toList();
        return reading.gaps().stream().filter(gap -> !ends.contains(gap.from())).count();
    }

    static Stream<Arguments> others() {
        Layout csv = new Layout(Format.CSV, ',', List.of(), Map.of());
        Layout array = new Layout(Format.JSON, ',', List.of(), Map.of());
        Layout member = new Layout(Format.JSON, ',', List.of("data"), Map.of());
        Layout okx = new Layout(Format.CSV, ',', List.of(), Map.of("exchange", "okx", "pair", "BTCUSDCM"));
        String bybit = "supervik-BTC-USDT_bybit_2021-01-01_2024-01-01_funding_history.csv";
        String dydx = "supervik-BTC-USDT_dydx_2022-01-01_2024-01-01_funding_history.csv";
        return Stream.of(
                arguments(bybit, csv, times("Date", "iso", "+03:00"), "Funding Rate", 8, 3285, 0),
                arguments(dydx, csv, times("Date", "iso", "UTC"), "Funding Rate", 1, 17_520, 0),
                arguments(
                        "yuchengzhang966-hl_BTC_funding_rates.json",
                        array,
                        times("time", "epoch-ms", null),
                        "funding_rate",
                        1,
                        12_192,
                        25),
                // Its first row is of 01:00 and its last of 00:00: two of the thirteen are the ends.
                arguments(
                        "Eva-Qi-deribit_btc_funding_hourly.json",
                        member,
                        times("timestamp", "epoch-ms", null),
                        "interest_1h",
                        1,
                        8533,
                        13),
                arguments(
                        "AHA-HH-all_exchanges.csv",
                        okx,
                        times("time", "iso", "Europe/London"),
                        "funding rate",
                        8,
                        1642,
                        1));
    }

    private static Times times(String column, String format, String zone) {
        return new Times(column, format, zone(zone), Order.ASCENDING);
    }

    /**
     * Adds the differences, rates compared to the last digit of the history with fewer decimals; returns how many
     * settlements both have.
     */
    private static int compare(
            String pair,
            NavigableMap<Instant, BigDecimal> one,
            NavigableMap<Instant, BigDecimal> two,
            List<String> differences) {
        int decimals = Math.min(decimals(one), decimals(two));
        Instant from = one.firstKey().isAfter(two.firstKey()) ? one.firstKey() : two.firstKey();
        Instant to = one.lastKey().isBefore(two.lastKey()) ? one.lastKey() : two.lastKey();
        if (to.isBefore(from)) {
            return 0;
        }
        NavigableSet<Instant> hours = new TreeSet<>(one.keySet());
        hours.addAll(two.keySet());
        int both = 0;
        for (Instant hour : hours.subSet(from, true, to, true)) {
            BigDecimal left = one.get(hour);
            BigDecimal right = two.get(hour);
            if (left == null || right == null || rounded(left, decimals).compareTo(rounded(right, decimals)) != 0) {
                differences.add(pair + " of " + hour + ": " + left + ", " + right);
            }
            both += left == null || right == null ? 0 : 1;
        }
        return both;
    }

    private static int decimals(Map<Instant, BigDecimal> history) {
        return history.values().stream().mapToInt(BigDecimal::scale).max().orElseThrow();
    }

    private static BigDecimal rounded(BigDecimal rate, int decimals) {
        return rate.setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
