package io.tidemark.jobs.table;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Trade ids that are missing at a UTC midnight, between the last trade of a day and the first of the next. They belong to
 * no bar and to no single file, so they are read off the published bars: whichever run comes later sees both days,
 * whatever the order in which days are backfilled.
 */
public final class MidnightHoles {

    private static final String REASON = "trade ids are missing at midnight";

    private final Lake lake;
    private final String runId;
    private final Instant startedAt;

    /** What stands on either side of a midnight; complete only if the minutes next to it were delivered. */
    private static final class Sides {
        private Long before;
        private Long after;
        private boolean lastMinute;
        private boolean firstMinute;

        boolean areKnown() {
            return lastMinute && firstMinute && before != null && after != null;
        }
    }

    /** Looks on behalf of a run. */
    public MidnightHoles(Lake lake, String runId, Instant startedAt) {
        this.lake = lake;
        this.runId = runId;
        this.startedAt = startedAt;
    }

    /** Brings {@code ops.gaps} in step with the bars at the range's midnights, its ends included; returns the holes' ids. */
    public Set<String> record(List<Instrument> instruments, TimeRange range) {
        Table gaps = lake.createOrEvolve(OpsTables.GAPS);
        RowAppender appender = new RowAppender(gaps, OpsTables.GAPS);
        Set<String> holes = new HashSet<>();
        Object[] names = instruments.stream().map(Instrument::id).toArray();
        Expression atMidnights = atMidnights(names, range);
        appender.append(atMidnights, () -> {
            // Whoever changed the gaps meanwhile has changed the bars before.
            holes.clear();
            Map<String, Map<Instant, Sides>> sides = sides(names, range);
            Map<String, Map<String, Record>> open = openHoles(gaps, atMidnights);
            List<Record> rows = new ArrayList<>();
            for (Instrument instrument : instruments) {
                Map<String, Record> openOfInstrument = open.getOrDefault(instrument.id(), new HashMap<>());
                sides.getOrDefault(instrument.id(), Map.of()).forEach((midnight, ids) -> {
                    Gap hole = hole(instrument, midnight, ids);
                    if (hole != null) {
                        holes.add(hole.id());
                        if (openOfInstrument.remove(hole.id()) == null) {
                            rows.add(appender.row(OpsLedger.values(hole, runId, startedAt)));
                        }
                    }
                    if (ids.areKnown()) {
                        openOfInstrument
                                .values()
                                .removeIf(gap ->
                                        isAt(gap, midnight) && rows.add(OpsLedger.repaired(gap, runId, startedAt)));
                    }
                });
            }
            return rows;
        });
        return holes;
    }

    /** The ids of the holes at the range's midnights, its ends included, that are open as far as is known. */
    public Set<String> open(List<Instrument> instruments, TimeRange range) {
        Object[] names = instruments.stream().map(Instrument::id).toArray();
        Map<String, Record> open = OpsLedger.open(lake.createOrEvolve(OpsTables.GAPS), atMidnights(names, range));
        open.values().removeIf(gap -> !isOne(gap));
        return Set.copyOf(open.keySet());
    }

    private static Gap hole(Instrument instrument, Instant midnight, Sides sides) {
        if (!sides.areKnown() || sides.after <= sides.before + 1) {
            return null;
        }
        return new Gap(
                instrument, Dataset.AGG_TRADES, null, sides.before + 1, sides.after - 1, midnight, midnight, REASON);
    }

    /** True if the gap is in ids and at a midnight. */
    static boolean isOne(Record gap) {
        return REASON.equals(gap.getField("reason"))
                && gap.getField("first_missing_id") != null
                && gap.getField("from_time").equals(gap.getField("to_time"))
                && isMidnight(((OffsetDateTime) gap.getField("from_time")).toInstant());
    }

    private static boolean isAt(Record gap, Instant midnight) {
        return ((OffsetDateTime) gap.getField("from_time")).toInstant().equals(midnight);
    }

    private static boolean isMidnight(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.DAYS));
    }

    private static Expression atMidnights(Object[] instruments, TimeRange range) {
        return Expressions.and(
                Expressions.in("instrument", instruments),
                Expressions.equal("dataset", Dataset.AGG_TRADES.text()),
                Expressions.greaterThanOrEqual("from_time", OpsLedger.micros(range.from())),
                Expressions.lessThanOrEqual("from_time", OpsLedger.micros(range.to())));
    }

    /** By instrument, the open gaps by their id. */
    private static Map<String, Map<String, Record>> openHoles(Table gaps, Expression atMidnights) {
        Map<String, Map<String, Record>> open = new HashMap<>();
        OpsLedger.open(gaps, atMidnights).forEach((id, gap) -> {
            if (isOne(gap)) {
                open.computeIfAbsent((String) gap.getField("instrument"), unseen -> new HashMap<>())
                        .put(id, gap);
            }
        });
        return open;
    }

    /** By instrument and midnight; all instruments in one reading, since their bars stand in the same files. */
    private Map<String, Map<Instant, Sides>> sides(Object[] instruments, TimeRange range) {
        Map<String, Map<Instant, Sides>> sides = new HashMap<>();
        Table bars = lake.find(FlowTables.BARS);
        if (bars == null || bars.currentSnapshot() == null) {
            return sides;
        }
        Instant from = range.from().minus(1, ChronoUnit.DAYS);
        Instant to = range.to().plus(1, ChronoUnit.DAYS);
        try (CloseableIterable<Record> rows = IcebergGenerics.read(bars)
                .select("instrument", "window_start", "first_agg_trade_id", "last_agg_trade_id")
                .where(Expressions.and(
                        Expressions.in("instrument", instruments),
                        Expressions.greaterThanOrEqual("window_start", OpsLedger.micros(from)),
                        Expressions.lessThan("window_start", OpsLedger.micros(to))))
                .build()) {
            for (Record row : rows) {
                add(sides.computeIfAbsent((String) row.getField("instrument"), unseen -> new HashMap<>()), row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + bars.name(), e);
        }
        sides.values().forEach(ofInstrument -> ofInstrument
                .keySet()
                .removeIf(midnight -> midnight.isBefore(range.from()) || midnight.isAfter(range.to())));
        return sides;
    }

    private static void add(Map<Instant, Sides> sides, Record row) {
        Instant minute = ((OffsetDateTime) row.getField("window_start")).toInstant();
        Instant day = minute.truncatedTo(ChronoUnit.DAYS);
        Long first = (Long) row.getField("first_agg_trade_id");
        Long last = (Long) row.getField("last_agg_trade_id");
        Sides start = sides.computeIfAbsent(day, unseen -> new Sides());
        Sides end = sides.computeIfAbsent(day.plus(1, ChronoUnit.DAYS), unseen -> new Sides());
        start.firstMinute |= minute.equals(day);
        end.lastMinute |= minute.plus(Duration.ofMinutes(1)).equals(day.plus(1, ChronoUnit.DAYS));
        if (first != null) {
            start.after = start.after == null ? first : Long.valueOf(Math.min(start.after, first));
            end.before = end.before == null ? last : Long.valueOf(Math.max(end.before, last));
        }
    }
}
