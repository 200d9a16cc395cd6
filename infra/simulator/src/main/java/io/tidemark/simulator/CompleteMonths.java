package io.tidemark.simulator;

import io.tidemark.simulator.archive.ArchiveFile;
import io.tidemark.simulator.archive.ArchiveFolder;
import io.tidemark.simulator.archive.ArchiveZip;
import io.tidemark.simulator.archive.MonthFile;
import io.tidemark.simulator.archive.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** Makes monthly files of the daily ones, for the months that a request covers from their first day to their last. */
final class CompleteMonths {
    private final ArchiveRequest request;
    private final ArchiveFolder archive;

    CompleteMonths(ArchiveRequest request, ArchiveFolder archive) {
        this.request = request;
        this.archive = archive;
    }

    /**
     * Writes the monthly files that the request wants.
     *
     * @param written all files, those of an instrument in the order of days
     * @return the files that there are now
     */
    List<WrittenFile> of(List<WrittenFile> written) throws IOException {
        if (request.periods() == Periods.DAILY) {
            return written;
        }
        List<WrittenFile> files = new ArrayList<>();
        Map<String, List<WrittenFile>> months = new TreeMap<>();
        for (WrittenFile file : written) {
            ArchiveFile name = file.file();
            if (name.dataset().isDaily() && name.dataset().isMonthly() && isComplete(name.day())) {
                months.computeIfAbsent(monthOf(name), unused -> new ArrayList<>())
                        .add(file);
            } else {
                files.add(file);
            }
        }
        List<Callable<List<WrittenFile>>> tasks = new ArrayList<>();
        for (List<WrittenFile> days : months.values()) {
            tasks.add(() -> month(days));
        }
        files.addAll(ParallelTasks.results(request.threads(), tasks));
        return files;
    }

    private List<WrittenFile> month(List<WrittenFile> days) throws IOException {
        List<WrittenFile> files = new ArrayList<>();
        files.add(MonthFile.write(archive, days, request.interval()));
        if (request.periods() == Periods.BOTH) {
            files.addAll(days);
            return files;
        }
        for (WrittenFile day : days) {
            Path path = archive.path(day.file());
            Files.delete(path);
            Files.delete(ArchiveZip.checksumOf(path));
        }
        return files;
    }

    private boolean isComplete(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        return !month.atDay(1).isBefore(request.from()) && month.atEndOfMonth().isBefore(request.to());
    }

    private String monthOf(ArchiveFile file) {
        return ArchiveFile.monthly(file.dataset(), file.instrument(), request.interval(), YearMonth.from(file.day()))
                .path();
    }
}
