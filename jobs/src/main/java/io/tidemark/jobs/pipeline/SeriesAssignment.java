package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.source.series.SeriesFileReader;
import io.tidemark.jobs.source.series.SeriesSurvey;
import io.tidemark.jobs.table.Fingerprint;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.Scope;
import io.tidemark.jobs.venue.binance.BinanceInstruments;
import io.tidemark.jobs.venue.binance.BinanceSymbols;
import io.tidemark.jobs.venue.declared.DeclaredSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;

/** A declared series, in one chunk. */
final class SeriesAssignment implements Assignment {

    /** A bar's length that no series has: gaps of series have none. */
    private static final String NO_BARS = "none";

    private final ImportSettings settings;
    private final String version;
    private final String key;
    private final SeriesFileReader reader;

    SeriesAssignment(ImportSettings settings, String version) {
        this.settings = settings;
        this.version = version;
        this.key = settings.file().getFileName().toString();
        this.reader = new SeriesFileReader(
                settings.file(),
                settings.series(),
                new DeclaredSeries(settings.series(), settings.instrument(), settings.availability()));
    }

    @Override
    public String command() {
        return "import";
    }

    ImportPreview preview(Instant now) throws IOException {
        SeriesSurvey survey = survey();
        return new ImportPreview(
                table(),
                settings.instrument().id(),
                settings.range(covered(survey), now),
                survey.rows(),
                survey.duplicates(),
                survey.rejected(),
                survey.firstRejected());
    }

    @Override
    public BackfillPlan plan(Instant now) throws IOException {
        SeriesSurvey survey = survey();
        TimeRange range = settings.range(covered(survey), now);
        ArchiveFile file = new ArchiveFile(
                key,
                settings.series().dataset(),
                settings.instrument(),
                null,
                range,
                List.of(range),
                new ArchiveFile.Stored(Files.size(settings.file()), survey.checksum(), survey.checksum()));
        return new BackfillPlan(
                List.of(settings.instrument()),
                List.of(settings.series().dataset()),
                List.of(),
                List.of(new PlannedChunk(range, List.of(file))));
    }

    private SeriesSurvey survey() throws IOException {
        try {
            return reader.survey();
        } catch (RefusedFileException e) {
            throw new UsageException(
                    "--file", settings.file().toString(), "as it is declared to be: " + e.getMessage());
        }
    }

    private TimeRange covered(SeriesSurvey survey) {
        return survey.days()
                .orElseThrow(() -> new UsageException(
                        "--file",
                        settings.file().toString(),
                        "a file with rows as they are declared to be: "
                                + (survey.rejected() == 0 ? "it has none of the series" : survey.firstRejected())));
    }

    /** What the venue's symbols say, or the declaration; a row that says nothing would only hide one that does. */
    @Override
    public List<InstrumentTerms> terms(BackfillPlan plan) {
        Instrument instrument = settings.instrument();
        if (BinanceSymbols.isListedAs(instrument)) {
            return List.of(BinanceInstruments.derived().terms(instrument));
        }
        if (settings.contractSize() == null) {
            return List.of();
        }
        return List.of(new InstrumentTerms(
                instrument,
                settings.contractSize(),
                BigDecimal.ONE,
                null,
                null,
                marginAsset(instrument),
                null,
                null,
                true,
                "declared with " + key));
    }

    private static String marginAsset(Instrument instrument) {
        return switch (instrument.market()) {
            case SPOT -> null;
            case LINEAR_PERP, LINEAR_FUTURE -> instrument.quote();
            case INVERSE_PERP, INVERSE_FUTURE -> instrument.base();
        };
    }

    @Override
    public String settingsJson(BackfillPlan plan) {
        return RunJson.declared(settings.declared());
    }

    @Override
    public String inputsJson(BackfillPlan plan) {
        return RunJson.input(plan.chunks().get(0).files().get(0));
    }

    @Override
    public List<Publication> publications(PlannedChunk chunk, BackfillPlan plan) {
        Scope scope =
                new Scope(Map.of("instrument", Set.of(settings.instrument().id())), chunk.range());
        return List.of(new Publication(
                table(),
                List.of(settings.series().dataset()),
                scope,
                Map.of(settings.instrument().id(), settingsFingerprint()),
                chunk.files()));
    }

    private String settingsFingerprint() {
        return Fingerprint.of(List.of(
                version,
                settings.series().toString(),
                settings.instrument().toString(),
                settings.availability().toString()));
    }

    /** The survey has just read it. */
    @Override
    public String sha256(ArchiveFile file) {
        return file.stored().checksum();
    }

    private String table() {
        return settings.series().dataset() == Dataset.FUNDING_RATE
                ? MarketTables.FUNDING_RATES.name()
                : MarketTables.OPEN_INTEREST.name();
    }

    @Override
    public ArchiveSource source(PlannedChunk chunk, BackfillPlan plan, Set<String> tables) {
        SeriesFileReader captured = reader;
        return new ArchiveSource(() -> captured, chunk.files());
    }

    @Override
    public boolean findsHoles() {
        return true;
    }

    @Override
    public String barInterval() {
        return NO_BARS;
    }

    @Override
    public RuntimeExecutionMode mode() {
        return RuntimeExecutionMode.BATCH;
    }

    @Override
    public int parallelism() {
        return 1;
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
