package io.tidemark.jobs.source.lake;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** The rows of a table as facts. */
final class FactRows {

    private static final FactRows BARS = new FactRows(
            FlowTables.BARS,
            List.of("window_end", "close_price", "agg_trade_count", "available_at"),
            (instrument, dataset, row) -> new Close(
                    instrument,
                    row.getField("agg_trade_count") == null ? Dataset.TRADES : Dataset.AGG_TRADES,
                    instant(row, "window_end"),
                    decimal(row, "close_price"),
                    instant(row, "available_at")));

    private static final FactRows KLINES = new FactRows(
            MarketTables.KLINES,
            List.of("window_end", "close_price", "trade_count", "available_at"),
            (instrument, dataset, row) -> Close.published(
                    instrument,
                    dataset,
                    instant(row, "window_end"),
                    decimal(row, "close_price"),
                    (Long) row.getField("trade_count"),
                    instant(row, "available_at")));

    private static final FactRows OPEN_INTEREST = new FactRows(
            MarketTables.OPEN_INTEREST,
            List.of(
                    "open_interest",
                    "unit",
                    "open_interest_base",
                    "open_interest_usd",
                    "price_used",
                    "available_at",
                    "source"),
            (instrument, dataset, row) -> new OpenInterest(
                    instrument,
                    instant(row, "event_time"),
                    decimal(row, "open_interest"),
                    (String) row.getField("unit"),
                    decimal(row, "open_interest_base"),
                    decimal(row, "open_interest_usd"),
                    decimal(row, "price_used"),
                    instant(row, "available_at"),
                    (String) row.getField("source")));

    private static final FactRows FUNDING_RATES = new FactRows(
            MarketTables.FUNDING_RATES,
            List.of("funding_rate", "interval_hours", "available_at", "source"),
            (instrument, dataset, row) -> new FundingRate(
                    instrument,
                    instant(row, "funding_time"),
                    decimal(row, "funding_rate"),
                    (Integer) row.getField("interval_hours"),
                    instant(row, "available_at"),
                    (String) row.getField("source")));

    private final TableDefinition table;
    private final List<String> columns;
    private final Mapping mapping;

    /** Makes a fact of a row. */
    @FunctionalInterface
    private interface Mapping {
        Fact fact(Instrument instrument, Dataset dataset, Record row);
    }

    private FactRows(TableDefinition table, List<String> columns, Mapping mapping) {
        this.table = table;
        this.columns = new ArrayList<>(columns);
        this.columns.add(table.rangeColumn());
        this.mapping = mapping;
    }

    /** The rows that hold a dataset's facts. */
    static FactRows of(Dataset dataset) {
        return switch (dataset) {
            case AGG_TRADES, TRADES -> BARS;
            case KLINES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES -> KLINES;
            case METRICS, OPEN_INTEREST -> OPEN_INTEREST;
            case FUNDING_RATE -> FUNDING_RATES;
            case LIQUIDATION_SNAPSHOT ->
                throw new IllegalArgumentException("nothing is computed again from " + dataset.text());
        };
    }

    TableDefinition table() {
        return table;
    }

    /** The columns that facts are made of, that of their time among them. */
    List<String> columns() {
        return columns;
    }

    /** True if the table holds several datasets side by side, of bars of several lengths. */
    boolean isByDataset() {
        return table == MarketTables.KLINES;
    }

    /** True if a row at the end of a day counts for that day as well: it says how things stood then. */
    boolean isOfInstants() {
        return table == MarketTables.OPEN_INTEREST;
    }

    /**
     * The rows of these in a stretch of time.
     *
     * @param barInterval length of the bars, of those that have one by their row
     */
    Expression filter(Collection<Instrument> instruments, Dataset dataset, String barInterval, TimeRange range) {
        Expression filter = Expressions.and(
                Expressions.in(
                        "instrument", instruments.stream().map(Instrument::id).toArray()),
                Expressions.greaterThanOrEqual(table.rangeColumn(), micros(range.from())),
                Expressions.lessThan(table.rangeColumn(), micros(range.to())));
        return isByDataset()
                ? Expressions.and(
                        filter,
                        Expressions.equal("dataset", dataset.text()),
                        Expressions.equal("bar_interval", barInterval))
                : filter;
    }

    /** When the row is of: what a range selects on. */
    Instant time(Record row) {
        return instant(row, table.rangeColumn());
    }

    Fact fact(Instrument instrument, Dataset dataset, Record row) {
        return mapping.fact(instrument, dataset, row);
    }

    static Instant instant(Record row, String column) {
        return ((OffsetDateTime) row.getField(column)).toInstant();
    }

    private static BigDecimal decimal(Record row, String column) {
        return (BigDecimal) row.getField(column);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
