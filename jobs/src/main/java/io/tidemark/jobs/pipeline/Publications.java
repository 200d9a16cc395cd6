package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
                fingerprint(datasets, chunk.files()))));
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

    private String fingerprint(List<Dataset> datasets, List<ArchiveFile> files) {
        MessageDigest digest = sha256();
        add(digest, version);
        add(digest, settings.availability().toString());
        contractSizes
                .byInstrument()
                .forEach((instrument, size) -> add(digest, instrument + " " + size.toPlainString()));
        files.stream()
                .filter(file -> datasets.contains(file.dataset()))
                .map(file -> file.instrument().id() + " " + file.key() + " " + file.wanted() + " " + file.stored())
                .sorted()
                .forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What the whole run reads, and how: equal for runs that read the same. */
    String fingerprint(BackfillPlan plan) {
        MessageDigest digest = sha256();
        for (PlannedChunk chunk : plan.chunks()) {
            of(chunk, plan).forEach(publication -> add(digest, publication.fingerprint()));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Equal for the same lines. */
    static String fingerprint(List<String> lines) {
        MessageDigest digest = sha256();
        lines.forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
