package io.tidemark.simulator;

import io.tidemark.simulator.archive.ArchiveFile;
import io.tidemark.simulator.archive.ArchiveFolder;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.DayFiles;
import io.tidemark.simulator.archive.FundingRateFile;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.fault.FaultInjection;
import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketDay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;

/** Writes an archive: every day of every instrument on its own, on several threads, then the months, then the faults. */
public final class ArchiveSimulation {
    private final ArchiveRequest request;
    private final ArchiveFolder archive;

    /** A simulation of the request. */
    public ArchiveSimulation(ArchiveRequest request) {
        this.request = request;
        this.archive = new ArchiveFolder(request.root());
    }

    /** What has been written so far. */
    ArchiveFolder archive() {
        return archive;
    }

    /** Writes everything; files of the same name that were there before are replaced. */
    public ArchiveSummary run() throws IOException {
        SimulationRecord record = SimulationRecord.read(request.root());
        record.add(request);
        List<Callable<List<WrittenFile>>> tasks = new ArrayList<>();
        for (LocalDate day = request.from(); day.isBefore(request.to()); day = day.plusDays(1)) {
            addDay(tasks, day);
        }
        for (YearMonth month : SimulationRecord.months(request.from(), request.to())) {
            addFunding(tasks, month, record);
        }
        List<WrittenFile> written = ParallelTasks.results(request.threads(), tasks);
        written = new ArrayList<>(new CompleteMonths(request, archive).of(written));
        written.sort(Comparator.comparing(file -> file.file().path()));
        int faults = new FaultInjection(request.root(), request.market().seed(), request.faults()).into(written);
        return summary(written, faults);
    }

    /** The instruments of a day stand together, so that they draw what they share once. */
    private void addDay(List<Callable<List<WrittenFile>>> tasks, LocalDate day) {
        MarketDay market = new MarketDay(request.market(), day);
        Set<String> indices = new HashSet<>();
        for (Instrument instrument : request.instruments()) {
            if (!instrument.tradesOn(day)) {
                continue;
            }
            Set<Dataset> datasets = EnumSet.copyOf(request.datasets());
            ArchiveFile index = ArchiveFile.daily(Dataset.INDEX_PRICE_KLINES, instrument, request.interval(), day);
            if (!indices.add(index.path())) {
                datasets.remove(Dataset.INDEX_PRICE_KLINES);
            }
            tasks.add(() -> DayFiles.write(archive, market, instrument, datasets, request.interval()));
        }
    }

    private void addFunding(List<Callable<List<WrittenFile>>> tasks, YearMonth month, SimulationRecord record) {
        for (Instrument instrument : request.instruments()) {
            if (request.datasets().contains(Dataset.FUNDING_RATE) && Dataset.FUNDING_RATE.existsOn(instrument)) {
                SortedSet<LocalDate> days = record.days(instrument, Dataset.FUNDING_RATE, month);
                tasks.add(() -> List.of(FundingRateFile.write(archive, request.market(), instrument, days)));
            }
        }
    }

    private ArchiveSummary summary(List<WrittenFile> written, int faults) throws IOException {
        long files = 0;
        long rows = 0;
        long bytes = 0;
        for (WrittenFile file : written) {
            Path path = archive.path(file.file());
            if (Files.exists(path)) {
                files++;
                rows += file.rows();
                bytes += Files.size(path);
            }
        }
        return new ArchiveSummary(files, rows, bytes, faults);
    }
}
