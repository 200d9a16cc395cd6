package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.source.lake.LakeDays;
import io.tidemark.jobs.source.lake.LakeInstruments;
import io.tidemark.jobs.source.lake.LakeReader;
import io.tidemark.jobs.source.lake.LakeState;
import io.tidemark.jobs.table.Fingerprint;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.venue.binance.BarIntervals;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** The facts that the lake holds, chunk by chunk: the tables of features are computed from them again. */
final class LakeAssignment implements Assignment {

    /** The datasets that are read, each as one of a kind: {@code flow.bars} say what they were made from. */
    private static final List<Dataset> READ = List.of(
            Dataset.AGG_TRADES,
            Dataset.KLINES,
            Dataset.METRICS,
            Dataset.FUNDING_RATE,
            Dataset.MARK_PRICE_KLINES,
            Dataset.INDEX_PRICE_KLINES,
            Dataset.PREMIUM_INDEX_KLINES);

    private static final List<Dataset> INPUTS =
            Stream.concat(READ.stream(), Stream.of(Dataset.TRADES)).toList();

    private final LakeBackfillSettings settings;
    private final String version;
    private LakeState state;

    LakeAssignment(LakeBackfillSettings settings, String version) {
        this.settings = settings;
        this.version = version;
    }

    @Override
    public String command() {
        return "backfill";
    }

    @Override
    public BackfillPlan plan(Instant now) throws IOException {
        BackfillSettings.requireDays(settings.from(), settings.to(), now);
        state = state();
        List<Instrument> instruments = instruments();
        List<PlannedChunk> chunks = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        try (LakeDays days = new LakeDays(state)) {
            for (TimeRange range : BackfillPlan.chunks(settings.from(), settings.to(), settings.chunkDays())) {
                chunks.add(chunk(days, instruments, range));
            }
            requireFacts(instruments, chunks);
            addWarnings(days, instruments, warnings);
        }
        return new BackfillPlan(instruments, INPUTS, INPUTS, warnings, chunks);
    }

    /** The days, and what lies around them: the time before in one piece, of the day after as much as rows look at. */
    private PlannedChunk chunk(LakeDays days, List<Instrument> instruments, TimeRange range) {
        List<ArchiveFile> files = new ArrayList<>();
        List<ArchiveFile> read = new ArrayList<>();
        for (Dataset dataset : READ) {
            TimeRange reach = AlignedDatasets.reach(dataset, range);
            TimeRange before = new TimeRange(reach.from(), range.from());
            instruments.forEach(each -> read.add(LakeDays.stretch(each, dataset, settings.klineInterval(), before)));
            TimeRange whole = TimeRange.ofDays(TimeRange.dayOf(range.from()), dayAfter(reach.to()));
            for (ArchiveFile day : days.of(instruments, List.of(dataset), settings.klineInterval(), whole)) {
                day.within(range).ifPresent(files::add);
                day.within(reach).ifPresent(read::add);
            }
        }
        return new PlannedChunk(range, files, read);
    }

    /** Rows of which nothing is known would only hide that nothing is. */
    private void requireFacts(List<Instrument> instruments, List<PlannedChunk> chunks) {
        for (Instrument instrument : instruments) {
            boolean held = chunks.stream()
                    .flatMap(chunk -> chunk.files().stream())
                    .anyMatch(day -> !day.isAbsent() && day.instrument().equals(instrument));
            if (!held) {
                throw new UsageException(
                        "--from",
                        settings.from().toString(),
                        "the first of days up to " + settings.to() + ", exclusive, of which the lake holds any of "
                                + instrument);
            }
        }
    }

    /** What an archive knows of the days before may be more than what the lake holds of them. */
    private void addWarnings(LakeDays days, List<Instrument> instruments, List<String> warnings) {
        TimeRange asked = TimeRange.ofDays(settings.from(), settings.to());
        LocalDate first =
                TimeRange.dayOf(AlignedDatasets.reach(Dataset.METRICS, asked).from());
        TimeRange before = TimeRange.ofDays(first, settings.from());
        Map<String, Long> held = new TreeMap<>();
        for (ArchiveFile day : days.of(instruments, List.of(Dataset.METRICS), settings.klineInterval(), before)) {
            held.merge(day.instrument().id(), day.isAbsent() ? 0L : 1L, Long::sum);
        }
        held.forEach((instrument, count) -> {
            if (count < before.days().size()) {
                warnings.add("the lake holds open interest of " + instrument + " on " + count + " of the "
                        + before.days().size() + " days before " + settings.from()
                        + " that rows look back at: changes and scores are null where it does not");
            }
        });
    }

    /** The end, exclusive, of the days that hold the range up to that instant, exclusive. */
    private static LocalDate dayAfter(Instant end) {
        LocalDate day = TimeRange.dayOf(end);
        return TimeRange.startOf(day).equals(end) ? day : day.plusDays(1);
    }

    private LakeState state() throws IOException {
        Optional<Lake> opened = Lake.openExisting(settings.lake());
        if (opened.isEmpty()) {
            throw new UsageException("--warehouse", settings.lake().warehouse(), "a folder that holds a lake");
        }
        try (Lake lake = opened.get()) {
            return LakeState.of(lake, settings.lake());
        }
    }

    private List<Instrument> instruments() throws IOException {
        try (LakeInstruments instruments = new LakeInstruments(state)) {
            return LakeContracts.find(settings.venues(), settings.symbols(), instruments);
        }
    }

    /** Who wrote the facts has written the terms. */
    @Override
    public List<InstrumentTerms> terms(BackfillPlan plan) {
        return List.of();
    }

    @Override
    public String settingsJson(BackfillPlan plan) {
        return RunJson.settings(settings);
    }

    @Override
    public String inputsJson(BackfillPlan plan) {
        return RunJson.inputs(plan, state.snapshots());
    }

    @Override
    public List<Publication> publications(PlannedChunk chunk, BackfillPlan plan) {
        String fingerprint = Fingerprint.of(List.of(version, settings.klineInterval()));
        Map<String, String> fingerprints = new TreeMap<>();
        plan.instruments().forEach(instrument -> fingerprints.put(instrument.id(), fingerprint));
        return AlignedPublications.of(chunk, plan, fingerprints);
    }

    @Override
    public ArchiveSource source(PlannedChunk chunk, BackfillPlan plan, Set<String> tables) {
        LakeState captured = state;
        return new ArchiveSource(() -> new LakeReader(captured), chunk.read());
    }

    /** Closes are stored: nothing is made of trades. */
    @Override
    public Alignment alignment(PlannedChunk chunk, BackfillPlan plan) {
        return new Alignment(plan.aligned(), chunk.range(), BarIntervals.length(barInterval()), false);
    }

    @Override
    public String sha256(ArchiveFile file) {
        throw new IllegalStateException("rows of the lake are told apart by their runs, not by a checksum: " + file);
    }

    @Override
    public boolean findsHoles() {
        return false;
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
