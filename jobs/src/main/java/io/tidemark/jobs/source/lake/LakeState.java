package io.tidemark.jobs.source.lake;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/**
 * The lake as it was at one moment: whatever is read of it, however much later, belongs together.
 *
 * @param lake where the tables are
 * @param snapshots the snapshot of each table, by its name; tables that hold nothing are left out
 */
public record LakeState(LakeSettings lake, Map<String, Long> snapshots) implements Serializable {

    private static final List<TableDefinition> READ = List.of(
            MarketTables.INSTRUMENTS,
            MarketTables.KLINES,
            MarketTables.OPEN_INTEREST,
            MarketTables.FUNDING_RATES,
            FlowTables.BARS);

    /** Copies the map. */
    public LakeState {
        snapshots = new TreeMap<>(snapshots);
    }

    /** The tables as they are now. */
    public static LakeState of(Lake lake, LakeSettings settings) {
        Map<String, Long> snapshots = new TreeMap<>();
        for (TableDefinition definition : READ) {
            Table table = lake.find(definition);
            if (table != null && table.currentSnapshot() != null) {
                snapshots.put(definition.name(), table.currentSnapshot().snapshotId());
            }
        }
        return new LakeState(settings, snapshots);
    }
}
