package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidnightHolesTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");

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

    private static Map<String, Object> bar(String start, Long firstId, Long lastId) {
        Map<String, Object> row = new HashMap<>();
        row.put("instrument", Facts.BTC.id());
        row.put("window_start", OpsLedger.utc(Instant.parse(start)));
        row.put("first_agg_trade_id", firstId);
        row.put("last_agg_trade_id", lastId);
        return row;
    }

    /** The bars of a day's edges, whose ids reach from the first to the last. */
    private static List<Map<String, Object>> day(String day, long firstId, long lastId) {
        return List.of(
                bar(day + "T00:00:00Z", null, null),
                bar(day + "T00:01:00Z", firstId, firstId + 1),
                bar(day + "T12:00:00Z", firstId + 2, lastId - 1),
                bar(day + "T23:58:00Z", lastId, lastId),
                bar(day + "T23:59:00Z", null, null));
    }

    private void publish(TimeRange days, List<Map<String, Object>> bars) {
        Table table = lake.createOrEvolve(FlowTables.BARS);
        new Restatement(table, FlowTables.BARS, Rows.scope(Set.of(Facts.BTC.id()), days))
                .commit(
                        new RowAppender(table, FlowTables.BARS).write(Rows.records(table, FlowTables.BARS, bars)),
                        Map.of());
    }

    private void publish(String day, long firstId, long lastId) {
        TimeRange range = TimeRange.ofDay(LocalDate.parse(day));
        publish(range, day(day, firstId, lastId));
    }

    /** Another run, an hour after the one before, looks at the range. */
    private int look(TimeRange range) {
        runs++;
        return new MidnightHoles(
                        lake,
                        "run-" + runs,
                        Instant.parse("2026-04-20T00:00:00Z").plusSeconds(3600L * runs))
                .record(List.of(Facts.BTC), range)
                .size();
    }

    private List<Record> gaps() {
        return Rows.records(lake.find(OpsTables.GAPS));
    }

    private static boolean isRepaired(Record gap) {
        return gap.getField("repaired_at") != null;
    }

    @Test
    void anEmptyLakeHasNoHoles() {
        assertThat(look(DAY)).isZero();
        assertThat(gaps()).isEmpty();
    }

    @Test
    void idsThatGoOnAtMidnightAreNoHole() {
        publish("2026-04-05", 1, 99);
        publish("2026-04-06", 100, 199);
        publish("2026-04-07", 200, 299);

        assertThat(look(DAY)).isZero();
        assertThat(gaps()).isEmpty();
    }

    @Test
    void holesAtBothEndsOfTheRangeAndInsideAreFoundOnce() {
        publish("2026-04-05", 1, 90);
        publish("2026-04-06", 100, 190);
        publish("2026-04-07", 195, 290);
        publish("2026-04-08", 292, 390);
        TimeRange range = Facts.days("2026-04-06", "2026-04-08");

        assertThat(look(range)).isEqualTo(3);
        assertThat(look(range)).isEqualTo(3);

        assertThat(gaps())
                .extracting(
                        row -> row.getField("first_missing_id"),
                        row -> row.getField("last_missing_id"),
                        row -> row.getField("from_time"),
                        row -> row.getField("to_time"),
                        row -> row.getField("dataset"),
                        row -> row.getField("run_id"))
                .containsExactlyInAnyOrder(
                        hole(91L, 99L, "2026-04-06"), hole(191L, 194L, "2026-04-07"), hole(291L, 291L, "2026-04-08"));
    }

    private static Tuple hole(long first, long last, String midnight) {
        Object at = OpsLedger.utc(Instant.parse(midnight + "T00:00:00Z"));
        return tuple(first, last, at, at, "aggTrades", "run-1");
    }

    @Test
    void whicheverDayComesLaterFindsTheHole() {
        publish("2026-04-06", 100, 190);
        assertThat(look(DAY)).isZero();

        publish("2026-04-05", 1, 90);
        assertThat(look(Facts.days("2026-04-05", "2026-04-06"))).isEqualTo(1);
    }

    @Test
    void aDayWhoseMinuteNextToMidnightWasNotDeliveredShowsNoHole() {
        publish(Facts.days("2026-04-05", "2026-04-06"), day("2026-04-05", 1, 90).subList(0, 4));
        publish("2026-04-06", 100, 190);
        publish(
                Facts.days("2026-04-07", "2026-04-08"),
                day("2026-04-07", 200, 290).subList(1, 5));

        assertThat(look(DAY)).isZero();
        assertThat(gaps()).isEmpty();
    }

    @Test
    void aHoleThatIsFilledIsRepaired() {
        publish("2026-04-05", 1, 90);
        publish("2026-04-06", 100, 190);
        look(DAY);

        publish("2026-04-06", 91, 190);
        assertThat(look(DAY)).isZero();

        assertThat(gaps())
                .hasSize(2)
                .filteredOn(MidnightHolesTest::isRepaired)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("first_missing_id")).isEqualTo(91L);
                    assertThat(row.getField("run_id")).isEqualTo("run-2");
                });
    }

    @Test
    void aHoleThatChangesIsRepairedAndFoundAnew() {
        publish("2026-04-05", 1, 90);
        publish("2026-04-06", 100, 190);
        look(DAY);

        publish("2026-04-06", 95, 190);
        assertThat(look(DAY)).isEqualTo(1);

        assertThat(gaps()).hasSize(3);
        assertThat(gaps())
                .filteredOn(row -> "run-2".equals(row.getField("run_id")) && !isRepaired(row))
                .extracting(row -> row.getField("last_missing_id"))
                .containsExactly(94L);
    }

    @Test
    void aHoleStaysWhileOneOfItsDaysIsNotKnown() {
        publish("2026-04-05", 1, 90);
        publish("2026-04-06", 100, 190);
        look(DAY);

        publish(Facts.days("2026-04-05", "2026-04-06"), List.of());
        assertThat(look(DAY)).isZero();

        assertThat(gaps()).hasSize(1).noneMatch(MidnightHolesTest::isRepaired);
    }

    @Test
    void otherGapsAreLeftAlone() {
        publish("2026-04-05", 1, 99);
        publish("2026-04-06", 100, 190);
        Table gaps = lake.createOrEvolve(OpsTables.GAPS);
        Map<String, Object> silence = new HashMap<>();
        silence.put("gap_id", "silence");
        silence.put("instrument", Facts.BTC.id());
        silence.put("dataset", "aggTrades");
        silence.put("from_time", OpsLedger.utc(DAY.from()));
        silence.put("to_time", OpsLedger.utc(DAY.from().plusSeconds(3600)));
        silence.put("detected_at", OpsLedger.utc(DAY.from()));
        Rows.append(gaps, OpsTables.GAPS, List.of(silence));

        look(DAY);

        assertThat(gaps()).singleElement().satisfies(row -> assertThat(isRepaired(row))
                .isFalse());
    }
}
