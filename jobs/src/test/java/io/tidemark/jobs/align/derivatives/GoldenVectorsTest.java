package io.tidemark.jobs.align.derivatives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.jobs.align.AlignHarness;
import io.tidemark.jobs.align.AlignedInput;
import io.tidemark.jobs.align.AsOfFunction;
import io.tidemark.jobs.align.Grid;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.DerivativesRow;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.table.DerivativesRows;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The columns that are known from a notebook, held against vectors that were made with exact arithmetic. */
class GoldenVectorsTest {

    private static final long SECONDS_BETWEEN_PROGRESS = 5 * 3600;

    private static final List<String> FLAGS_AND_COUNTS = List.of("stress_regime", "crowding_n_inputs");

    private static final TimeRange EVER = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    /** The vectors have null where nothing was observed at the row's own instant, however little older the last one is. */
    private static final Duration OF_THE_INSTANT_ALONE = Duration.ZERO;

    /** With and without a restart amid the rows: facts come day by day, so that rows are decided all along. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 700, 1500, 2500})
    void everyParityColumnIsThatOfExactArithmetic(int restartBefore) throws IOException {
        List<Map<String, String>> given = read("given");
        List<Map<String, String>> expected = read("expected");
        Instant first = Instant.parse(given.get(0).get("window_end"));
        Instant last = Instant.parse(given.get(given.size() - 1).get("window_end"));
        String from = first.minus(Duration.ofDays(1)).toString();
        List<AlignedInput> inputs = List.of(
                AlignHarness.input(Dataset.KLINES, from, Duration.ofMinutes(1)),
                AlignHarness.input(Dataset.MARK_PRICE_KLINES, from, Duration.ofMinutes(1)),
                AlignHarness.input(Dataset.INDEX_PRICE_KLINES, from, Duration.ofMinutes(1)),
                AlignHarness.input(Dataset.METRICS, from, Duration.ZERO),
                AlignHarness.input(Dataset.FUNDING_RATE, from, Duration.ofSeconds(1)));

        List<DerivativesRow> rows = AlignHarness.rows(
                new AsOfFunction<>(
                        inputs,
                        new Grid(first, last, MetricsDecider.STEP),
                        new MetricsDecider(EVER, OF_THE_INSTANT_ALONE)),
                facts(given, inputs, last),
                restartBefore);

        assertThat(rows).hasSameSizeAs(expected);
        for (int index = 0; index < rows.size(); index++) {
            compare(DerivativesRows.METRICS.row(rows.get(index), "run"), expected.get(index));
        }
    }

    @Test
    void theVectorsHoldWhatIsHard() throws IOException {
        List<Map<String, String>> expected = read("expected");

        assertThat(expected.get(629).get("open_interest_z_1d"))
                .as("a flat window")
                .isEmpty();
        assertThat(Double.parseDouble(expected.get(630).get("open_interest_z_1d")))
                .as("the first change after it, however small")
                .isCloseTo(287 / Math.sqrt(288), within(1e-9));
        assertThat(expected).extracting(row -> row.get("crowding_n_inputs")).contains("0", "1", "2", "3");
        assertThat(expected)
                .filteredOn(row -> row.get("stress_regime").equals("true"))
                .hasSizeGreaterThan(5);
    }

    private static List<Fact> facts(List<Map<String, String>> given, List<AlignedInput> inputs, Instant last) {
        List<Fact> facts = new ArrayList<>();
        String funding = null;
        for (Map<String, String> row : given) {
            Instant at = Instant.parse(row.get("window_end"));
            addClose(facts, Dataset.KLINES, at, row.get("close"));
            addClose(facts, Dataset.MARK_PRICE_KLINES, at, row.get("mark"));
            addClose(facts, Dataset.INDEX_PRICE_KLINES, at, row.get("index"));
            if (!row.get("open_interest").isEmpty()) {
                BigDecimal amount = new BigDecimal(row.get("open_interest"));
                facts.add(new OpenInterest(Facts.BTC, at, amount, "base", amount, null, null, at, "file"));
            }
            if (at.getEpochSecond() % SECONDS_BETWEEN_PROGRESS == 0) {
                addProgress(facts, inputs, at);
            }
            if (!row.get("funding_rate").equals(funding)) {
                funding = row.get("funding_rate");
                Instant time = at.minusSeconds(1);
                facts.add(new FundingRate(
                        Facts.BTC, time, new BigDecimal(funding), 8, Availability.AT_EVENT.ofFunding(time), "file"));
            }
        }
        addProgress(facts, inputs, last.plusSeconds(1));
        return facts;
    }

    private static void addProgress(List<Fact> facts, List<AlignedInput> inputs, Instant end) {
        for (AlignedInput input : inputs) {
            facts.add(new Delivered(Facts.BTC, input.dataset(), input.from(), end, true));
        }
    }

    private static void addClose(List<Fact> facts, Dataset dataset, Instant end, String price) {
        if (!price.isEmpty()) {
            facts.add(new Close(Facts.BTC, dataset, end, new BigDecimal(price), end));
        }
    }

    private static void compare(RowData row, Map<String, String> expected) {
        expected.forEach((column, value) -> {
            String where = column + " at " + expected.get("window_end");
            Object actual = Columns.of(row, column);
            if (column.equals("window_end")) {
                assertThat(actual).as(where).isEqualTo(Instant.parse(value));
            } else if (value.isEmpty()) {
                assertThat(actual).as(where).isNull();
            } else if (FLAGS_AND_COUNTS.contains(column)) {
                assertThat(String.valueOf(actual)).as(where).isEqualTo(value);
            } else {
                double exact = Double.parseDouble(value);
                assertThat((Double) actual).as(where).isCloseTo(exact, within(1e-9 * Math.max(1, Math.abs(exact))));
            }
        });
    }

    private static List<Map<String, String>> read(String name) throws IOException {
        try (InputStream in = GoldenVectorsTest.class.getResourceAsStream("/golden/derivatives_" + name + ".csv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] names = lines.get(0).split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int column = 0; column < names.length; column++) {
                    row.put(names[column], cells[column]);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
