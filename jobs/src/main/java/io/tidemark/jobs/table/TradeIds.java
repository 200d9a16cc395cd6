package io.tidemark.jobs.table;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.NeighbourIds;
import io.tidemark.jobs.model.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The trade ids of the days next to a range, as the lake holds them: a hole at a midnight is seen by whichever run comes
 * later, in whatever order days are backfilled.
 */
public final class TradeIds {

    private TradeIds() {}

    /** By instrument id, what stands next to the range; only days whose minute next to it was delivered count. */
    public static Map<String, NeighbourIds> aroundRange(Lake lake, List<Instrument> instruments, TimeRange range) {
        Table bars = lake.find(FlowTables.BARS);
        if (bars == null || bars.currentSnapshot() == null) {
            return Map.of();
        }
        Object[] ids = instruments.stream().map(Instrument::id).toArray();
        TimeRange dayBefore = new TimeRange(range.from().minus(1, ChronoUnit.DAYS), range.from());
        TimeRange dayAfter = new TimeRange(range.to(), range.to().plus(1, ChronoUnit.DAYS));
        Map<String, Long> before =
                ids(bars, ids, dayBefore, range.from().minus(Duration.ofMinutes(1)), "last_agg_trade_id", Math::max);
        Map<String, Long> after = ids(bars, ids, dayAfter, range.to(), "first_agg_trade_id", Math::min);
        Map<String, NeighbourIds> around = new HashMap<>();
        instruments.forEach(instrument ->
                around.put(instrument.id(), new NeighbourIds(before.get(instrument.id()), after.get(instrument.id()))));
        return around;
    }

    private static Map<String, Long> ids(
            Table bars,
            Object[] instruments,
            TimeRange day,
            Instant adjacentMinute,
            String column,
            BinaryOperator<Long> outermost) {
        Map<String, Long> ids = new HashMap<>();
        Set<String> adjacent = new HashSet<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(bars)
                .select("instrument", "window_start", column)
                .where(Expressions.and(
                        Expressions.in("instrument", instruments),
                        Expressions.greaterThanOrEqual("window_start", micros(day.from())),
                        Expressions.lessThan("window_start", micros(day.to()))))
                .build()) {
            for (Record row : rows) {
                String instrument = (String) row.getField("instrument");
                if (((OffsetDateTime) row.getField("window_start")).toInstant().equals(adjacentMinute)) {
                    adjacent.add(instrument);
                }
                Long id = (Long) row.getField(column);
                if (id != null) {
                    ids.merge(instrument, id, outermost);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + bars.name(), e);
        }
        ids.keySet().retainAll(adjacent);
        return ids;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
