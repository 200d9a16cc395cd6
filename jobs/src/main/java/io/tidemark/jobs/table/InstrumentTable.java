package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.model.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Keeps {@code market.instruments}: one row an instrument. What the venue said replaces what was derived from names, never
 * the other way round; a row that would say the same is left alone.
 */
public final class InstrumentTable {

    private final Table table;

    /** The table in an open lake. */
    public InstrumentTable(Lake lake) {
        this.table = lake.createOrEvolve(MarketTables.INSTRUMENTS);
    }

    /** Publishes the terms; returns how many rows changed. */
    public int publish(Collection<InstrumentTerms> terms, String runId) {
        Map<String, Record> known = known();
        RowAppender appender = new RowAppender(table, MarketTables.INSTRUMENTS);
        Map<String, Record> changed = new TreeMap<>();
        for (InstrumentTerms instrument : terms) {
            Record row = appender.row(values(instrument, runId));
            Record earlier = known.get(instrument.instrument().id());
            boolean weaker = earlier != null && instrument.derived() && !(Boolean) earlier.getField("derived");
            if (!weaker && (earlier == null || !saysTheSame(earlier, row))) {
                changed.put(instrument.instrument().id(), row);
            }
        }
        if (!changed.isEmpty()) {
            Scope scope = new Scope(
                    Map.of("instrument", Set.copyOf(changed.keySet())), new TimeRange(Instant.EPOCH, Instant.EPOCH));
            new Restatement(table, MarketTables.INSTRUMENTS, scope)
                    .commit(appender.write(List.copyOf(changed.values())), Map.of("tidemark.run-id", runId));
        }
        return changed.size();
    }

    private Map<String, Record> known() {
        Map<String, Record> known = new HashMap<>();
        if (table.currentSnapshot() == null) {
            return known;
        }
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
            rows.forEach(row -> known.put((String) row.getField("instrument"), row.copy()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + table.name(), e);
        }
        return known;
    }

    private static boolean saysTheSame(Record one, Record two) {
        List<String> columns = new ArrayList<>();
        MarketTables.INSTRUMENTS.columns().forEach(column -> columns.add(column.name()));
        columns.removeAll(MarketTables.INSTRUMENTS.hashExclusions());
        return columns.stream().allMatch(name -> Objects.equals(one.getField(name), two.getField(name)));
    }

    private static Map<String, Object> values(InstrumentTerms terms, String runId) {
        Instrument instrument = terms.instrument();
        Map<String, Object> values = new HashMap<>();
        values.put("venue", instrument.venue());
        values.put("market", instrument.market().text());
        values.put("symbol", instrument.symbol());
        values.put("base", instrument.base());
        values.put("quote", instrument.quote());
        values.put("instrument", instrument.id());
        values.put("contract_size", decimal(terms.contractSize()));
        values.put("multiplier", decimal(terms.multiplier()));
        values.put("tick_size", decimal(terms.tickSize()));
        values.put("quantity_step", decimal(terms.quantityStep()));
        values.put("margin_asset", terms.marginAsset());
        values.put("valid_from", terms.validFrom() == null ? null : OpsLedger.utc(terms.validFrom()));
        values.put("valid_to", terms.validTo() == null ? null : OpsLedger.utc(terms.validTo()));
        values.put("derived", terms.derived());
        values.put("source", terms.source());
        values.put("run_id", runId);
        return values;
    }

    private static BigDecimal decimal(BigDecimal value) {
        return value == null ? null : value.setScale(18, RoundingMode.HALF_EVEN);
    }
}
