package io.tidemark.catalog;

import java.util.List;
import java.util.Optional;

/** Every table of the lake, in the order in which data flows. */
public final class Tables {

    /** All definitions. */
    public static final List<TableDefinition> ALL = List.of(
            MarketTables.INSTRUMENTS,
            MarketTables.TRADES,
            MarketTables.KLINES,
            MarketTables.OPEN_INTEREST,
            MarketTables.LONG_SHORT_RATIOS,
            MarketTables.FUNDING_RATES,
            MarketTables.LIQUIDATIONS,
            FlowTables.BARS,
            DerivativesTables.METRICS,
            LabelTables.LABELS,
            OpsTables.RUNS,
            OpsTables.GAPS,
            OpsTables.DEAD_LETTERS);

    private Tables() {}

    /** The definition of {@code namespace.table}, if the lake has such a table. */
    public static Optional<TableDefinition> find(String name) {
        return ALL.stream().filter(table -> table.name().equals(name)).findFirst();
    }
}
