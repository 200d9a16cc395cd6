package io.tidemark.jobs.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.testing.Facts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known at an instant, to the microsecond. */
class AsOfFunctionTest {

    private static final String START = "2025-01-14T00:00:00Z";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static final List<AlignedInput> INPUTS = List.of(
            AlignHarness.input(Dataset.KLINES, START, MINUTE),
            AlignHarness.input(Dataset.METRICS, START, Duration.ZERO),
            AlignHarness.input(Dataset.FUNDING_RATE, START, SECOND));

    /** What was known, as text: instant, settlement, observation of open interest, close of the last five minutes. */
    private static final class Report implements Decider<Integer, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer start() {
            return 0;
        }

        @Override
        public TypeInformation<Integer> carriedType() {
            return Types.INT;
        }

        @Override
        public Integer decide(
                Instrument instrument, Instant at, Known known, Integer decisions, Collector<String> rows) {
            FundingRate funding = known.funding(Instant.MIN);
            OpenInterest openInterest = known.openInterest(at.minus(Duration.ofMinutes(10)));
            Close close = ClosePrice.latest(known, at.minus(Duration.ofMinutes(5)), at);
            rows.collect(String.join(
                    " ",
                    String.valueOf(decisions),
                    at.toString(),
                    "funding " + (funding == null ? null : funding.fundingTime()),
                    "oi " + (openInterest == null ? null : openInterest.eventTime()),
                    "close " + (close == null ? null : close.end() + "=" + close.price())));
            return decisions + 1;
        }
    }

    private static AsOfFunction<Integer, String> function(String... instants) {
        Instant[] at = new Instant[instants.length];
        for (int index = 0; index < at.length; index++) {
            at[index] = Instant.parse(instants[index]);
        }
        return new AsOfFunction<>(INPUTS, AlignHarness.at(at), new Report());
    }

    private static String decided(List<Fact> facts, String instant) {
        List<String> rows = AlignHarness.rows(function(instant), facts);
        assertThat(rows).as("decided at %s", instant).hasSize(1);
        return rows.get(0);
    }

    private static FundingRate settled(String time) {
        Instant at = Instant.parse(time);
        return new FundingRate(Facts.BTC, at, new BigDecimal("0.0001"), 8, Availability.AT_EVENT.ofFunding(at), "file");
    }

    private static OpenInterest observed(String time) {
        Instant at = Instant.parse(time);
        return new OpenInterest(Facts.BTC, at, BigDecimal.TEN, "base", BigDecimal.TEN, null, null, at, "file");
    }

    private static Close close(Dataset dataset, String end, String price) {
        Instant at = Instant.parse(end);
        return new Close(Facts.BTC, dataset, at, price == null ? null : new BigDecimal(price), at);
    }

    private static Delivered delivered(Dataset dataset, String from, String to) {
        return new Delivered(Facts.BTC, dataset, Instant.parse(from), Instant.parse(to), true);
    }

    /** Everything that the two days of the brief need, delivered to the end. */
    private static List<Fact> days(Fact... facts) {
        List<Fact> all = new ArrayList<>(List.of(facts));
        String end = "2025-01-16T00:05:00Z";
        all.add(delivered(Dataset.KLINES, START, end));
        all.add(delivered(Dataset.METRICS, START, end));
        all.add(delivered(Dataset.FUNDING_RATE, START, end));
        return all;
    }

    @Test
    void atTwoInTheAfternoonTheSettlementIsThatOfEightAndOpenInterestThatOfTheInstant() {
        String row = decided(
                days(
                        settled("2025-01-15T00:00:00Z"),
                        settled("2025-01-15T08:00:00Z"),
                        settled("2025-01-15T16:00:00Z"),
                        observed("2025-01-15T13:55:00Z"),
                        observed("2025-01-15T14:00:00Z"),
                        observed("2025-01-15T14:05:00Z"),
                        close(Dataset.KLINES, "2025-01-15T14:00:00Z", "1"),
                        close(Dataset.KLINES, "2025-01-15T14:01:00Z", "2")),
                "2025-01-15T14:00:00Z");

        assertThat(row)
                .contains("funding 2025-01-15T08:00:00Z")
                .contains("oi 2025-01-15T14:00:00Z")
                .contains("close 2025-01-15T14:00:00Z=1");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T15:59:59.999Z, 2025-01-15T08:00:00Z",
        "2025-01-15T16:00:00.000Z, 2025-01-15T08:00:00Z",
        "2025-01-15T16:00:00.003Z, 2025-01-15T08:00:00Z",
        "2025-01-15T16:00:01.002Z, 2025-01-15T08:00:00Z",
        "2025-01-15T16:00:01.003Z, 2025-01-15T16:00:00.003Z"
    })
    void aSettlementIsKnownASecondAfterItsStampJitterIncluded(String decision, String known) {
        assertThat(decided(days(settled("2025-01-15T08:00:00Z"), settled("2025-01-15T16:00:00.003Z")), decision))
                .contains("funding " + known + " ");
    }

    @Test
    void anInputThatBecomesAvailableExactlyAtADecisionIsUsed() {
        FundingRate settlement = settled("2025-01-15T08:00:00Z");

        assertThat(decided(days(settlement), "2025-01-15T08:00:01Z")).contains("funding 2025-01-15T08:00:00Z");
        assertThat(decided(days(settlement), "2025-01-15T08:00:00.999999Z")).contains("funding null");
    }

    @Test
    void aStampAMicrosecondLaterThanTheDecisionIsTheFuture() {
        assertThat(decided(days(observed("2025-01-15T14:00:00.000001Z")), "2025-01-15T14:00:00Z"))
                .contains("oi null");
    }

    @Test
    void aStampOffTheGridIsNotKnownAtItsPlaceOnTheGrid() {
        List<Fact> facts = days(observed("2025-01-15T09:45:00Z"), observed("2025-01-15T09:50:02Z"));

        assertThat(decided(facts, "2025-01-15T09:50:00Z")).contains("oi 2025-01-15T09:45:00Z");
        assertThat(decided(facts, "2025-01-15T09:55:00Z")).contains("oi 2025-01-15T09:50:02Z");
    }

    @Test
    void aBarIsKnownAtItsEndNotAtTheStartThatLabelsIt() {
        // The bar that a venue labels 14:00 ends at 14:01.
        List<Fact> facts = days(
                close(Dataset.KLINES, "2025-01-15T14:00:00Z", "1"), close(Dataset.KLINES, "2025-01-15T14:01:00Z", "2"));

        assertThat(decided(facts, "2025-01-15T14:00:00Z")).contains("close 2025-01-15T14:00:00Z=1");
        assertThat(decided(facts, "2025-01-15T14:00:59.999999Z")).contains("close 2025-01-15T14:00:00Z=1");
        assertThat(decided(facts, "2025-01-15T14:01:00Z")).contains("close 2025-01-15T14:01:00Z=2");
    }

    @Test
    void aMinuteThatWasDeliveredIsPricedByItsTradesAndAnotherByTheVenue() {
        Fact[] facts = {
            close(Dataset.KLINES, "2025-01-15T13:58:00Z", "10"),
            close(Dataset.KLINES, "2025-01-15T13:59:00Z", "11"),
            close(Dataset.AGG_TRADES, "2025-01-15T13:59:00Z", "12"),
            close(Dataset.AGG_TRADES, "2025-01-15T14:00:00Z", null),
            close(Dataset.KLINES, "2025-01-15T14:00:00Z", "13")
        };

        assertThat(decided(days(facts), "2025-01-15T14:00:00Z"))
                .as("the last minute was delivered and nothing was traded in it")
                .contains("close 2025-01-15T13:59:00Z=12");
        assertThat(decided(days(facts[0], facts[1], facts[4]), "2025-01-15T14:00:00Z"))
                .contains("close 2025-01-15T14:00:00Z=13");
    }

    /** Whether an amount was ever seen before must not matter: that would depend on where a run began. */
    @Test
    void aRowThatStatesItsValueAloneHidesNoAmountThatIsStillValid() {
        Instant at = Instant.parse("2025-01-15T14:05:00Z");
        OpenInterest valued = new OpenInterest(Facts.BTC, at, null, "base", null, BigDecimal.TEN, null, at, "file");
        List<Fact> facts = days(observed("2025-01-15T14:00:00Z"), valued);
        List<Fact> more = days(observed("2025-01-14T00:00:00Z"), observed("2025-01-15T14:00:00Z"), valued);

        for (List<Fact> known : List.of(facts, more)) {
            assertThat(decided(known, "2025-01-15T14:10:00Z")).contains("oi 2025-01-15T14:00:00Z");
            assertThat(decided(known, "2025-01-15T14:15:00Z")).contains("oi 2025-01-15T14:05:00Z");
            assertThat(decided(known, "2025-01-15T14:20:00Z")).contains("oi null");
        }
        assertThat(decided(days(valued), "2025-01-15T14:10:00Z"))
                .isEqualTo(decided(days(observed("2025-01-14T00:00:00Z"), valued), "2025-01-15T14:10:00Z"));
    }

    @Test
    void closesOfAnEarlierWindowAreNotCarriedOn() {
        List<Fact> facts = days(close(Dataset.KLINES, "2025-01-15T13:55:00Z", "1"));

        assertThat(decided(facts, "2025-01-15T14:00:00Z")).contains("close null");
        assertThat(decided(facts, "2025-01-15T13:59:59Z")).contains("close 2025-01-15T13:55:00Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theOrderInWhichFilesArriveCannotBeSeen(long seed) {
        List<List<Fact>> files = new ArrayList<>();
        Random random = new Random(seed);
        for (int day = 14; day < 17; day++) {
            String midnight = "2025-01-" + day + "T00:00:00Z";
            String next = "2025-01-" + (day + 1) + "T00:00:00Z";
            List<Fact> klines = new ArrayList<>();
            List<Fact> metrics = new ArrayList<>();
            List<Fact> funding = new ArrayList<>();
            Instant end = Instant.parse(next);
            for (Instant at = Instant.parse(midnight); at.isBefore(end); at = at.plus(MINUTE)) {
                klines.add(close(Dataset.KLINES, at.plus(MINUTE).toString(), String.valueOf(random.nextInt(1000))));
                if (at.getEpochSecond() % 300 == 0 && random.nextInt(10) > 0) {
                    metrics.add(observed(at.plusSeconds(random.nextInt(3)).toString()));
                }
                if (at.getEpochSecond() % 28_800 == 0) {
                    funding.add(settled(at.plusMillis(random.nextInt(5)).toString()));
                }
            }
            klines.add(delivered(Dataset.KLINES, midnight, next));
            metrics.add(delivered(Dataset.METRICS, midnight, next));
            funding.add(delivered(Dataset.FUNDING_RATE, midnight, next));
            files.addAll(List.of(klines, metrics, funding));
        }
        Grid grid = new Grid(Instant.parse(START), Instant.parse("2025-01-16T23:55:00Z"), Duration.ofMinutes(5));
        List<String> inOrder = AlignHarness.rows(
                new AsOfFunction<>(INPUTS, grid, new Report()),
                files.stream().flatMap(List::stream).toList());
        Collections.shuffle(files, random);
        List<Fact> shuffled = files.stream().flatMap(List::stream).toList();

        assertThat(inOrder).hasSize(3 * 288);
        assertThat(AlignHarness.rows(new AsOfFunction<>(INPUTS, grid, new Report()), shuffled))
                .as("seed %d", seed)
                .isEqualTo(inOrder);
        assertThat(AlignHarness.rows(
                        new AsOfFunction<>(INPUTS, grid, new Report()), shuffled, random.nextInt(shuffled.size())))
                .as("restarted, seed %d", seed)
                .isEqualTo(inOrder);
    }

    @Test
    void nothingIsDecidedBeforeEveryInputHasComeThatFar() {
        AsOfFunction<Integer, String> function = function("2025-01-14T08:00:00Z");
        List<Fact> facts = new ArrayList<>(List.of(
                settled("2025-01-14T08:00:00Z"),
                delivered(Dataset.KLINES, START, "2025-01-14T08:00:00Z"),
                delivered(Dataset.FUNDING_RATE, START, "2025-01-14T08:00:00Z"),
                // Open interest of the very instant may still come.
                delivered(Dataset.METRICS, START, "2025-01-14T08:00:00Z")));

        assertThat(AlignHarness.rows(function, facts)).isEmpty();
        facts.add(observed("2025-01-14T08:00:00Z"));
        assertThat(AlignHarness.rows(function, facts)).isEmpty();
        facts.add(delivered(Dataset.METRICS, "2025-01-14T08:00:00Z", "2025-01-14T08:05:00Z"));
        assertThat(AlignHarness.rows(function, facts))
                .containsExactly("0 2025-01-14T08:00:00Z funding null oi 2025-01-14T08:00:00Z close null");
    }

    @Test
    void aHoleInWhatWasDeliveredHoldsDecisionsBackUntilItIsFilled() {
        AsOfFunction<Integer, String> function = function("2025-01-14T08:00:00Z", "2025-01-14T10:00:00Z");
        List<Fact> facts = new ArrayList<>(List.of(
                delivered(Dataset.KLINES, START, "2025-01-15T00:00:00Z"),
                delivered(Dataset.FUNDING_RATE, START, "2025-01-15T00:00:00Z"),
                delivered(Dataset.METRICS, START, "2025-01-14T09:00:00Z"),
                delivered(Dataset.METRICS, "2025-01-14T09:30:00Z", "2025-01-15T00:00:00Z")));

        assertThat(AlignHarness.rows(function, facts)).hasSize(1);
        facts.add(new Delivered(
                Facts.BTC,
                Dataset.METRICS,
                Instant.parse("2025-01-14T09:00:00Z"),
                Instant.parse("2025-01-14T09:30:00Z"),
                false));
        assertThat(AlignHarness.rows(function, facts)).hasSize(2);
    }

    @Test
    void anInputThatNeverComesIsForItsSourceToGiveUp() {
        List<Fact> facts = List.of(
                close(Dataset.KLINES, "2025-01-14T08:00:00Z", "1"),
                delivered(Dataset.KLINES, START, "2026-01-01T00:00:00Z"),
                delivered(Dataset.METRICS, START, "2026-01-01T00:00:00Z"));

        assertThat(AlignHarness.rows(function("2025-01-14T08:00:00Z"), facts))
                .as("the join has no time-out")
                .isEmpty();
        List<Fact> givenUp = new ArrayList<>(facts);
        givenUp.add(new Delivered(
                Facts.BTC, Dataset.FUNDING_RATE, Instant.parse(START), Instant.parse("2025-01-15T00:00:00Z"), false));
        assertThat(AlignHarness.rows(function("2025-01-14T08:00:00Z"), givenUp))
                .containsExactly("0 2025-01-14T08:00:00Z funding null oi null close 2025-01-14T08:00:00Z=1");
    }

    @Test
    void whatIsDeliveredOnADayWaitsForNoFunding() {
        Instrument quarterly = new Instrument(
                "binance", Market.LINEAR_FUTURE, "BTCUSDT_250627", "BTC", "USDT", "binance:BTC/USDT:USDT-250627");
        List<Fact> facts = new ArrayList<>();
        for (Dataset dataset : List.of(Dataset.KLINES, Dataset.METRICS)) {
            facts.add(new Delivered(
                    quarterly, dataset, Instant.parse(START), Instant.parse("2025-01-15T00:00:00Z"), true));
        }

        assertThat(AlignHarness.rows(function("2025-01-14T08:00:00Z"), facts)).hasSize(1);
    }

    @Test
    void ofTwoObservationsOfOneInstantTheSameOneCountsWhateverTheirOrder() {
        Instant at = Instant.parse("2025-01-15T14:00:00Z");
        Close one = new Close(Facts.BTC, Dataset.KLINES, at, BigDecimal.ONE, at);
        Close two = new Close(Facts.BTC, Dataset.KLINES, at, BigDecimal.TEN, at);

        assertThat(decided(days(one, two), at.toString())).isEqualTo(decided(days(two, one), at.toString()));
    }

    @Test
    void instrumentsDoNotSeeEachOther() {
        List<Fact> facts = days(observed("2025-01-15T14:00:00Z"));
        for (Dataset dataset : List.of(Dataset.KLINES, Dataset.METRICS, Dataset.FUNDING_RATE)) {
            facts.add(new Delivered(
                    Facts.ETH, dataset, Instant.parse(START), Instant.parse("2025-01-16T00:00:00Z"), true));
        }

        assertThat(AlignHarness.rows(function("2025-01-15T14:00:00Z"), facts))
                .containsExactlyInAnyOrder(
                        "0 2025-01-15T14:00:00Z funding null oi 2025-01-15T14:00:00Z close null",
                        "0 2025-01-15T14:00:00Z funding null oi null close null");
    }

    @Test
    void anObservationThatComesAfterItsDecisionIsUsedAtTheNext() {
        List<Fact> facts = new ArrayList<>(List.of(
                delivered(Dataset.KLINES, START, "2025-01-15T00:00:00Z"),
                delivered(Dataset.FUNDING_RATE, START, "2025-01-15T00:00:00Z"),
                delivered(Dataset.METRICS, START, "2025-01-14T09:00:00Z"),
                settled("2025-01-14T00:00:00Z"),
                delivered(Dataset.METRICS, "2025-01-14T09:00:00Z", "2025-01-15T00:00:00Z")));

        assertThat(AlignHarness.rows(function("2025-01-14T08:00:00Z", "2025-01-14T12:00:00Z"), facts))
                .containsExactly(
                        "0 2025-01-14T08:00:00Z funding null oi null close null",
                        "1 2025-01-14T12:00:00Z funding 2025-01-14T00:00:00Z oi null close null");
    }

    @Test
    void factsThatCannotBeAlignedAreAnError() {
        Gap gap = Gap.inTime(Facts.BTC, Dataset.KLINES, Facts.days("2025-01-14", "2025-01-15"), "missing");

        assertThatThrownBy(() -> AlignHarness.rows(function(START), List.of(gap)))
                .hasMessageContaining("Gap");
    }
}
