package io.tidemark.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder.OutOfOrderException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaneBuilderTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");

    private static Trade trade(long id, String at) {
        return trade(id, 10 * id, 10 * id, at);
    }

    private static Trade trade(long id, long firstFill, long lastFill, String at) {
        return new Trade(
                id,
                BigDecimal.TEN,
                BigDecimal.ONE,
                firstFill,
                lastFill,
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(at)),
                true);
    }

    private static List<Fact> read(Trade... trades) {
        return WindowHarness.read(Facts.BTC, DAY, List.of(trades));
    }

    /** What is delivered, or is said never to come, as stretches without a break. */
    private static List<TimeRange> delivered(List<Fact> facts, boolean present) {
        List<TimeRange> stretches = new ArrayList<>();
        for (Delivered delivered : Facts.of(Delivered.class, facts)) {
            if (delivered.present() != present) {
                continue;
            }
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).to().equals(delivered.from())) {
                stretches.set(last, new TimeRange(stretches.get(last).from(), delivered.to()));
            } else {
                stretches.add(new TimeRange(delivered.from(), delivered.to()));
            }
        }
        return stretches;
    }

    @Test
    void aPaneHoldsTheTradesOfItsTenSecondsHalfOpen() {
        List<Pane> panes = Facts.panes(read(
                trade(1, "2026-04-06T00:00:00Z"),
                trade(2, "2026-04-06T00:00:09.999999Z"),
                trade(3, "2026-04-06T00:00:10Z"),
                trade(4, "2026-04-06T23:59:59.999999Z")));

        assertThat(panes)
                .extracting(pane -> Instant.EPOCH.plus(pane.start(), ChronoUnit.MICROS))
                .containsExactly(
                        Instant.parse("2026-04-06T00:00:00Z"),
                        Instant.parse("2026-04-06T00:00:10Z"),
                        Instant.parse("2026-04-06T23:59:50Z"));
        assertThat(panes).extracting(Pane::aggregateTrades).containsExactly(2L, 1L, 1L);
    }

    @Test
    void stampsThatRunBackIntoAnEarlierPaneAreAddedToIt() {
        List<Pane> panes = Facts.panes(read(
                trade(1, "2026-04-06T00:00:05Z"),
                trade(2, "2026-04-06T00:00:12Z"),
                trade(3, "2026-04-06T00:00:08Z"),
                trade(4, "2026-04-06T00:00:13Z"),
                trade(5, "2026-04-06T23:59:59Z")));

        assertThat(panes).extracting(Pane::aggregateTrades).containsExactly(2L, 2L, 1L);
        assertThat(panes).extracting(Pane::lastId).containsExactly(3L, 4L, 5L);
    }

    @Test
    void missingIdsAreCountedWithTheLaterTradeAndAreAGap() {
        List<Fact> facts = read(
                trade(1, "2026-04-06T00:00:00Z"),
                trade(5, "2026-04-06T10:00:00Z"),
                trade(6, "2026-04-06T10:00:01Z"),
                trade(8, "2026-04-06T23:59:59Z"));

        assertThat(Facts.panes(facts)).extracting(Pane::missingIds).containsExactly(0L, 3L, 1L);
        assertThat(Facts.of(Gap.class, facts))
                .containsExactly(
                        new Gap(
                                Facts.BTC,
                                Dataset.AGG_TRADES,
                                null,
                                2L,
                                4L,
                                Instant.parse("2026-04-06T00:00:00Z"),
                                Instant.parse("2026-04-06T10:00:00Z"),
                                "trade ids are missing"),
                        new Gap(
                                Facts.BTC,
                                Dataset.AGG_TRADES,
                                null,
                                7L,
                                7L,
                                Instant.parse("2026-04-06T10:00:01Z"),
                                Instant.parse("2026-04-06T23:59:59Z"),
                                "trade ids are missing"));
    }

    @Test
    void fillIdsBetweenNeighboursAreSkippedOnesUnlessAWholeTradeIsMissing() {
        List<Fact> facts = read(
                trade(1, 100, 102, "2026-04-06T00:00:00Z"),
                trade(2, 105, 105, "2026-04-06T00:01:00Z"),
                trade(3, 106, 110, "2026-04-06T00:02:00Z"),
                trade(5, 200, 200, "2026-04-06T00:03:00Z"),
                trade(6, 199, 199, "2026-04-06T23:59:00Z"));

        assertThat(Facts.panes(facts)).extracting(Pane::skippedFillIds).containsExactly(0L, 2L, 0L, 0L, 0L);
        assertThat(Facts.panes(facts)).extracting(Pane::fills).containsExactly(3L, 1L, 5L, 1L, 1L);
    }

    @Test
    void holesAreNotCountedAcrossMidnight() {
        List<Fact> facts = WindowHarness.read(
                Facts.BTC,
                Facts.days("2026-04-06", "2026-04-08"),
                List.of(
                        trade(1, "2026-04-06T00:00:00Z"),
                        trade(2, "2026-04-06T23:59:59Z"),
                        trade(9, "2026-04-07T00:00:00Z"),
                        trade(10, "2026-04-07T23:59:59Z")));

        assertThat(Facts.of(Gap.class, facts)).isEmpty();
        assertThat(Facts.panes(facts)).extracting(Pane::missingIds).containsOnly(0L);
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("edges")
    void aSilenceOfMoreThanHalfAnHourAtAnEdgeIsASuspectedGap(
            String first, String last, String deliveredFrom, String deliveredTo) {
        List<Fact> facts = read(trade(1, first), trade(2, last));

        TimeRange heard = Facts.range(deliveredFrom, deliveredTo);
        assertThat(delivered(facts, true)).containsExactly(heard);
        List<TimeRange> silences = Stream.of(
                        new TimeRange(DAY.from(), heard.from()), new TimeRange(heard.to(), DAY.to()))
                .filter(range -> !range.isEmpty())
                .toList();
        assertThat(delivered(facts, false)).isEqualTo(silences);
        assertThat(Facts.of(Gap.class, facts))
                .extracting(gap -> new TimeRange(gap.from(), gap.to()))
                .isEqualTo(silences);
        assertThat(Facts.of(Gap.class, facts))
                .allSatisfy(gap -> assertThat(gap.reason()).contains("silent"));
    }

    static Stream<Arguments> edges() {
        String start = "2026-04-06T00:00:00Z";
        String end = "2026-04-07T00:00:00Z";
        return Stream.of(
                arguments(start, "2026-04-06T23:59:59Z", start, end),
                arguments("2026-04-06T00:30:00Z", "2026-04-06T23:30:00Z", start, end),
                arguments("2026-04-06T00:30:00.000001Z", "2026-04-06T23:30:00Z", "2026-04-06T00:30:00Z", end),
                arguments("2026-04-06T00:30:00Z", "2026-04-06T23:29:59.999999Z", start, "2026-04-06T23:30:00Z"),
                arguments("2026-04-06T00:30:00Z", "2026-04-06T23:29:00Z", start, "2026-04-06T23:30:00Z"),
                arguments(
                        "2026-04-06T12:34:56Z",
                        "2026-04-06T12:35:00Z",
                        "2026-04-06T12:34:00Z",
                        "2026-04-06T12:36:00Z"));
    }

    @Test
    void silenceInsideTheFileIsDelivered() {
        List<Fact> facts = read(trade(1, "2026-04-06T00:10:00Z"), trade(2, "2026-04-06T23:50:00Z"));

        assertThat(delivered(facts, true)).containsExactly(DAY);
        assertThat(Facts.of(Gap.class, facts)).isEmpty();
    }

    @Test
    void progressComesAfterEverythingThatItSpeaksOf() {
        List<Fact> facts = read(
                trade(1, "2026-04-06T12:00:00Z"), trade(4, "2026-04-06T13:00:00Z"), trade(5, "2026-04-06T23:59:00Z"));

        Instant delivered = DAY.from();
        for (Fact fact : facts) {
            if (fact instanceof PaneGroup panes) {
                assertThat(Instant.EPOCH.plus(panes.start(), ChronoUnit.MICROS)).isAfterOrEqualTo(delivered);
            } else if (fact instanceof Delivered progress) {
                assertThat(progress.from()).isEqualTo(delivered);
                delivered = progress.to();
            }
        }
        assertThat(delivered).isEqualTo(DAY.to());
        assertThat(Facts.panes(facts)).hasSize(3);
    }

    @Test
    void onlyTheWantedDaysLeaveAFile() {
        TimeRange second = Facts.days("2026-04-07", "2026-04-08");
        ArchiveFile file = WindowHarness.file(Facts.BTC, Facts.days("2026-04-06", "2026-04-09"), List.of(second));
        List<Fact> facts = WindowHarness.read(
                file,
                List.of(
                        trade(1, "2026-04-06T00:00:00Z"),
                        trade(5, "2026-04-06T23:59:59Z"),
                        trade(6, "2026-04-07T00:00:00Z"),
                        trade(8, "2026-04-07T23:59:59Z"),
                        trade(9, "2026-04-08T00:00:00Z"),
                        trade(20, "2026-04-08T23:59:59Z")));

        assertThat(Facts.panes(facts)).extracting(Pane::firstId).containsExactly(6L, 8L);
        assertThat(Facts.of(Gap.class, facts)).extracting(Gap::firstMissingId).containsExactly(7L);
        assertThat(delivered(facts, true)).containsExactly(second);
    }

    @Test
    void aFileWithoutTradesDeliversNothing() {
        List<Fact> facts = read();

        assertThat(delivered(facts, true)).isEmpty();
        assertThat(delivered(facts, false)).containsExactly(DAY);
        assertThat(Facts.of(Gap.class, facts)).hasSize(1);
    }

    @Test
    void idsThatDoNotAscendAskForAnotherReading() {
        PaneBuilder panes = new PaneBuilder(WindowHarness.file(Facts.BTC, DAY, List.of(DAY)));
        trade(2, "2026-04-06T00:00:00Z").sendTo(panes);

        assertThatThrownBy(() -> trade(1, "2026-04-06T00:00:01Z").sendTo(panes))
                .isInstanceOf(OutOfOrderException.class);
        assertThatThrownBy(() -> trade(2, "2026-04-06T00:00:01Z").sendTo(panes))
                .isInstanceOf(OutOfOrderException.class);
    }

    @Test
    void sortedTradesGiveWhatTradesInOrderGive() {
        long seed = 61;
        List<Trade> trades = RandomTrades.of(seed, RandomTrades.Magnitude.BTC, LocalDate.of(2026, 4, 6), 1, 2000);
        List<Trade> shuffled = new ArrayList<>(trades);
        shuffled.addAll(trades.subList(10, 60));
        Collections.shuffle(shuffled, new Random(seed));
        SortingTrades sorting = new SortingTrades(new PaneBuilder(WindowHarness.file(Facts.BTC, DAY, List.of(DAY))));
        shuffled.forEach(trade -> trade.sendTo(sorting));
        List<Fact> facts = new ArrayList<>();
        sorting.finish(facts::add);

        assertThat(facts)
                .as("seed %d", seed)
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(WindowHarness.read(Facts.BTC, DAY, trades));
        assertThat(sorting.duplicates()).isEqualTo(50);
    }

    @Test
    void aTradeThatContradictsAnEarlierOneOfItsIdIsRejected() {
        SortingTrades sorting = new SortingTrades(new PaneBuilder(WindowHarness.file(Facts.BTC, DAY, List.of(DAY))));
        trade(7, "2026-04-06T00:00:00Z").sendTo(sorting);

        assertThatThrownBy(() -> trade(7, "2026-04-06T00:00:01Z").sendTo(sorting))
                .isInstanceOf(RejectedLineException.class)
                .hasMessageContaining("7");
        assertThat(sorting.duplicates()).isZero();
    }
}
