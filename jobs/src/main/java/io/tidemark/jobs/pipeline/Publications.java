package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Fingerprint;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which tables a chunk publishes, which of their rows it replaces, and what these are made from. */
final class Publications {

    private final BackfillSettings settings;
    private final String version;
    private final ContractSizes contractSizes;

    Publications(BackfillSettings settings, String version, ContractSizes contractSizes) {
        this.settings = settings;
        this.version = version;
        this.contractSizes = contractSizes;
    }

    /** The publications of a chunk of the plan, in the order in which they are committed: one a table. */
    List<Publication> of(PlannedChunk chunk, BackfillPlan plan) {
        Map<TableDefinition, List<Dataset>> sources = new LinkedHashMap<>();
        for (Dataset dataset : plan.datasets()) {
            tablesOf(dataset).stream()
                    .filter(table -> table != MarketTables.TRADES || settings.storeTrades())
                    .forEach(table -> sources.computeIfAbsent(table, unseen -> new ArrayList<>())
                            .add(dataset));
        }
        List<Publication> publications = new ArrayList<>();
        sources.forEach((table, datasets) -> publications.add(new Publication(
                table.name(),
                datasets,
                new Scope(scope(table, datasets, plan.instruments()), chunk.range()),
                settingsOf(plan.instruments()),
                chunk.files().stream()
                        .filter(file -> datasets.contains(file.dataset()))
                        .toList())));
        publications.addAll(AlignedPublications.of(chunk, plan, settingsOf(plan.instruments())));
        return publications;
    }

    /** The tables that a dataset's rows end up in; that of single trades is written only if asked for. */
    static List<TableDefinition> tablesOf(Dataset dataset) {
        return switch (dataset) {
            case AGG_TRADES, TRADES -> List.of(FlowTables.BARS, MarketTables.TRADES);
            case KLINES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES -> List.of(MarketTables.KLINES);
            case METRICS -> List.of(MarketTables.OPEN_INTEREST, MarketTables.LONG_SHORT_RATIOS);
            case FUNDING_RATE -> List.of(MarketTables.FUNDING_RATES);
            case LIQUIDATION_SNAPSHOT -> List.of(MarketTables.LIQUIDATIONS);
            case OPEN_INTEREST -> List.of(MarketTables.OPEN_INTEREST);
        };
    }

    private Map<String, Set<String>> scope(
            TableDefinition table, List<Dataset> datasets, List<Instrument> instruments) {
        Map<String, Set<String>> scope = new TreeMap<>();
        for (String column : table.restatementKey()) {
            scope.put(
                    column,
                    switch (column) {
                        case "instrument" ->
                            instruments.stream().map(Instrument::id).collect(Collectors.toSet());
                        case "dataset" -> datasets.stream().map(Dataset::text).collect(Collectors.toSet());
                        case "bar_interval" -> Set.of(settings.klineInterval());
                        default ->
                            throw new IllegalStateException("a backfill does not know the scope column " + column);
                    });
        }
        return scope;
    }

    private Map<String, String> settingsOf(List<Instrument> instruments) {
        Map<String, String> fingerprints = new TreeMap<>();
        for (Instrument instrument : instruments) {
            fingerprints.put(
                    instrument.id(),
                    Fingerprint.of(List.of(
                            version,
                            settings.availability().toString(),
                            String.valueOf(contractSizes.byInstrument().get(instrument.id())))));
        }
        return fingerprints;
    }
}
