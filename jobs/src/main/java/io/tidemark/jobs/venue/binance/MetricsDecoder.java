package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import io.tidemark.udfs.flow.InverseContracts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Five-minute metrics: open interest and the long/short ratios. Open interest is in base asset with its value in quote
 * asset, that of inverse instruments in contracts with its value in base asset. A stamp off the grid stays as it is;
 * rounding only finds duplicates and missing rows.
 */
final class MetricsDecoder implements FileDecoder {

    private static final int CREATE_TIME = 0;
    private static final int SYMBOL = 1;
    private static final int OPEN_INTEREST = 2;
    private static final int OPEN_INTEREST_VALUE = 3;
    private static final int TOP_TRADER_ACCOUNTS = 4;
    private static final int TOP_TRADER_POSITIONS = 5;
    private static final int ACCOUNTS = 6;
    private static final int TAKER_VOLUME = 7;

    private static final DateTimeFormatter LABEL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final FileColumns columns = new FileColumns(
            3,
            "create_time",
            "symbol",
            "sum_open_interest",
            "sum_open_interest_value",
            "count_toptrader_long_short_ratio",
            "sum_toptrader_long_short_ratio",
            "count_long_short_ratio",
            "sum_taker_long_short_vol_ratio");
    private final KeyedRows<Row> rows = new KeyedRows<>();
    private final ArchiveFile file;
    private final BinanceMarket market;
    private final Availability availability;
    private final BigDecimal contractSize;

    private record Row(OpenInterest openInterest, LongShortRatios ratios) {}

    /**
     * Decodes one reading of a file.
     *
     * @param contractSize quote units per contract; null if open interest is in base asset
     */
    MetricsDecoder(ArchiveFile file, BinanceMarket market, Availability availability, BigDecimal contractSize) {
        this.file = file;
        this.market = market;
        this.availability = availability;
        this.contractSize = contractSize;
    }

    @Override
    public void startMember() {
        columns.reset();
    }

    @Override
    public boolean line(CsvLine line) {
        if (columns.isHeader(line)) {
            return false;
        }
        columns.requireFields(line);
        if (!columns.text(line, SYMBOL).equals(file.instrument().symbol())) {
            throw columns.rejected(line, SYMBOL, "is not " + file.instrument().symbol());
        }
        Instant described =
                MetricsLabels.described(market, TimeRange.dayOf(file.period().from()), label(line));
        Instant onGrid = onGrid(described);
        if (!file.period().contains(onGrid)) {
            throw columns.outside(line, CREATE_TIME, described, file.period());
        }
        // Two stamps of the same place on the grid are one row if everything but the stamp is the same.
        rows.add(
                onGrid,
                new Row(openInterest(line, described), ratios(line, described)),
                new Row(openInterest(line, onGrid), ratios(line, onGrid)));
        return true;
    }

    private Instant label(CsvLine line) {
        try {
            return LocalDateTime.parse(columns.text(line, CREATE_TIME), LABEL).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw columns.rejected(line, CREATE_TIME, "is no time like 2026-04-06 00:05:00");
        }
    }

    private static Instant onGrid(Instant instant) {
        long step = MetricsLabels.PERIOD.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond() + step / 2, step) * step);
    }

    private OpenInterest openInterest(CsvLine line, Instant described) {
        BigDecimal amount = columns.amountIfAny(line, OPEN_INTEREST);
        if (contractSize == null) {
            boolean dollars = file.instrument().isQuotedInDollars();
            BigDecimal usd = dollars ? columns.amountIfAny(line, OPEN_INTEREST_VALUE) : null;
            return openInterest(described, amount, "base", amount, usd);
        }
        BigDecimal usd = amount == null ? null : InverseContracts.quote(amount, contractSize);
        return openInterest(described, amount, "contracts", columns.amountIfAny(line, OPEN_INTEREST_VALUE), usd);
    }

    private OpenInterest openInterest(
            Instant described, BigDecimal amount, String unit, BigDecimal base, BigDecimal usd) {
        BigDecimal price =
                base == null || usd == null || base.signum() == 0 ? null : usd.divide(base, 18, RoundingMode.HALF_EVEN);
        return new OpenInterest(
                file.instrument(),
                described,
                amount,
                unit,
                base,
                usd,
                price,
                availability.ofOpenInterest(described),
                file.key());
    }

    private LongShortRatios ratios(CsvLine line, Instant described) {
        return new LongShortRatios(
                file.instrument(),
                described,
                columns.amountIfAny(line, TOP_TRADER_ACCOUNTS),
                columns.amountIfAny(line, TOP_TRADER_POSITIONS),
                columns.amountIfAny(line, ACCOUNTS),
                columns.amountIfAny(line, TAKER_VOLUME),
                availability.ofOpenInterest(described),
                file.key());
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        GridCoverage coverage = new GridCoverage(file, MetricsLabels.PERIOD);
        rows.keys().forEach(coverage::mark);
        for (Row row : rows.inOrder()) {
            if (isWanted(row.openInterest().eventTime())) {
                facts.accept(row.openInterest());
                facts.accept(row.ratios());
            }
        }
        coverage.report(facts);
    }

    /** A first row that is stamped a little early stands before the file's period, and is wanted if its place is. */
    private boolean isWanted(Instant described) {
        return file.wants(described.isBefore(file.period().from()) ? onGrid(described) : described);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        GridCoverage.gaps(file, reason, facts);
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
    }
}
