package io.tidemark.jobs.window;

import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.DeliveredTime;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FactType;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.TimeRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Emits an instrument's bars, minute by minute, as far as its trades have been delivered without a break.
 *
 * <p>It waits for delivered intervals and never for timers, so it does the same in batch and in streaming: batch mode
 * fires event-time timers only after a key's last element. Panes leave state with the bar that they make.
 */
public final class BarFunction extends KeyedProcessFunction<String, Fact, Bar> {

    /** What is aligned with other facts: the closes of the bars, and how far they have come. */
    public static final OutputTag<Fact> CLOSES = new OutputTag<>("closes", FactType.INSTANCE) {};

    private final TimeRange range;

    private transient PaneTotals totals;
    private transient MapState<Long, Fact> panes;
    private transient ListState<Fact> ahead;
    private transient ValueState<Progress> progress;

    /**
     * How far an instrument is.
     *
     * @param end end of the contiguous delivered time, exclusive
     * @param cvdDayQuote sum of the day's deltas; null if a minute of the day was not delivered
     */
    public record Progress(Instant end, BigDecimal cvdDayQuote) {}

    /** Bars of {@code range}; the CVD of a day that it starts in begins with it. */
    public BarFunction(TimeRange range) {
        this.range = range;
    }

    @Override
    public void open(OpenContext context) {
        totals = new PaneTotals();
        panes = getRuntimeContext().getMapState(new MapStateDescriptor<>("panes", Types.LONG, FactType.INSTANCE));
        ahead = getRuntimeContext().getListState(new ListStateDescriptor<>("delivered-ahead", FactType.INSTANCE));
        progress = getRuntimeContext().getState(new ValueStateDescriptor<>("progress", Progress.class));
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Bar> bars) throws Exception {
        if (fact instanceof PaneGroup group) {
            PaneGroup earlier = (PaneGroup) panes.get(group.start());
            panes.put(group.start(), earlier == null ? group : earlier.plus(group));
        } else if (fact instanceof Delivered delivered) {
            advance(delivered, context, bars);
        } else {
            throw new IllegalArgumentException("bars are made of panes and progress, not of " + fact.getClass());
        }
    }

    private void advance(Delivered delivered, Context context, Collector<Bar> bars) throws Exception {
        Progress now = progress.value();
        if (now == null) {
            now = new Progress(range.from(), BigDecimal.ZERO);
        }
        DeliveredTime time = new DeliveredTime(now.end(), early());
        for (Delivered next : time.advance(delivered)) {
            now = emit(next, now, context, bars);
            context.output(CLOSES, next);
        }
        ahead.update(new ArrayList<>(time.ahead()));
        progress.update(now);
        if (!now.end().isBefore(range.to())) {
            panes.clear();
            ahead.clear();
        }
    }

    private List<Delivered> early() throws Exception {
        List<Delivered> early = new ArrayList<>();
        for (Fact fact : ahead.get()) {
            early.add((Delivered) fact);
        }
        return early;
    }

    /** Emits the bars of an interval that is now contiguous. */
    private Progress emit(Delivered interval, Progress before, Context context, Collector<Bar> bars) throws Exception {
        BigDecimal cvd = before.cvdDayQuote();
        for (Instant minute = before.end();
                minute.isBefore(interval.to());
                minute = minute.plus(MinuteOfPanes.LENGTH)) {
            if (minute.equals(minute.truncatedTo(ChronoUnit.DAYS))) {
                cvd = BigDecimal.ZERO;
            }
            if (interval.present()) {
                MinuteOfPanes panesOfMinute = take(interval, minute);
                cvd = cvd == null ? null : cvd.add(panesOfMinute.deltaQuote());
                Bar bar = panesOfMinute.bar(cvd);
                bars.collect(bar);
                context.output(CLOSES, close(bar, interval.dataset()));
            } else {
                cvd = null;
            }
        }
        return new Progress(interval.to(), cvd);
    }

    private static Close close(Bar bar, Dataset dataset) {
        return new Close(bar.instrument(), dataset, bar.end(), bar.close(), Availability.ofBar(bar.end()));
    }

    private MinuteOfPanes take(Delivered interval, Instant minute) throws Exception {
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, minute);
        Fact group = panes.get(start);
        List<Pane> found = group == null ? List.of() : ((PaneGroup) group).panes();
        if (group != null) {
            panes.remove(start);
        }
        return MinuteOfPanes.of(interval.instrument(), interval.dataset(), minute, found, totals);
    }
}
