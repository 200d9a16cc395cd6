package io.tidemark.jobs.cli;

import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.BackfillPlan;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.pipeline.RunCounts;
import io.tidemark.jobs.pipeline.RunListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Tells people how a backfill goes on: a line that renews itself on a terminal, a line every few seconds elsewhere. */
final class ProgressReport implements RunListener {

    /** Set by the launcher, which can tell whether standard error is a terminal; Java cannot. */
    static final String TERMINAL = "tidemark.terminal";

    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    /** Characters of a SHA-256 that tell people enough. */
    private static final int SHOWN = 12;

    private final PrintWriter err;
    private final boolean terminal;
    private final String unit;
    private final long startedAt = System.nanoTime();
    private final RunCounts finished = new RunCounts();
    private long filesPlanned;
    private long filesDone;
    private long lastLineAt = startedAt;

    ProgressReport(PrintWriter err, boolean terminal) {
        this(err, terminal, "files");
    }

    /**
     * Tells of inputs.
     *
     * @param unit what they are, in the plural
     */
    ProgressReport(PrintWriter err, boolean terminal, String unit) {
        this.err = err;
        this.terminal = terminal;
        this.unit = unit;
    }

    @Override
    public void planned(BackfillPlan plan) {
        filesPlanned = plan.chunks().stream().mapToLong(PlannedChunk::present).sum();
        long bytes = plan.chunks().stream().mapToLong(PlannedChunk::bytes).sum();
        err.printf(
                Locale.ROOT,
                "%d instruments, %d chunks, %d %s%s%n",
                plan.instruments().size(),
                plan.chunks().size(),
                filesPlanned,
                unit,
                bytes == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", bytes / 1e6));
        plan.warnings().forEach(err::println);
        err.flush();
    }

    @Override
    public void skipped(PlannedChunk unchanged) {
        filesDone += unchanged.present();
        line(
                "%s to %s: published before, unchanged (%,d %s)",
                day(unchanged, true), day(unchanged, false), unchanged.present(), unit);
    }

    @Override
    public void restated(String key, String was, String is) {
        line("restated: %s was %s…, is %s…", key, was.substring(0, SHOWN), is.substring(0, SHOWN));
    }

    @Override
    public void progress(PlannedChunk chunk, RunCounts soFar) {
        long now = System.nanoTime();
        if (!terminal && now - lastLineAt < NANOS_BETWEEN_LINES) {
            return;
        }
        lastLineAt = now;
        long files = filesDone + soFar.filesRead();
        long rows = finished.rowsRead() + soFar.rowsRead();
        double seconds = (now - startedAt) / 1e9;
        String left = files == 0 ? "?" : String.format(Locale.ROOT, "%.0f s", seconds / files * (filesPlanned - files));
        String line = String.format(
                Locale.ROOT,
                "%d of %d %s, %,d rows, %,.0f rows/s, %s left",
                files,
                filesPlanned,
                unit,
                rows,
                rows / seconds,
                left);
        err.print(terminal ? "\r\u001b[K" + line : line + System.lineSeparator());
        err.flush();
    }

    @Override
    public void published(PlannedChunk chunk, RunCounts counts) {
        filesDone += chunk.present();
        finished.add(counts);
        line(
                "%s to %s: %,d rows read, %,d published",
                day(chunk, true), day(chunk, false), counts.rowsRead(), counts.rowsWritten());
    }

    /** The closing summary of the run. */
    void summary(RunCounts counts) {
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        for (Map.Entry<String, Long> table : counts.rowsPublished().entrySet()) {
            line("  %-26s %,12d rows", table.getKey(), table.getValue());
        }
        line(
                "done in %.1f s: %,d %s, %,d rows read, %,d rows published, %,d duplicates dropped",
                seconds, counts.filesRead(), unit, counts.rowsRead(), counts.rowsWritten(), counts.duplicates());
        if (counts.overtaken() > 0) {
            line(
                    "another run published rows of the same instruments and days meanwhile (%d tables); this run's stand now",
                    counts.overtaken());
        }
        if (counts.restated() > 0) {
            line(
                    "%,d files were restated since they were last used; their days are done again. Later days that looked back at them: sql/queries/stale_metrics.sql",
                    counts.restated());
        }
        if (counts.gaps() > 0) {
            line("%,d holes in what was read, in ops.gaps", counts.gaps());
        }
        if (counts.deadLetters() > 0) {
            line(
                    "%,d files refused and %,d lines rejected, in ops.dead_letters",
                    counts.refusedFiles(), counts.deadLetters() - counts.refusedFiles());
        }
    }

    private void line(String format, Object... values) {
        err.print(terminal ? "\r\u001b[K" : "");
        err.println(String.format(Locale.ROOT, format, values));
        err.flush();
    }

    private static String day(PlannedChunk chunk, boolean first) {
        return TimeRange.dayOf(first ? chunk.range().from() : chunk.range().to())
                .toString();
    }
}
