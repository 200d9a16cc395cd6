package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.FundingRates;
import io.tidemark.simulator.market.MarketSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;

/** {@code fundingRate}: the settlements of a month, as far as its days were asked for. */
public final class FundingRateFile {
    private static final String HEADER = "calc_time,funding_interval_hours,last_funding_rate";
    private static final int RATE_DECIMALS = 8;

    private FundingRateFile() {}

    /** Writes the settlements from {@code from} until {@code to}, exclusive, both of the same month or its end. */
    public static WrittenFile write(
            Path root, MarketSettings settings, Instrument instrument, LocalDate from, LocalDate to)
            throws IOException {
        ArchiveFile file = ArchiveFile.monthly(Dataset.FUNDING_RATE, instrument, YearMonth.from(from));
        try (ArchiveZip zip = new ArchiveZip(root, file)) {
            CsvBuffer rows = zip.rows();
            rows.header(HEADER);
            for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
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
