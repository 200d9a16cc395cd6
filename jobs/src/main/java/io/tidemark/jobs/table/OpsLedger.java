package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Gap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Keeps {@code ops.gaps} and {@code ops.dead_letters} in step with what a chunk found: what is new is appended, what is
 * known is not, and a gap that is no longer there is marked as repaired.
 */
final class OpsLedger {

    private final Lake lake;
    private final Chunk chunk;

    OpsLedger(Lake lake, Chunk chunk) {
        this.lake = lake;
        this.chunk = chunk;
    }

    /** Appends the dead letters that the table has not. */
    void recordDeadLetters(Collection<DeadLetter> letters) {
        Table table = lake.createOrEvolve(OpsTables.DEAD_LETTERS);
        RowAppender appender = new RowAppender(table, OpsTables.DEAD_LETTERS);
        if (letters.isEmpty()) {
            return;
        }
        Expression ofFiles = Expressions.in(
                "source_file",
                letters.stream().map(DeadLetter::sourceFile).distinct().toArray());
        appender.append(ofFiles, () -> {
            Set<String> known = new HashSet<>();
            each(table, ofFiles, row -> known.add((String) row.getField("dead_letter_id")));
            return letters.stream()
                    .filter(letter -> known.add(letter.id()))
                    .map(letter -> appender.row(values(letter)))
                    .toList();
        });
    }

    private Map<String, Object> values(DeadLetter letter) {
        Map<String, Object> values = new HashMap<>();
        values.put("dead_letter_id", letter.id());
        values.put("source_file", letter.sourceFile());
        values.put("line_number", letter.lineNumber());
        values.put("reason", letter.reason());
        values.put("raw_text", letter.rawText());
        values.put("dataset", letter.dataset().text());
        values.put("instrument", letter.instrument().id());
        values.put("file_day", utc(letter.fileDay()));
        values.put("run_id", chunk.runId());
        return values;
    }

    /**
     * Appends the gaps that are not open in the table, and repairs the open ones that are no longer there; who reads nothing
     * that may have holes knows of none.
     */
    void recordGaps(Collection<Gap> found) {
        Table table = lake.createOrEvolve(OpsTables.GAPS);
        if (chunk.datasets().isEmpty()) {
            return;
        }
        RowAppender appender = new RowAppender(table, OpsTables.GAPS);
        Expression examined = examinedGaps();
        appender.append(examined, () -> news(found, open(table, examined), appender));
    }

    private List<Record> news(Collection<Gap> found, Map<String, Record> open, RowAppender appender) {
        List<Record> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Gap gap : found) {
            if (seen.add(gap.id()) && !open.containsKey(gap.id())) {
                rows.add(appender.row(values(gap, chunk.runId(), chunk.startedAt())));
            }
        }
        open.forEach((id, row) -> {
            if (!seen.contains(id) && isExamined(row) && !isInside(row, found)) {
                rows.add(repaired(row, chunk.runId(), chunk.startedAt()));
            }
        });
        return rows;
    }

    /** Holes at midnight belong to no chunk; {@link MidnightHoles} looks after them. Bars of other lengths were not read. */
    private boolean isExamined(Record gap) {
        Object interval = gap.getField("bar_interval");
        return !MidnightHoles.isOne(gap) && (interval == null || interval.equals(chunk.barInterval()));
    }

    /** The gaps of the chunk's instruments, datasets and range. */
    private Expression examinedGaps() {
        return Expressions.and(
                Expressions.in("instrument", chunk.instruments().toArray()),
                Expressions.in("dataset", examined().map(Dataset::text).toArray()),
                Expressions.greaterThanOrEqual("from_time", micros(chunk.range().from())),
                Expressions.lessThan("from_time", micros(chunk.range().to())));
    }

    /** Who reads the metrics also knows whether open interest from elsewhere is still missing, and fills are trades. */
    private Stream<Dataset> examined() {
        return chunk.datasets().stream().flatMap(OpsLedger::sameKind).distinct();
    }

    /** The datasets whose holes are filled by what this one holds. */
    private static Stream<Dataset> sameKind(Dataset dataset) {
        return switch (dataset) {
            case METRICS -> Stream.of(dataset, Dataset.OPEN_INTEREST);
            case AGG_TRADES, TRADES -> Stream.of(Dataset.AGG_TRADES, Dataset.TRADES);
            default -> Stream.of(dataset);
        };
    }

    private static boolean isOf(Object dataset, Gap larger) {
        return sameKind(larger.dataset()).anyMatch(same -> same.text().equals(dataset));
    }

    /** A smaller hole that is now part of a larger one has not been filled. */
    private static boolean isInside(Record gap, Collection<Gap> found) {
        Instant from = ((OffsetDateTime) gap.getField("from_time")).toInstant();
        Instant to = ((OffsetDateTime) gap.getField("to_time")).toInstant();
        return found.stream()
                .anyMatch(larger -> larger.firstMissingId() == null
                        && larger.instrument().id().equals(gap.getField("instrument"))
                        && isOf(gap.getField("dataset"), larger)
                        && Objects.equals(larger.interval(), gap.getField("bar_interval"))
                        && !from.isBefore(larger.from())
                        && !to.isAfter(larger.to()));
    }

    static Record repaired(Record gap, String runId, Instant repairedAt) {
        Record repaired = gap.copy();
        repaired.setField("repaired_at", utc(repairedAt));
        repaired.setField("run_id", runId);
        return repaired;
    }

    /** The gaps that pass the filter and whose latest row is not repaired, by id. */
    static Map<String, Record> open(Table table, Expression filter) {
        Map<String, Record> latest = new LinkedHashMap<>();
        each(
                table,
                filter,
                row -> latest.merge(
                        (String) row.getField("gap_id"),
                        row,
                        (one, two) -> LATEST_STATE.compare(one, two) >= 0 ? one : two));
        latest.values().removeIf(row -> row.getField("repaired_at") != null);
        return latest;
    }

    private static final Comparator<Record> LATEST_STATE =
            Comparator.comparing(OpsLedger::stateSince).thenComparing(row -> row.getField("repaired_at") != null);

    private static OffsetDateTime stateSince(Record gap) {
        OffsetDateTime repaired = (OffsetDateTime) gap.getField("repaired_at");
        return repaired != null ? repaired : (OffsetDateTime) gap.getField("detected_at");
    }

    static Map<String, Object> values(Gap gap, String runId, Instant detectedAt) {
        Map<String, Object> values = new HashMap<>();
        values.put("gap_id", gap.id());
        values.put("dataset", gap.dataset().text());
        values.put("instrument", gap.instrument().id());
        values.put("bar_interval", gap.interval());
        values.put("first_missing_id", gap.firstMissingId());
        values.put("last_missing_id", gap.lastMissingId());
        values.put("from_time", utc(gap.from()));
        values.put("to_time", utc(gap.to()));
        values.put("reason", gap.reason());
        values.put("detected_at", utc(detectedAt));
        values.put("run_id", runId);
        return values;
    }

    static void each(Table table, Expression filter, Consumer<Record> use) {
        if (table.currentSnapshot() == null) {
            return;
        }
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table).where(filter).build()) {
            rows.forEach(use);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + table.name(), e);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
