package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.venue.binance.BarIntervals;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Aggregation;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Aggregator;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Replay;
import io.tidemark.jobs.venue.binance.BinanceInstruments;
import io.tidemark.jobs.window.PaneBuilder;
import io.tidemark.jobs.window.SortingTrades;
import io.tidemark.jobs.window.TradeFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** A venue's archive, chunk by chunk. */
final class ArchiveAssignment implements Assignment {

    private static final int READ_AHEAD = 256 * 1024;

    private final BackfillSettings settings;
    private final String version;
    private final ArchiveStore store;
    private BinanceInstruments terms;

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
        terms = settings.instruments() == null
                ? BinanceInstruments.derived()
                : BinanceInstruments.saved(settings.instruments());
        return new BackfillPlanner(settings, store).plan();
    }

    @Override
    public List<InstrumentTerms> terms(BackfillPlan plan) {
        return plan.instruments().stream().map(terms::terms).toList();
    }

    @Override
    public String settingsJson(BackfillPlan plan) {
        return RunJson.settings(settings, plan);
    }

    @Override
    public String inputsJson(BackfillPlan plan) {
        return RunJson.inputs(plan);
    }

    @Override
    public List<Publication> publications(PlannedChunk chunk, BackfillPlan plan) {
        return publications(plan).of(chunk, plan);
    }

    private Publications publications(BackfillPlan plan) {
        return new Publications(settings, version, ContractSizes.of(terms(plan)));
    }

    @Override
    public ArchiveSource source(PlannedChunk chunk, BackfillPlan plan, Set<String> tables) {
        ContractSizes sizes = ContractSizes.of(terms(plan));
        Aggregation panes = (file, order) -> {
            PaneBuilder builder = new PaneBuilder(file, sizes.of(file.instrument()));
            if (order == RowOrder.BY_ID) {
                return new Aggregator(builder, () -> 0);
            }
            SortingTrades sorting = new SortingTrades(builder);
            return new Aggregator(sorting, sorting::duplicates);
        };
        Replay trades = (file, order, facts) -> {
            TradeFacts each = new TradeFacts(file, sizes.of(file.instrument()), facts);
            return order == RowOrder.BY_ID ? each : new SortingTrades(each);
        };
        BinanceArchiveFormat format = new BinanceArchiveFormat(
                settings.market(),
                settings.availability(),
                sizes,
                panes,
                tables.contains(MarketTables.TRADES.name()) ? trades : null);
        return new ArchiveSource(store, format, chunk.read());
    }

    @Override
    public String sha256(ArchiveFile file) throws IOException {
        try (SeekableByteChannel content = store.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ByteBuffer bytes = ByteBuffer.allocate(READ_AHEAD);
            while (content.read(bytes.clear()) >= 0) {
                digest.update(bytes.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean findsHoles() {
        return true;
    }

    @Override
    public String barInterval() {
        return settings.klineInterval();
    }

    @Override
    public Alignment alignment(PlannedChunk chunk, BackfillPlan plan) {
        return new Alignment(plan.aligned(), chunk.range(), BarIntervals.length(barInterval()));
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
