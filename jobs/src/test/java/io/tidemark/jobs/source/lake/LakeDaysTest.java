package io.tidemark.jobs.source.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.LakeRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeDaysTest {

    private static final TimeRange RANGE = Facts.days("2026-04-06", "2026-04-08");

    @TempDir
    Path folder;

    private LakeSettings settings;

    @BeforeEach
    void nameTheLake() {
        settings = LakeSettings.embedded(folder.resolve("lake"));
    }

    private LakeState now() throws IOException {
        try (Lake lake = Lake.open(settings)) {
            return LakeState.of(lake, settings);
        }
    }

    private void settle(Instrument instrument, String at, String run) {
        Instant instant = Instant.parse(at);
        LakeRows.append(
                settings,
                MarketTables.FUNDING_RATES,
                List.of(LakeRows.row(
                        instrument,
                        "funding_time",
                        instant,
                        "funding_rate",
                        BigDecimal.ONE,
                        "interval_hours",
                        8,
                        "available_at",
                        instant,
                        "run_id",
                        run)));
    }

    /** The versions of the days of funding, by instrument and day; null where the lake has nothing. */
    private Map<String, String> versions() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        try (LakeDays days = new LakeDays(now())) {
            for (ArchiveFile day : days.of(List.of(Facts.BTC, Facts.ETH), List.of(Dataset.FUNDING_RATE), "1m", RANGE)) {
                assertThat(day.wanted()).containsExactly(day.period());
                String name = day.instrument().base() + " " + day.days().get(0);
                versions.put(name, day.isAbsent() ? null : day.stored().version());
            }
        }
        return versions;
    }

    @Test
    void aDayIsAnotherWhenItsRowsAreOthers() throws IOException {
        settle(Facts.BTC, "2026-04-06T00:00:00Z", "first");
        settle(Facts.BTC, "2026-04-07T23:59:59.999Z", "first");
        settle(Facts.BTC, "2026-04-08T00:00:00Z", "first");
        Map<String, String> before = versions();
        assertThat(before).containsOnlyKeys("BTC 2026-04-06", "BTC 2026-04-07", "ETH 2026-04-06", "ETH 2026-04-07");
        assertThat(before.get("BTC 2026-04-06")).isNotNull().isEqualTo(before.get("BTC 2026-04-07"));
        assertThat(before.get("ETH 2026-04-06")).isNull();

        // The same run again, as a live one, and another one.
        settle(Facts.BTC, "2026-04-06T08:00:00Z", "first");
        settle(Facts.ETH, "2026-04-07T08:00:00Z", "second");
        Map<String, String> after = versions();
        assertThat(after.get("BTC 2026-04-06")).isNotEqualTo(before.get("BTC 2026-04-06"));
        assertThat(after.get("BTC 2026-04-07")).isEqualTo(before.get("BTC 2026-04-07"));
        assertThat(after.get("ETH 2026-04-07")).isNotNull();

        try (Lake lake = Lake.open(settings)) {
            Table table = lake.find(MarketTables.FUNDING_RATES);
            table.newDelete()
                    .deleteFromRowFilter(Expressions.equal("instrument", Facts.ETH.id()))
                    .commit();
        }
        assertThat(versions().get("ETH 2026-04-07")).isNull();
    }

    @Test
    void openInterestAtMidnightIsOfTheDayThatEndsAsWell() throws IOException {
        observe("2026-04-07T23:55:00Z");
        String before = lastDayOfOpenInterest();
        observe("2026-04-08T00:00:00.000001Z");
        assertThat(lastDayOfOpenInterest()).isEqualTo(before);
        observe("2026-04-08T00:00:00Z");
        assertThat(lastDayOfOpenInterest()).isNotNull().isNotEqualTo(before);
    }

    private void observe(String at) {
        Instant instant = Instant.parse(at);
        LakeRows.append(
                settings,
                MarketTables.OPEN_INTEREST,
                List.of(LakeRows.row(
                        Facts.BTC, "event_time", instant, "available_at", instant.plusSeconds(600), "run_id", "one")));
    }

    private String lastDayOfOpenInterest() throws IOException {
        try (LakeDays days = new LakeDays(now())) {
            List<ArchiveFile> files = days.of(List.of(Facts.BTC), List.of(Dataset.METRICS), "1m", RANGE);
            return files.get(1).stored().version();
        }
    }

    @Test
    void anInstrumentIsFoundByItsTermsOrByItsSeries() throws IOException {
        Instrument spot = new Instrument("binance", Market.SPOT, "BTCUSDT", "BTC", "USDT", "binance:BTC/USDT");
        Instrument elsewhere =
                new Instrument("bybit", Market.LINEAR_PERP, "BTCUSDT", "BTC", "USDT", "bybit:BTC/USDT:USDT");
        LakeRows.append(
                settings,
                MarketTables.INSTRUMENTS,
                List.of(LakeRows.row(Facts.BTC), LakeRows.row(spot), LakeRows.row(Facts.ETH)));
        settle(Facts.BTC, "2026-04-06T00:00:00Z", "first");
        settle(elsewhere, "2026-04-06T00:00:00Z", "second");

        try (LakeInstruments instruments = new LakeInstruments(now())) {
            assertThat(instruments.find(List.of("binance"), List.of("BTCUSDT"))).containsExactly(spot, Facts.BTC);
            assertThat(instruments.find(List.of("binance", "bybit"), List.of("BTCUSDT", "ETHUSDT")))
                    .containsExactly(spot, Facts.BTC, Facts.ETH, elsewhere);
            assertThat(instruments.find(List.of("okx"), List.of("BTCUSDT"))).isEmpty();
            assertThat(instruments.listed()).containsExactlyInAnyOrder(Facts.BTC, spot, Facts.ETH);
        }
    }
}
