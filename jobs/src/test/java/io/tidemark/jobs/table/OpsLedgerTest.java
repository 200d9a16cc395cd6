package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsLedgerTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");
    private static final Gap HOLE = Gap.inTime(
            Facts.BTC, Dataset.KLINES, Facts.range("2026-04-06T10:00:00Z", "2026-04-06T10:05:00Z"), "missing");

    @TempDir
    Path folder;

    private Lake lake;
    private int runs;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private OpsLedger ledger(Chunk chunk) {
        return new OpsLedger(lake, chunk);
    }

    /** The chunk of another run, an hour after the one before. */
    private Chunk chunk(TimeRange range, Dataset... datasets) {
        runs++;
        return new Chunk(
                "run-" + runs,
                Instant.parse("2026-04-20T00:00:00Z").plusSeconds(3600L * runs),
                List.of(Facts.BTC.id()),
                range,
                List.of(datasets),
                "1m",
                List.of());
    }

    private List<Record> gaps() {
        Table table = lake.find(OpsTables.GAPS);
        return Rows.records(table);
    }

    private static boolean isRepaired(Record gap) {
        return gap.getField("repaired_at") != null;
    }

    @Test
    void aGapIsAppendedOnceHoweverOftenItIsFound() {
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE, HOLE));
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));

        assertThat(gaps()).singleElement().satisfies(row -> {
            assertThat(row.getField("gap_id")).isEqualTo(HOLE.id());
            assertThat(row.getField("dataset")).isEqualTo("klines");
            assertThat(row.getField("instrument")).isEqualTo(Facts.BTC.id());
            assertThat(row.getField("from_time")).isEqualTo(OpsLedger.utc(HOLE.from()));
            assertThat(row.getField("to_time")).isEqualTo(OpsLedger.utc(HOLE.to()));
            assertThat(row.getField("first_missing_id")).isNull();
            assertThat(row.getField("reason")).isEqualTo("missing");
            assertThat(row.getField("run_id")).isEqualTo("run-1");
            assertThat(isRepaired(row)).isFalse();
        });
    }

    @Test
    void aGapThatIsNoLongerThereIsRepairedOnce() {
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());

        assertThat(gaps()).hasSize(2);
        assertThat(gaps()).filteredOn(OpsLedgerTest::isRepaired).singleElement().satisfies(row -> {
            assertThat(row.getField("gap_id")).isEqualTo(HOLE.id());
            assertThat(row.getField("run_id")).isEqualTo("run-2");
            assertThat(row.getField("repaired_at")).isEqualTo(OpsLedger.utc(Instant.parse("2026-04-20T02:00:00Z")));
            assertThat(row.getField("detected_at")).isEqualTo(OpsLedger.utc(Instant.parse("2026-04-20T01:00:00Z")));
        });
    }

    @Test
    void aRepairedGapThatComesBackIsOpenedAgain() {
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));

        assertThat(gaps()).hasSize(3);
        assertThat(gaps())
                .filteredOn(row -> "run-3".equals(row.getField("run_id")))
                .singleElement()
                .satisfies(row -> {
                    assertThat(isRepaired(row)).isFalse();
                    assertThat(row.getField("gap_id")).isEqualTo(HOLE.id());
                });

        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());
        assertThat(gaps()).hasSize(4).filteredOn(OpsLedgerTest::isRepaired).hasSize(2);
    }

    @Test
    void whatARunDidNotLookAtIsNotRepaired() {
        Gap ofOtherDataset = Gap.inTime(Facts.BTC, Dataset.METRICS, new TimeRange(HOLE.from(), HOLE.to()), "missing");
        Gap ofOtherInstrument = Gap.inTime(Facts.ETH, Dataset.KLINES, new TimeRange(HOLE.from(), HOLE.to()), "missing");
        Gap ofDayBefore = Gap.inTime(Facts.BTC, Dataset.KLINES, Facts.days("2026-04-05", "2026-04-06"), "missing");
        Gap ofDayAfter = Gap.inTime(Facts.BTC, Dataset.KLINES, Facts.days("2026-04-07", "2026-04-08"), "missing");
        ledger(chunk(Facts.days("2026-04-01", "2026-05-01"), Dataset.KLINES, Dataset.METRICS))
                .recordGaps(List.of(ofOtherDataset, ofOtherInstrument, ofDayBefore, ofDayAfter));

        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());

        assertThat(gaps()).hasSize(4).noneMatch(OpsLedgerTest::isRepaired);
    }

    private static Gap midnightHole(Instrument instrument, Instant midnight) {
        return new Gap(
                instrument,
                Dataset.AGG_TRADES,
                null,
                102L,
                109L,
                midnight,
                midnight,
                "trade ids are missing at midnight");
    }

    @Test
    void aHoleAtAMidnightIsNotTheChunksToRepair() {
        ledger(chunk(DAY, Dataset.AGG_TRADES)).recordGaps(List.of(midnightHole(Facts.BTC, DAY.from())));

        ledger(chunk(DAY, Dataset.AGG_TRADES)).recordGaps(List.of());

        assertThat(gaps()).hasSize(1).noneMatch(OpsLedgerTest::isRepaired);
    }

    @Test
    void missingBarsOfAnotherLengthAreNotRepaired() {
        Gap fiveMinutes = new Gap(Facts.BTC, Dataset.KLINES, "5m", null, null, HOLE.from(), HOLE.to(), "missing");
        Gap oneMinute = new Gap(Facts.BTC, Dataset.KLINES, "1m", null, null, HOLE.from(), HOLE.to(), "missing");
        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(fiveMinutes, oneMinute));

        ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of());

        assertThat(gaps())
                .hasSize(3)
                .filteredOn(OpsLedgerTest::isRepaired)
                .singleElement()
                .satisfies(gap -> assertThat(gap.getField("bar_interval")).isEqualTo("1m"));
    }

    private static DeadLetter letter(String file, Long line, String reason, String text) {
        return new DeadLetter(Facts.BTC, Dataset.KLINES, file, line, reason, text, DAY.from());
    }

    @Test
    void aDeadLetterIsAppendedOnceHoweverOftenItIsRead() {
        List<DeadLetter> letters = List.of(
                letter("a.zip", 3L, "price 'x' is not a number", "1,x"),
                letter("a.zip", 4L, "price 'x' is not a number", "1,x"),
                letter("b.zip", null, "corrupt zip", null));
        ledger(chunk(DAY, Dataset.KLINES)).recordDeadLetters(letters);
        ledger(chunk(DAY, Dataset.KLINES)).recordDeadLetters(letters);
        ledger(chunk(DAY, Dataset.KLINES))
                .recordDeadLetters(List.of(letters.get(0), letter("c.zip", 3L, "price 'x' is not a number", "1,x")));

        List<Record> rows = Rows.records(lake.find(OpsTables.DEAD_LETTERS));
        assertThat(rows)
                .extracting(
                        row -> row.getField("source_file"),
                        row -> row.getField("line_number"),
                        row -> row.getField("raw_text"),
                        row -> row.getField("run_id"))
                .containsExactlyInAnyOrder(
                        tuple("a.zip", 3L, "1,x", "run-1"),
                        tuple("a.zip", 4L, "1,x", "run-1"),
                        tuple("b.zip", null, null, "run-1"),
                        tuple("c.zip", 3L, "1,x", "run-3"));
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getField("dataset")).isEqualTo("klines");
            assertThat(row.getField("instrument")).isEqualTo(Facts.BTC.id());
            assertThat(row.getField("file_day")).isEqualTo(OpsLedger.utc(DAY.from()));
        });
    }

    @Test
    void theSameHoleHasTheSameIdAndAnotherOneAnother() {
        assertThat(Gap.inTime(Facts.BTC, Dataset.KLINES, DAY, "missing").id())
                .isEqualTo(Gap.inTime(Facts.BTC, Dataset.KLINES, DAY, "missing").id())
                .isNotEqualTo(
                        Gap.inTime(Facts.ETH, Dataset.KLINES, DAY, "missing").id())
                .isNotEqualTo(
                        Gap.inTime(Facts.BTC, Dataset.METRICS, DAY, "missing").id())
                .isNotEqualTo(
                        Gap.inTime(Facts.BTC, Dataset.KLINES, DAY, "refused").id());
    }

    @Test
    void theMetricsAlsoTellWhetherImportedOpenInterestIsStillMissing() {
        TimeRange missing = Facts.range("2026-04-06T10:00:00Z", "2026-04-06T10:05:00Z");
        Gap imported = Gap.inTime(Facts.BTC, Dataset.OPEN_INTEREST, missing, "missing");
        Gap archived = Gap.inTime(Facts.BTC, Dataset.METRICS, missing, "missing");
        ledger(chunk(DAY, Dataset.OPEN_INTEREST)).recordGaps(List.of(imported));

        ledger(chunk(DAY, Dataset.METRICS)).recordGaps(List.of(archived));
        assertThat(open()).containsExactlyInAnyOrder(imported.id(), archived.id());
        ledger(chunk(DAY, Dataset.OPEN_INTEREST)).recordGaps(List.of());
        assertThat(open()).as("the ratios are still missing").containsExactly(archived.id());
        ledger(chunk(DAY, Dataset.OPEN_INTEREST)).recordGaps(List.of(imported));
        ledger(chunk(DAY, Dataset.METRICS)).recordGaps(List.of());
        assertThat(open()).isEmpty();
    }

    private Set<String> open() {
        return OpsLedger.open(lake.createOrEvolve(OpsTables.GAPS), Expressions.alwaysTrue())
                .keySet();
    }

    /** Two runs that look at the same moment: the second to append must look again. */
    @Test
    void aDecisionIsTakenAgainIfAnotherRunAppendedWhatItLookedAt() {
        Table table = lake.createOrEvolve(OpsTables.GAPS);
        RowAppender appender = new RowAppender(table, OpsTables.GAPS);
        List<Integer> seen = new ArrayList<>();

        appender.append(Expressions.equal("instrument", Facts.BTC.id()), () -> {
            int open = OpsLedger.open(table, Expressions.alwaysTrue()).size();
            seen.add(open);
            if (open == 0) {
                ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));
                return List.of(appender.row(OpsLedger.values(HOLE, "run-of-mine", DAY.to())));
            }
            return List.of();
        });

        assertThat(seen).containsExactly(0, 1);
        assertThat(gaps())
                .singleElement()
                .extracting(row -> row.getField("run_id"))
                .isEqualTo("run-1");
    }

    @Test
    void whatOthersAppendElsewhereDoesNotDisturbADecision() {
        Table table = lake.createOrEvolve(OpsTables.GAPS);
        RowAppender appender = new RowAppender(table, OpsTables.GAPS);
        List<Integer> seen = new ArrayList<>();

        appender.append(Expressions.equal("instrument", "another"), () -> {
            seen.add(seen.size());
            ledger(chunk(DAY, Dataset.KLINES)).recordGaps(List.of(HOLE));
            return List.of(appender.row(
                    OpsLedger.values(Gap.inTime(Facts.ETH, Dataset.KLINES, DAY, "missing"), "run-of-mine", DAY.to())));
        });

        assertThat(seen).containsExactly(0);
        assertThat(gaps()).hasSize(2);
    }
}
