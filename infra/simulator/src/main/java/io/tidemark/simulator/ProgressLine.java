package io.tidemark.simulator;

import io.tidemark.simulator.archive.ArchiveFolder;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** Tells people how a simulation goes on: a line that renews itself on a terminal, a line every five seconds elsewhere. */
final class ProgressLine implements AutoCloseable {
    /** Set by the launcher, which can tell whether standard error is a terminal; Java cannot. */
    static final String TERMINAL = "tidemark.terminal";

    private static final long MILLIS_BETWEEN_LINES = 5_000;
    private static final long MILLIS_ON_A_TERMINAL = 250;
    private static final String START_OF_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final ArchiveFolder archive;
    private final double expectedRows;
    private final long startedAt = System.nanoTime();
    private final Timer timer = new Timer("progress", true);
    private boolean closed;

    /** Starts telling. */
    ProgressLine(PrintWriter err, boolean terminal, ArchiveFolder archive, double expectedRows) {
        this.err = err;
        this.terminal = terminal;
        this.archive = archive;
        this.expectedRows = expectedRows;
        long millis = terminal ? MILLIS_ON_A_TERMINAL : MILLIS_BETWEEN_LINES;
        timer.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        print();
                    }
                },
                millis,
                millis);
    }

    /** Seconds since the start. */
    double seconds() {
        return (System.nanoTime() - startedAt) * 1e-9;
    }

    @Override
    public synchronized void close() {
        closed = true;
        timer.cancel();
        if (terminal) {
            err.print(START_OF_LINE);
        }
    }

    /** The line after some seconds; the time left supposes that the rows to come cost what those before did. */
    static String line(long files, long rows, double expectedRows, double seconds) {
        String left = rows == 0
                ? "?"
                : String.format(Locale.ROOT, "%.0f s", Math.max(0.0, expectedRows - rows) / rows * seconds);
        return String.format(
                Locale.ROOT, "%,d files, %,d rows, %,.0f rows/s, %s left", files, rows, rows / seconds, left);
    }

    private synchronized void print() {
        if (closed) {
            return;
        }
        String line = line(archive.files(), archive.rows(), expectedRows, seconds());
        err.print(terminal ? START_OF_LINE + line : line + System.lineSeparator());
        err.flush();
    }
}
