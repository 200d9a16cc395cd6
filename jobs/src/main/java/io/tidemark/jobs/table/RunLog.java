package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;

/** Writes a run's rows into {@code ops.runs}: one when it starts, one when it ends. */
public final class RunLog {

    private final RowAppender appender;
    private final Map<String, Object> run = new HashMap<>();
    private boolean ended;

    /** What became of a run. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** What a run read and wrote. */
    public record Account(long rowsRead, long rowsWritten, long rejects, long gaps) {}

    /**
     * A run of that id and command.
     *
     * @param settings the settings that decide the result, as JSON
     */
    public RunLog(Lake lake, String runId, String command, String settings, String version, Instant startedAt) {
        Table table = lake.createOrEvolve(OpsTables.RUNS);
        this.appender = new RowAppender(table, OpsTables.RUNS);
        run.put("run_id", runId);
        run.put("command", command);
        run.put("settings", settings);
        run.put("version", version);
        run.put("started_at", OpsLedger.utc(startedAt));
    }

    /**
     * The run has started.
     *
     * @param inputs what is to be read, as JSON
     */
    public synchronized void started(String inputs) {
        run.put("state", State.RUNNING.name());
        run.put("inputs", inputs);
        appender.append(List.of(appender.row(run)));
    }

    /**
     * The run has ended. A run ends once: who comes later, when it was interrupted, is not heard.
     *
     * @param inputs what was read, as JSON
     * @param reason why it failed; null if it did not
     */
    public synchronized void ended(State state, Instant finishedAt, Account account, String inputs, String reason) {
        if (ended) {
            return;
        }
        ended = true;
        run.put("state", state.name());
        run.put("finished_at", OpsLedger.utc(finishedAt));
        run.put("rows_read", account.rowsRead());
        run.put("rows_written", account.rowsWritten());
        run.put("rejects", account.rejects());
        run.put("gaps", account.gaps());
        run.put("inputs", inputs);
        run.put("reason", reason);
        appender.appendAtLast(appender.row(run));
    }
}
