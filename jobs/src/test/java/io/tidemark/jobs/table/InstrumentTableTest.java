package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstrumentTableTest {

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

    private static InstrumentTerms derived(Instrument instrument) {
        return new InstrumentTerms(
                instrument, BigDecimal.ONE, BigDecimal.ONE, null, null, "USDT", null, null, true, "naming rules");
    }

    private static InstrumentTerms stated(Instrument instrument, String tick) {
        return new InstrumentTerms(
                instrument,
                BigDecimal.ONE,
                BigDecimal.ONE,
                new BigDecimal(tick),
                new BigDecimal("0.001"),
                "USDT",
                Instant.parse("2019-09-08T17:55:00Z"),
                null,
                false,
                "exchangeInfo.json");
    }

    private int publish(String run, InstrumentTerms... terms) {
        return new InstrumentTable(lake).publish(List.of(terms), run);
    }

    private List<Record> rows() {
        return Rows.records(lake.find(MarketTables.INSTRUMENTS));
    }

    private Record row(Instrument instrument) {
        List<Record> rows = rows().stream()
                .filter(row -> row.getField("instrument").equals(instrument.id()))
                .toList();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void whatIsNewIsAdded() {
        assertThat(publish("run-1", derived(Facts.BTC))).isEqualTo(1);
        assertThat(publish("run-2", derived(Facts.ETH))).isEqualTo(1);

        assertThat(rows()).hasSize(2);
        assertThat(row(Facts.BTC).getField("run_id")).isEqualTo("run-1");
        assertThat(row(Facts.BTC).getField("derived")).isEqualTo(true);
        assertThat(row(Facts.BTC).getField("symbol")).isEqualTo("BTCUSDT");
        assertThat(row(Facts.BTC).getField("tick_size")).isNull();
    }

    @Test
    void whatTheVenueSaysReplacesWhatIsDerived() {
        publish("run-1", derived(Facts.BTC), derived(Facts.ETH));

        assertThat(publish("run-2", stated(Facts.BTC, "0.1"))).isEqualTo(1);

        assertThat(row(Facts.BTC).getField("derived")).isEqualTo(false);
        assertThat((BigDecimal) row(Facts.BTC).getField("tick_size")).isEqualByComparingTo("0.1");
        assertThat(row(Facts.ETH).getField("run_id")).isEqualTo("run-1");
    }

    @Test
    void whatIsDerivedNeverReplacesWhatTheVenueSays() {
        publish("run-1", stated(Facts.BTC, "0.1"));

        assertThat(publish("run-2", derived(Facts.BTC), derived(Facts.ETH))).isEqualTo(1);

        assertThat(row(Facts.BTC).getField("derived")).isEqualTo(false);
        assertThat(row(Facts.BTC).getField("run_id")).isEqualTo("run-1");
    }

    @Test
    void whatTheVenueSaysAnewReplacesWhatItSaid() {
        publish("run-1", stated(Facts.BTC, "0.1"));

        assertThat(publish("run-2", stated(Facts.BTC, "0.01"))).isEqualTo(1);

        assertThat((BigDecimal) row(Facts.BTC).getField("tick_size")).isEqualByComparingTo("0.01");
    }

    @Test
    void aRowThatSaysTheSameIsLeftAlone() {
        publish("run-1", stated(Facts.BTC, "0.1"), derived(Facts.ETH));
        long snapshot = lake.find(MarketTables.INSTRUMENTS).currentSnapshot().snapshotId();

        assertThat(publish("run-2", stated(Facts.BTC, "0.10"), derived(Facts.ETH)))
                .isZero();

        assertThat(lake.find(MarketTables.INSTRUMENTS).currentSnapshot().snapshotId())
                .isEqualTo(snapshot);
    }
}
