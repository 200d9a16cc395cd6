package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

// The harness closes with any exception; the tests let it pass.
@SuppressWarnings("try")
class SortedFileWriterTest {

    private static final Instrument XRP =
            new Instrument("binance", Market.LINEAR_PERP, "XRPUSDT", "XRP", "USDT", "binance:XRP/USDT:USDT");

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private static List<FundingRate> rates(long seed) {
        List<FundingRate> rates = new ArrayList<>();
        for (Instrument instrument : List.of(XRP, Facts.BTC, Facts.ETH)) {
            for (int hour = 0; hour < 72; hour++) {
                Instant at = Instant.parse("2026-04-06T00:00:00Z").plusSeconds(3600L * hour);
                rates.add(new FundingRate(
                        instrument, at, new BigDecimal("0.0001"), 1, at.plusSeconds(1), "file " + hour));
            }
        }
        Collections.shuffle(rates, new Random(seed));
        return rates;
    }

    private static List<DataFile> write(Table table, List<FundingRate> rates) throws Exception {
        SortedFileWriter writer =
                new SortedFileWriter(MarketTables.FUNDING_RATES.name(), SerializableTable.copyOf(table));
        try (OneInputStreamOperatorTestHarness<RowData, WrittenFile> harness =
                new OneInputStreamOperatorTestHarness<>(writer)) {
            harness.open();
            for (FundingRate rate : rates) {
                harness.processElement(TableRows.FUNDING_RATES.row(rate, "run"), 0);
            }
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.endInput();
            return harness.extractOutputValues().stream().map(WrittenFile::file).toList();
        }
    }

    private static List<Record> inOrder(Table table, DataFile file) throws IOException {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = Parquet.read(table.io().newInputFile(file.location()))
                .project(table.schema())
                .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
                .build()) {
            records.forEach(row -> rows.add(row.copy()));
        }
        return rows;
    }

    @Test
    void aFileHoldsOneDaySortedByInstrumentAndTime() throws Exception {
        long seed = 71;
        Table table = lake.createOrEvolve(MarketTables.FUNDING_RATES);

        List<DataFile> files = write(table, rates(seed));

        assertThat(files).as("seed %d", seed).hasSize(3);
        for (DataFile file : files) {
            List<Record> rows = inOrder(table, file);
            assertThat(rows).hasSize(72);
            assertThat(rows.stream()
                            .map(row -> ((OffsetDateTime) row.getField("funding_time")).toLocalDate())
                            .distinct())
                    .hasSize(1);
            assertThat(rows)
                    .isSortedAccordingTo(Comparator.comparing((Record row) -> (String) row.getField("instrument"))
                            .thenComparing(row -> (OffsetDateTime) row.getField("funding_time")));
        }
    }

    @Test
    void rowsAreReadBackAsTheyWereGiven() throws Exception {
        Table table = lake.createOrEvolve(MarketTables.FUNDING_RATES);
        AppendFiles append = table.newAppend();
        write(table, rates(72)).forEach(append::appendFile);
        append.commit();

        List<Record> rows = Rows.records(table);
        assertThat(rows).hasSize(3 * 72);
        assertThat(rows)
                .filteredOn(row -> row.getField("source").equals("file 30")
                        && row.getField("instrument").equals(Facts.ETH.id()))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getField("symbol")).isEqualTo("ETHUSDT");
                    assertThat(row.getField("market")).isEqualTo("linear_perp");
                    assertThat(row.getField("funding_time")).isEqualTo(OffsetDateTime.parse("2026-04-07T06:00:00Z"));
                    assertThat(row.getField("available_at")).isEqualTo(OffsetDateTime.parse("2026-04-07T06:00:01Z"));
                    assertThat((BigDecimal) row.getField("funding_rate_8h")).isEqualByComparingTo("0.0008");
                    assertThat(row.getField("interval_hours")).isEqualTo(1);
                    assertThat(row.getField("run_id")).isEqualTo("run");
                });
    }

    @Test
    void aTableWithColumnsOfANewerVersionAndInAnotherOrderIsWrittenByName() throws Exception {
        Table table = lake.createOrEvolve(MarketTables.FUNDING_RATES);
        table.updateSchema()
                .addColumn("of_tomorrow", Types.StringType.get())
                .moveFirst("of_tomorrow")
                .moveAfter("venue", "source")
                .commit();
        Table evolved = lake.createOrEvolve(MarketTables.FUNDING_RATES);
        AppendFiles append = evolved.newAppend();
        write(evolved, rates(73)).forEach(append::appendFile);
        append.commit();

        assertThat(Rows.records(evolved)).hasSize(3 * 72).allSatisfy(row -> {
            assertThat(row.getField("of_tomorrow")).isNull();
            assertThat(row.getField("venue")).isEqualTo("binance");
            assertThat((String) row.getField("source")).startsWith("file ");
        });
    }

    @Test
    void noRowsAreNoFiles() throws Exception {
        assertThat(write(lake.createOrEvolve(MarketTables.FUNDING_RATES), List.of()))
                .isEmpty();
    }
}
