package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** What {@code ops.runs} says of runs that have ended. */
public final class PastRuns {

    private final Table runs;

    /** The runs of a lake; a lake without the table has none. */
    public PastRuns(Lake lake) {
        this.runs = lake.find(OpsTables.RUNS);
    }

    /** The ids of those that came to their end. */
    public Set<String> done() {
        Set<String> done = new HashSet<>();
        ended(Expressions.equal("state", RunLog.State.DONE.name()), "run_id")
                .forEach(row -> done.add((String) row.getField("run_id")));
        return done;
    }

    /** What each read, as JSON, in the order in which they ended; that of failed ones as well. */
    public List<String> inputs() {
        List<Record> rows = ended(Expressions.notNull("finished_at"), "finished_at", "inputs");
        rows.sort(Comparator.comparing(row -> (OffsetDateTime) row.getField("finished_at")));
        return rows.stream()
                .map(row -> (String) row.getField("inputs"))
                .filter(inputs -> inputs != null)
                .toList();
    }

    private List<Record> ended(Expression filter, String... columns) {
        List<Record> rows = new ArrayList<>();
        if (runs == null || runs.currentSnapshot() == null) {
            return rows;
        }
        try (CloseableIterable<Record> found =
                IcebergGenerics.read(runs).where(filter).select(columns).build()) {
            found.forEach(row -> rows.add(row.copy()));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + runs.name(), e);
        }
    }
}
