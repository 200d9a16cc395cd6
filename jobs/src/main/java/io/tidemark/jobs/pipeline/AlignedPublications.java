package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.align.label.ForwardReturnDecider;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Fingerprint;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The tables that are made of aligned facts, wherever these come from. */
final class AlignedPublications {

    private AlignedPublications() {}

    /** True if the table of that name is made of aligned facts. */
    static boolean isOne(String table) {
        return table.equals(DerivativesTables.METRICS.name()) || table.equals(LabelTables.LABELS.name());
    }

    /**
     * What a chunk of the plan publishes of them; those that need what the chunk does not read are left out.
     *
     * @param settings what else the rows of an instrument depend on, by its id
     */
    static List<Publication> of(PlannedChunk chunk, BackfillPlan plan, Map<String, String> settings) {
        List<Dataset> inputs = plan.aligned();
        List<Dataset> prices = AlignedDatasets.prices(inputs);
        List<Publication> publications = new ArrayList<>();
        if (inputs.isEmpty()) {
            return publications;
        }
        if (plan.datasets().containsAll(inputs)) {
            publications.add(publication(DerivativesTables.METRICS, inputs, chunk, settings, Duration.ZERO));
        }
        if (plan.datasets().containsAll(prices)) {
            publications.add(publication(LabelTables.LABELS, prices, chunk, settings, ForwardReturnDecider.HORIZON));
        }
        return publications;
    }

    private static Publication publication(
            TableDefinition table,
            List<Dataset> inputs,
            PlannedChunk chunk,
            Map<String, String> settings,
            Duration lookAhead) {
        Map<String, String> fingerprints = new TreeMap<>();
        settings.forEach((instrument, others) ->
                fingerprints.put(instrument, Fingerprint.of(List.of(others, inputs.toString()))));
        return new Publication(
                table.name(),
                inputs,
                new Scope(Map.of("instrument", Set.copyOf(settings.keySet())), chunk.range()),
                fingerprints,
                chunk.read().stream()
                        .filter(file -> inputs.contains(file.dataset()))
                        .toList(),
                lookAhead);
    }
}
