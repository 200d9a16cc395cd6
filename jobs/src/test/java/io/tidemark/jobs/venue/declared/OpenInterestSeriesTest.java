package io.tidemark.jobs.venue.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration.AmountUnit;
import io.tidemark.jobs.model.SeriesDeclaration.Format;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesDeclaration.ObservedOpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration.Order;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.declared.SeriesFile.Reading;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenInterestSeriesTest {

    private static final Instrument INVERSE =
            new Instrument("deribit", Market.INVERSE_PERP, "BTC-PERPETUAL", "BTC", "USD", "deribit:BTC/USD:BTC");

    @TempDir
    Path folder;

    private SeriesFile series;

    @BeforeEach
    void declare() {
        series = new SeriesFile(
                folder,
                new Layout(Format.CSV, ',', List.of(), Map.of()),
                new Times("t", "iso", ZoneOffset.UTC, Order.ASCENDING),
                new Values("oi", BigDecimal.ONE, '.', false),
                new ObservedOpenInterest(AmountUnit.BASE, "usd", null, Duration.ofHours(6)),
                Availability.AT_EVENT);
    }

    private static ObservedOpenInterest in(AmountUnit unit, String usdColumn, String contractSize) {
        return new ObservedOpenInterest(
                unit, usdColumn, contractSize == null ? null : new BigDecimal(contractSize), null);
    }

    private OpenInterest only(Instrument instrument, String line) {
        Reading reading = series.read(instrument, null, "t,oi,usd", line);
        assertThat(reading.letters()).isEmpty();
        assertThat(reading.openInterest()).hasSize(1);
        return reading.openInterest().get(0);
    }

    private static void assertAmounts(OpenInterest found, String amount, String unit, String base, String usd) {
        assertThat(found.unit()).isEqualTo(unit);
        assertThat(text(found.amount())).isEqualTo(amount);
        assertThat(text(found.base())).isEqualTo(base);
        assertThat(text(found.usd())).isEqualTo(usd);
    }

    private static String text(BigDecimal amount) {
        return amount == null ? null : amount.stripTrailingZeros().toPlainString();
    }

    @Test
    void anObservationHasBothClocksAndThePriceBehindItsValue() {
        OpenInterest found = only(Facts.BTC, "2026-04-06 06:00:02,89832.175,8064963864.475081");

        assertAmounts(found, "89832.175", "base", "89832.175", "8064963864.475081");
        assertThat(text(found.priceUsed())).isEqualTo("89778.120862319998374747");
        assertThat(found.eventTime()).isEqualTo("2026-04-06T06:00:02Z");
        assertThat(found.availableAt()).isEqualTo("2026-04-06T06:00:02Z");
        assertThat(found.source()).isEqualTo("series.txt");
        series = series.with(Availability.AS_PUBLISHED);
        assertThat(only(Facts.BTC, "2026-04-06 06:00:02,1,1").availableAt()).isEqualTo("2026-04-06T06:10:02Z");
    }

    @Test
    void whatTheSeriesDoesNotSayIsNull() {
        series = series.with(in(AmountUnit.BASE, null, null));
        assertAmounts(only(Facts.BTC, "2026-04-06 06:00:00,5,7"), "5", "base", "5", null);
        series = series.with(in(AmountUnit.BASE, "usd", null));
        assertAmounts(only(Facts.BTC, "2026-04-06 06:00:00,5,"), "5", "base", "5", null);
        series = series.with(in(AmountUnit.USD, null, null));
        assertAmounts(only(Facts.BTC, "2026-04-06 06:00:00,5,7"), null, "base", null, "5");
        series = series.with(in(AmountUnit.CONTRACTS, null, null));
        assertAmounts(only(Facts.BTC, "2026-04-06 06:00:00,5,7"), "5", "contracts", null, null);
    }

    @Test
    void contractsAreSizedInBaseOrIfInverseInQuote() {
        series = series.with(in(AmountUnit.CONTRACTS, "usd", "0.01"));
        assertAmounts(only(Facts.BTC, "2026-04-06 06:00:00,500,350000"), "500", "contracts", "5", "350000");
        series = series.with(in(AmountUnit.CONTRACTS, null, "10"));
        assertAmounts(only(INVERSE, "2026-04-06 06:00:00,500,7"), "500", "contracts", null, "5000");
    }

    @Test
    void holesAreFoundByTheStepAndStampsOffTheGridStayAsTheyAre() {
        Reading reading = series.read(
                "t,oi,usd", "2026-04-06 00:00:02,1,1", "2026-04-06 05:59:58,2,1", "2026-04-06 18:00:00,3,1");

        assertThat(reading.openInterest())
                .extracting(OpenInterest::eventTime)
                .containsExactly(
                        Instant.parse("2026-04-06T00:00:02Z"),
                        Instant.parse("2026-04-06T05:59:58Z"),
                        Instant.parse("2026-04-06T18:00:00Z"));
        assertThat(reading.gaps()).containsExactly(Facts.range("2026-04-06T12:00:00Z", "2026-04-06T18:00:00Z"));
    }

    @Test
    void withoutAStepNothingIsMissing() {
        series = series.with(in(AmountUnit.BASE, null, null));

        assertThat(series.read("t,oi", "2026-04-06 06:00:00,5", "2026-04-09 06:00:00,5")
                        .gaps())
                .isEmpty();
    }

    @Test
    void rowsOfTheSamePlaceOnTheGridAreOneRowOrContradictEachOther() {
        Reading reading = series.read(
                "t,oi,usd",
                "2026-04-06 00:00:00,1,1",
                "2026-04-06 00:00:02,1.0,1.00",
                "2026-04-06 06:00:00,2,1",
                "2026-04-06 06:00:00,2,3");

        assertThat(reading.survey().duplicates()).isEqualTo(1);
        assertThat(reading.openInterest()).hasSize(2);
        assertThat(reading.letters()).extracting(DeadLetter::lineNumber).containsExactly(5L);
    }

    @Test
    void amountsBelowZeroAreRejected() {
        Reading reading = series.read(
                "t,oi,usd", "2026-04-06 00:00:00,-1,1", "2026-04-06 06:00:00,1,-1", "2026-04-06 12:00:00,0,0");

        assertThat(reading.letters())
                .extracting(DeadLetter::reason)
                .containsExactly("oi '-1' is below 0", "usd '-1' is below 0");
        assertThat(reading.openInterest()).singleElement().satisfies(none -> assertThat(none.priceUsed())
                .isNull());
    }
}
