package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Aggregator;
import io.tidemark.jobs.venue.binance.BinanceInstruments;
import io.tidemark.jobs.window.PaneBuilder;
import io.tidemark.jobs.window.SortingTrades;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** A venue's archive, chunk by chunk. */
final class ArchiveAssignment implements Assignment {

    private final BackfillSettings settings;
    private final String version;
    private final ArchiveStore store;

    ArchiveAssignment(BackfillSettings settings, String version, ArchiveStore store) {
        this.settings = settings;
        this.version = version;
        this.store = store;
    }

    @Override
    public String command() {
        return "backfill";
    }

    @Override
    public BackfillPlan plan(Instant now) throws IOException {
        settings.validate(now);
        return new BackfillPlanner(settings, store).plan();
    }

    @Override
    public List<InstrumentTerms> terms(BackfillPlan plan) throws IOException {
        BinanceInstruments terms = settings.instruments() == null
                ? BinanceInstruments.derived()
                : BinanceInstruments.saved(settings.instruments());
        return plan.instruments().stream().map(terms::terms).toList();
    }

    @Override
    public String settingsJson() {
        return RunJson.settings(settings);
    }

    @Override
    public String inputsJson(BackfillPlan plan) {
        return RunJson.inputs(plan, new Publications(settings, version));
    }

    @Override
    public List<Publication> publications(PlannedChunk chunk, List<Instrument> instruments) {
        return new Publications(settings, version).of(chunk, instruments);
    }

    @Override
    public ArchiveSource source(PlannedChunk chunk) {
        BinanceArchiveFormat format =
                new BinanceArchiveFormat(settings.market(), settings.availability(), (file, order) -> {
                    PaneBuilder panes = new PaneBuilder(file);
                    if (order == RowOrder.BY_ID) {
                        return new Aggregator(panes, () -> 0);
                    }
                    SortingTrades sorting = new SortingTrades(panes);
                    return new Aggregator(sorting, sorting::duplicates);
                });
        return new ArchiveSource(store, format, chunk.files());
    }

    @Override
    public List<Dataset> datasets() {
        return settings.datasets();
    }

    @Override
    public String barInterval() {
        return settings.klineInterval();
    }

    @Override
    public RuntimeExecutionMode mode() {
        return settings.mode();
    }

    @Override
    public int parallelism() {
        return settings.parallelism();
    }

    @Override
    public boolean force() {
        return settings.force();
    }

    @Override
    public LakeSettings lake() {
        return settings.lake();
    }
}
