package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.FundingRates;
import io.tidemark.simulator.market.MarketSettings;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.SortedSet;

/** {@code fundingRate}: the settlements of a month, as far as its days were asked for. */
public final class FundingRateFile {
    private static final String HEADER = "calc_time,funding_interval_hours,last_funding_rate";
    private static final int RATE_DECIMALS = 8;

    private FundingRateFile() {}

    /** Writes the settlements of these days, all of the same month. */
    public static WrittenFile write(
            ArchiveFolder archive, MarketSettings settings, Instrument instrument, SortedSet<LocalDate> days)
            throws IOException {
        ArchiveFile file =
                ArchiveFile.monthly(Dataset.FUNDING_RATE, instrument, BarInterval.M1, YearMonth.from(days.first()));
        try (ArchiveZip zip = archive.create(file)) {
            CsvBuffer rows = zip.rows();
            rows.header(HEADER);
            for (LocalDate day : days) {
                for (FundingRates.Settlement settlement : FundingRates.of(settings, instrument, day)) {
                    rows.number(settlement.timeMillis()).comma();
                    rows.number(settlement.intervalHours()).comma();
                    rows.decimal(settlement.rate(), RATE_DECIMALS).endRow();
                }
            }
            zip.complete();
            return new WrittenFile(file, rows.rows(), 0);
        }
    }
}
