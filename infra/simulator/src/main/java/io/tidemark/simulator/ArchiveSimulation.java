package io.tidemark.simulator;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.DayFiles;
import io.tidemark.simulator.archive.FundingRateFile;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.fault.FaultInjection;
import io.tidemark.simulator.instrument.Instrument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes an archive: every day of every instrument on its own, on all processors, and then the faults. */
public final class ArchiveSimulation {
    private final ArchiveRequest request;

    /** A simulation of the request. */
    public ArchiveSimulation(ArchiveRequest request) {
        this.request = request;
    }

    /** Writes everything; files that were there before are replaced. */
    public ArchiveSummary run() throws IOException {
        Files.createDirectories(request.root());
        List<WrittenFile> written = new ArrayList<>(inParallel(tasks()));
        written.sort(Comparator.comparing(file -> file.file().path()));
        FaultInjection injection =
                new FaultInjection(request.root(), request.market().seed(), request.faults());
        int faults = injection.into(written);
        long files = 0;
        long rows = 0;
        long bytes = 0;
        for (WrittenFile file : written) {
            Path path = request.root().resolve(file.file().path());
            if (Files.exists(path)) {
                files++;
                rows += file.rows();
                bytes += Files.size(path);
            }
        }
        return new ArchiveSummary(files, rows, bytes, faults);
    }

    private List<Callable<List<WrittenFile>>> tasks() {
        List<Callable<List<WrittenFile>>> tasks = new ArrayList<>();
        for (Instrument instrument : request.instruments()) {
            for (LocalDate day = request.from(); day.isBefore(request.to()); day = day.plusDays(1)) {
                LocalDate played = day;
                tasks.add(() -> DayFiles.write(
                        request.root(), request.market(), instrument, played, request.datasets(), request.interval()));
            }
            if (request.datasets().contains(Dataset.FUNDING_RATE)
                    && Dataset.FUNDING_RATE.existsOn(instrument.market())) {
                addFunding(tasks, instrument);
            }
        }
        return tasks;
    }

    private void addFunding(List<Callable<List<WrittenFile>>> tasks, Instrument instrument) {
        LocalDate start = request.from();
        while (start.isBefore(request.to())) {
            LocalDate first = start;
            LocalDate nextMonth = YearMonth.from(first).plusMonths(1).atDay(1);
            LocalDate end = nextMonth.isBefore(request.to()) ? nextMonth : request.to();
            tasks.add(() -> List.of(FundingRateFile.write(request.root(), request.market(), instrument, first, end)));
            start = end;
        }
    }

    private static List<WrittenFile> inParallel(List<Callable<List<WrittenFile>>> tasks) throws IOException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<List<WrittenFile>>> running = new ArrayList<>();
            for (Callable<List<WrittenFile>> task : tasks) {
                running.add(workers.submit(task));
            }
            List<WrittenFile> written = new ArrayList<>();
            for (Future<List<WrittenFile>> result : running) {
                written.addAll(result.get());
            }
            return written;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unwritten) {
                throw unwritten;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            workers.shutdownNow();
        }
    }
}
