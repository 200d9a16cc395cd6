package io.tidemark.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.table.TableRows;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import io.tidemark.jobs.window.BarOracle.Quantile;
import io.tidemark.jobs.window.BarOracle.Statistic;
import io.tidemark.jobs.window.RandomTrades.Magnitude;
import io.tidemark.jobs.window.WindowHarness.Result;
import io.tidemark.udfs.stats.QuantileSketch;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarFunctionTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 4, 6);
    private static final TimeRange TWO_DAYS = Facts.days("2026-04-06", "2026-04-08");
    private static final TimeRange FIRST = Facts.days("2026-04-06", "2026-04-07");
    private static final TimeRange SECOND = Facts.days("2026-04-07", "2026-04-08");

    private static final Set<String> IDENTITY =
            Set.of("venue", "market", "symbol", "base", "quote", "instrument", "run_id");
    private static final List<RowData.FieldGetter> GETTERS = getters();

    private static List<RowData.FieldGetter> getters() {
        RowType types = FlinkSchemaUtil.convert(FlowTables.BARS.schema());
        return IntStream.range(0, types.getFieldCount())
                .mapToObj(at -> RowData.createFieldGetter(types.getTypeAt(at), at))
                .toList();
    }

    /** Everything in a bar, to the bit. */
    private static List<String> exact(List<Bar> bars) {
        return bars.stream()
                .map(bar -> bar.toString()
                        .replaceFirst("sketch=\\[B@[0-9a-f]+", HexFormat.of().formatHex(bar.sketch())))
                .toList();
    }

    private static Trade trade(long id, String at) {
        return trade(id, at, "10", "2", true);
    }

    private static Trade trade(long id, String at, String price, String quantity, boolean bought) {
        return new Trade(
                id,
                new BigDecimal(price),
                new BigDecimal(quantity),
                10 * id,
                10 * id,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at)),
                bought);
    }

    /** A day's trades at both edges, so that no silence is suspected, and more between. */
    private static List<Trade> day(String day, long firstId, Trade... more) {
        List<Trade> trades = new ArrayList<>();
        trades.add(trade(firstId, day + "T00:00:00Z"));
        trades.addAll(List.of(more));
        trades.add(trade(firstId + 1 + more.length, day + "T23:59:59.999Z"));
        return trades;
    }

    private static Map<Instant, Bar> byStart(List<Bar> bars) {
        Map<Instant, Bar> byStart = new TreeMap<>();
        bars.forEach(bar -> assertThat(byStart.put(bar.start(), bar)).isNull());
        return byStart;
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnIsWhatItsDefinitionSays(Magnitude magnitude) {
        for (long seed : new long[] {11}) {
            List<Trade> trades = RandomTrades.of(seed, magnitude, FIRST_DAY, 2, 3000);
            BarOracle oracle = new BarOracle(trades);
            List<Fact> facts = new ArrayList<>(WindowHarness.read(Facts.BTC, FIRST, trades));
            facts.addAll(WindowHarness.read(Facts.BTC, SECOND, trades));

            List<Bar> bars = WindowHarness.bars(TWO_DAYS, facts).bars();

            assertThat(bars).hasSize(2880);
            assertThat(bars.stream().filter(bar -> bar.kyleLambda() != null).count())
                    .as("minutes with an impact, seed %d", seed)
                    .isGreaterThan(50);
            for (Bar bar : bars) {
                assertColumns(
                        magnitude + " seed " + seed, bar, TableRows.BARS.row(bar, "run"), oracle.bar(bar.start()));
            }
        }
    }

    private static void assertColumns(String what, Bar bar, RowData row, Map<String, Object> expected) {
        List<TableDefinition.Column> columns = FlowTables.BARS.columns();
        for (int at = 0; at < columns.size(); at++) {
            String name = columns.get(at).name();
            Object actual = GETTERS.get(at).getFieldOrNull(row);
            boolean right;
            if (IDENTITY.contains(name)) {
                right = actual != null;
            } else if (name.equals("trade_quote_sketch")) {
                right = QuantileSketch.fromBytes((byte[]) actual).count() == bar.aggregateTradeCount();
            } else {
                right = isRight(actual, expected.get(name));
            }
            if (!right) {
                fail("%s %s: %s is %s, should be %s", what, bar.start(), name, actual, expected.get(name));
            }
        }
    }

    private static boolean isRight(Object actual, Object expected) {
        if (expected == null || actual == null) {
            return actual == expected;
        }
        if (expected instanceof Quantile quantile) {
            return Math.abs((Double) actual - quantile.value()) <= 0.01 * quantile.value() * (1 + 1e-9);
        }
        if (expected instanceof Statistic statistic) {
            return Math.abs((Double) actual - statistic.value()) <= 1e-12 * statistic.magnitude();
        }
        if (expected instanceof BigDecimal decimal) {
            return ((DecimalData) actual).toBigDecimal().compareTo(decimal) == 0;
        }
        if (expected instanceof Instant) {
            return ((TimestampData) actual).toInstant().equals(expected);
        }
        return actual.equals(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void neitherTheSplitIntoFilesNorAnyOrderOfArrivalChangesABit(long seed) {
        Random random = new Random(seed);
        Magnitude magnitude = List.of(Magnitude.values()).get(random.nextInt(Magnitude.values().length));
        TimeRange range = Facts.days("2026-04-06", "2026-04-09");
        List<Trade> trades = RandomTrades.of(seed, magnitude, FIRST_DAY, 3, 1500);
        List<Fact> whole = WindowHarness.read(Facts.BTC, range, trades);
        Result expected = WindowHarness.bars(range, whole);
        assertThat(expected.bars()).hasSize(3 * 1440);

        List<List<Fact>> byDay = new ArrayList<>();
        for (TimeRange day : range.cutAtMidnights()) {
            byDay.add(WindowHarness.read(Facts.BTC, day, trades));
        }
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(byDay, random);
            List<Fact> shuffled = new ArrayList<>();
            byDay.forEach(file -> shuffled.addAll(shuffledPanes(file, random)));
            assertSame(seed, WindowHarness.bars(range, shuffled), expected);
            assertSame(seed, WindowHarness.bars(range, panesThenProgress(byDay, random)), expected);
            assertSame(seed, WindowHarness.bars(range, shuffled, random.nextInt(shuffled.size())), expected);
        }
        assertSame(seed, WindowHarness.bars(range, shuffledPanes(whole, random)), expected);
    }

    private static void assertSame(long seed, Result actual, Result expected) {
        assertThat(exact(actual.bars())).as("seed %d", seed).isEqualTo(exact(expected.bars()));
    }

    /** Within a file panes may come in any order, before the progress. */
    private static List<Fact> shuffledPanes(List<Fact> file, Random random) {
        List<Fact> facts = new ArrayList<>(
                file.stream().filter(fact -> !(fact instanceof Delivered)).toList());
        Collections.shuffle(facts, random);
        facts.addAll(Facts.of(Delivered.class, file));
        return facts;
    }

    /** All files at once, and their progress in any order. */
    private static List<Fact> panesThenProgress(List<List<Fact>> files, Random random) {
        List<Fact> all = files.stream().flatMap(List::stream).toList();
        List<Fact> facts = new ArrayList<>(
                all.stream().filter(fact -> !(fact instanceof Delivered)).toList());
        Collections.shuffle(facts, random);
        List<Delivered> progress = new ArrayList<>(Facts.of(Delivered.class, all));
        Collections.shuffle(progress, random);
        facts.addAll(progress);
        return facts;
    }

    @Test
    void aDayAloneGivesTheBarsThatItHasWithinALongerRange() {
        long seed = 31;
        List<Trade> trades = RandomTrades.of(seed, Magnitude.BTC, FIRST_DAY, 2, 2000);
        List<Fact> second = WindowHarness.read(Facts.BTC, SECOND, trades);
        List<Fact> both = new ArrayList<>(WindowHarness.read(Facts.BTC, FIRST, trades));
        both.addAll(second);

        List<Bar> alone = WindowHarness.bars(SECOND, second).bars();

        assertThat(exact(alone))
                .as("seed %d", seed)
                .isEqualTo(exact(WindowHarness.bars(TWO_DAYS, both).bars().subList(1440, 2880)));
    }

    @Test
    void aMinuteWithoutTradesIsARowOfZerosAndNulls() {
        Result result = WindowHarness.bars(FIRST, WindowHarness.read(Facts.BTC, FIRST, day("2026-04-06", 100)));

        assertThat(result.bars()).hasSize(1440);
        Bar quiet = byStart(result.bars()).get(Instant.parse("2026-04-06T12:00:00Z"));
        assertThat(quiet.volume()).isZero();
        assertThat(quiet.quoteVolume()).isZero();
        assertThat(quiet.takerSellVolume()).isZero();
        assertThat(quiet.deltaQuote()).isZero();
        assertThat(quiet.tradeCount()).isZero();
        assertThat(quiet.aggregateTradeCount()).isZero();
        assertThat(quiet.open()).isNull();
        assertThat(quiet.high()).isNull();
        assertThat(quiet.low()).isNull();
        assertThat(quiet.close()).isNull();
        assertThat(quiet.vwap()).isNull();
        assertThat(quiet.largestQuote()).isNull();
        assertThat(quiet.tradeQuoteP50()).isNull();
        assertThat(quiet.kyleLambda()).isNull();
        assertThat(quiet.amihud()).isNull();
        assertThat(quiet.firstId()).isNull();
        assertThat(quiet.complete()).isTrue();
        assertThat(quiet.coverageRatio()).isEqualTo(1.0);
        assertThat(quiet.cvdDayQuote()).isEqualByComparingTo("20");
        assertThat(QuantileSketch.fromBytes(quiet.sketch()).count()).isZero();
    }

    @Test
    void aTradeAtTheVeryMinuteBelongsToTheNextBar() {
        Result result = WindowHarness.bars(
                FIRST,
                WindowHarness.read(
                        Facts.BTC,
                        FIRST,
                        day(
                                "2026-04-06",
                                100,
                                trade(101, "2026-04-06T10:00:59.999999Z", "11", "1", true),
                                trade(102, "2026-04-06T10:01:00Z", "12", "1", false))));

        Map<Instant, Bar> bars = byStart(result.bars());
        Bar before = bars.get(Instant.parse("2026-04-06T10:00:00Z"));
        Bar after = bars.get(Instant.parse("2026-04-06T10:01:00Z"));
        assertThat(before.close()).isEqualByComparingTo("11");
        assertThat(before.aggregateTradeCount()).isEqualTo(1);
        assertThat(after.open()).isEqualByComparingTo("12");
        assertThat(after.aggregateTradeCount()).isEqualTo(1);
    }

    @Test
    void openAndCloseFollowTimeAndThenId() {
        Result result = WindowHarness.bars(
                FIRST,
                WindowHarness.read(
                        Facts.BTC,
                        FIRST,
                        day(
                                "2026-04-06",
                                100,
                                trade(101, "2026-04-06T10:00:30Z", "5", "1", true),
                                trade(102, "2026-04-06T10:00:10Z", "6", "1", true),
                                trade(103, "2026-04-06T10:00:10Z", "7", "1", true),
                                trade(104, "2026-04-06T10:00:30Z", "8", "1", true),
                                trade(105, "2026-04-06T10:00:20Z", "9", "1", true))));

        Bar bar = byStart(result.bars()).get(Instant.parse("2026-04-06T10:00:00Z"));
        assertThat(bar.open()).isEqualByComparingTo("6");
        assertThat(bar.close()).isEqualByComparingTo("8");
        assertThat(bar.high()).isEqualByComparingTo("9");
        assertThat(bar.low()).isEqualByComparingTo("5");
    }

    @Test
    void minutesThatWereNotDeliveredAreNoRowsAndEndTheDaysCumulativeDelta() {
        List<Trade> trades = new ArrayList<>();
        trades.add(trade(100, "2026-04-06T10:15:20Z"));
        trades.add(trade(101, "2026-04-06T20:00:40Z"));
        trades.addAll(day("2026-04-07", 102));
        List<Fact> facts = new ArrayList<>(WindowHarness.read(Facts.BTC, FIRST, trades));
        facts.addAll(WindowHarness.read(Facts.BTC, SECOND, trades));

        List<Bar> bars = WindowHarness.bars(TWO_DAYS, facts).bars();

        List<Bar> first =
                bars.stream().filter(bar -> FIRST.contains(bar.start())).toList();
        assertThat(first).hasSize(10 * 60 - 15 + 1);
        assertThat(first.get(0).start()).isEqualTo("2026-04-06T10:15:00Z");
        assertThat(first.get(first.size() - 1).start()).isEqualTo("2026-04-06T20:00:00Z");
        assertThat(first).allSatisfy(bar -> assertThat(bar.cvdDayQuote()).isNull());
        assertThat(first.get(0).deltaQuote()).isEqualByComparingTo("20");
        List<Bar> second =
                bars.stream().filter(bar -> SECOND.contains(bar.start())).toList();
        assertThat(second).hasSize(1440).allSatisfy(bar -> assertThat(bar.cvdDayQuote())
                .isNotNull());
        assertThat(second.get(1439).cvdDayQuote()).isEqualByComparingTo("40");
    }

    @Test
    void anAbsentDayDoesNotHoldUpTheNextOne() {
        List<Fact> facts = new ArrayList<>(WindowHarness.read(Facts.BTC, SECOND, day("2026-04-07", 100)));
        facts.add(new Delivered(Facts.BTC, Dataset.AGG_TRADES, FIRST.from(), FIRST.to(), false));

        Result result = WindowHarness.bars(TWO_DAYS, facts);

        assertThat(result.bars()).hasSize(1440).allSatisfy(bar -> assertThat(SECOND.contains(bar.start()))
                .isTrue());
    }

    @Test
    void nothingComesOutBeforeWhatIsBeforeItIsDelivered() {
        List<Fact> second = WindowHarness.read(Facts.BTC, SECOND, day("2026-04-07", 100));

        assertThat(WindowHarness.bars(TWO_DAYS, second).bars()).isEmpty();
    }

    @Test
    void instrumentsDoNotMeet() {
        long seed = 41;
        List<Trade> one = RandomTrades.of(seed, Magnitude.BTC, FIRST_DAY, 1, 800);
        List<Trade> two = RandomTrades.of(seed + 1, Magnitude.PEPE, FIRST_DAY, 1, 800);
        List<Fact> both = new ArrayList<>(WindowHarness.read(Facts.BTC, FIRST, one));
        both.addAll(WindowHarness.read(Facts.ETH, FIRST, two));
        both = shuffledPanes(both, new Random(seed));

        List<Bar> bars = new ArrayList<>(WindowHarness.bars(FIRST, both).bars());
        bars.sort(Comparator.comparing((Bar bar) -> bar.instrument().id()).thenComparing(Bar::start));

        List<Bar> expected = new ArrayList<>(WindowHarness.bars(FIRST, WindowHarness.read(Facts.BTC, FIRST, one))
                .bars());
        expected.addAll(WindowHarness.bars(FIRST, WindowHarness.read(Facts.ETH, FIRST, two))
                .bars());
        assertThat(exact(bars)).as("seed %d", seed).isEqualTo(exact(expected));
    }

    @Test
    void onlyHowFarItCameIsLeftInStateAfterTheEndOfTheRange() {
        List<Trade> trades = RandomTrades.of(51, Magnitude.BTC, FIRST_DAY, 2, 500);
        List<Fact> facts = new ArrayList<>(WindowHarness.read(Facts.BTC, SECOND, trades));
        assertThat(WindowHarness.bars(TWO_DAYS, facts).stateEntries()).isGreaterThan(1);

        facts.addAll(WindowHarness.read(Facts.BTC, FIRST, trades));

        assertThat(WindowHarness.bars(TWO_DAYS, facts).stateEntries()).isEqualTo(1);
    }
}
