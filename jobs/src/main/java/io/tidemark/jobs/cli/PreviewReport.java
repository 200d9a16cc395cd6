package io.tidemark.jobs.cli;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.pipeline.Preview;
import io.tidemark.jobs.pipeline.Preview.Action;
import io.tidemark.jobs.pipeline.Preview.PreviewedFile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.flink.types.Row;

/** Tells people and programs what a backfill would do. */
final class PreviewReport {

    private static final List<String> COLUMNS = List.of("days", "dataset", "instrument", "file", "bytes", "action");

    private PreviewReport() {}

    /** One line a file. */
    static void files(Preview preview, ResultFormat format, PrintWriter out) {
        format.print(COLUMNS, preview.files().stream().map(PreviewReport::row).iterator(), out);
    }

    private static Row row(PreviewedFile previewed) {
        ArchiveFile file = previewed.file();
        return Row.of(
                previewed.first().equals(previewed.last())
                        ? previewed.first().toString()
                        : previewed.first() + "/" + previewed.last(),
                file.dataset().text(),
                file.instrument().id(),
                file.key(),
                file.isAbsent() ? null : file.stored().bytes(),
                previewed.action().text());
    }

    /**
     * The closing line.
     *
     * @param unit what is read, in the plural
     */
    static void summary(Preview preview, String unit, PrintWriter err) {
        List<PreviewedFile> read = preview.files().stream()
                .filter(each -> each.action() != Action.UNCHANGED && each.action() != Action.ABSENT)
                .toList();
        long bytes =
                read.stream().mapToLong(each -> each.file().stored().bytes()).sum();
        err.printf(
                Locale.ROOT,
                "nothing done: %,d %s to read%s (%,d restated, %,d for other settings), %,d unchanged, %,d absent;"
                        + " %,d days, %,d tables%n",
                read.size(),
                unit,
                bytes == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", bytes / 1e6),
                count(preview, Action.RESTATED),
                count(preview, Action.SETTINGS_CHANGED),
                count(preview, Action.UNCHANGED),
                count(preview, Action.ABSENT),
                preview.days().size(),
                preview.tables().size());
        err.flush();
    }

    private static long count(Preview preview, Action action) {
        return preview.files().stream().filter(each -> each.action() == action).count();
    }
}
