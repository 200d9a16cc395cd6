package io.tidemark.jobs.source.lake;

import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/** Whom the lake knows. */
public final class LakeInstruments implements Closeable {

    private static final List<String> COLUMNS = List.of("venue", "market", "symbol", "base", "quote", "instrument");

    /** Series of a venue that nobody gave terms of are imported all the same; the first table is the list of terms. */
    private static final List<TableDefinition> TABLES =
            List.of(MarketTables.INSTRUMENTS, MarketTables.FUNDING_RATES, MarketTables.OPEN_INTEREST);

    private final StateReader tables;

    /** Whom it knew in that state. */
    public LakeInstruments(LakeState state) {
        this.tables = new StateReader(state);
    }

    /** The instruments that the venues list under these symbols, of every market, in the order of their ids. */
    public List<Instrument> find(Collection<String> venues, Collection<String> symbols) {
        TreeSet<Instrument> found = new TreeSet<>(Comparator.comparing(Instrument::id));
        Expression filter =
                Expressions.and(Expressions.in("venue", venues.toArray()), Expressions.in("symbol", symbols.toArray()));
        TABLES.forEach(table -> tables.each(table, filter, COLUMNS, row -> found.add(instrument(row))));
        return new ArrayList<>(found);
    }

    /** Everyone of whom it has terms. */
    public List<Instrument> listed() {
        List<Instrument> listed = new ArrayList<>();
        tables.each(TABLES.get(0), Expressions.alwaysTrue(), COLUMNS, row -> listed.add(instrument(row)));
        return listed;
    }

    private static Instrument instrument(Record row) {
        return new Instrument(
                (String) row.getField("venue"),
                Market.of((String) row.getField("market")),
                (String) row.getField("symbol"),
                (String) row.getField("base"),
                (String) row.getField("quote"),
                (String) row.getField("instrument"));
    }

    @Override
    public void close() throws IOException {
        tables.close();
    }
}
