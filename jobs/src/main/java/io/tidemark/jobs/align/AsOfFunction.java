package io.tidemark.jobs.align;

import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.DeliveredTime;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FactType;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Observation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

/**
 * The point-in-time join: at each decision of an instrument, what was available then, and nothing else.
 *
 * <p>Observations wait until every input has been delivered so far that nothing can come any more that was available at
 * the decision; then they are learned in the order in which they became available. The order of files, sockets and polls
 * cannot be seen in the rows. It waits for delivered intervals and never for timers, so it does the same in batch and in
 * streaming, and it has no time-out: whether an input will ever come is for its source to say.
 *
 * @param <S> what the decider carries
 * @param <R> the rows
 */
public final class AsOfFunction<S, R> extends KeyedProcessFunction<String, Fact, R> {

    private static final Comparator<Observation> BY_AVAILABILITY = Comparator.comparing(Observation::availableAt)
            .thenComparing(Observation::eventTime)
            .thenComparing(Observation::dataset)
            // Two observations of one instant: which one counts must not depend on the order of files.
            .thenComparing(Object::toString);

    private static final long SECONDS_PER_MINUTE = 60;

    private final List<AlignedInput> inputs;
    private final Decisions decisions;
    private final Decider<S, R> decider;

    private transient MapState<Long, List<Fact>> waiting;
    private transient ListState<Fact> known;
    private transient ListState<Fact> ahead;
    private transient MapState<String, Instant> ends;
    private transient ValueState<Instant> decided;
    private transient ValueState<S> carried;

    /**
     * Waits for the inputs at each decision.
     *
     * @param inputs one for each dataset; what is delivered of others is not waited for
     */
    public AsOfFunction(Collection<AlignedInput> inputs, Decisions decisions, Decider<S, R> decider) {
        this.inputs = List.copyOf(inputs);
        this.decisions = decisions;
        this.decider = decider;
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(FactType.INSTANCE)));
        known = facts("known");
        ahead = facts("delivered-ahead");
        ends = getRuntimeContext().getMapState(new MapStateDescriptor<>("delivered", Types.STRING, Types.INSTANT));
        decided = getRuntimeContext().getState(new ValueStateDescriptor<>("decided", Types.INSTANT));
        carried = getRuntimeContext().getState(new ValueStateDescriptor<>("carried", decider.carriedType()));
    }

    private ListState<Fact> facts(String name) {
        return getRuntimeContext().getListState(new ListStateDescriptor<>(name, FactType.INSTANCE));
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<R> rows) throws Exception {
        if (fact instanceof Observation observation) {
            await(observation);
        } else if (fact instanceof Delivered delivered) {
            if (advance(delivered)) {
                decide(delivered.instrument(), rows);
            }
        } else {
            throw new IllegalArgumentException("observations are aligned with progress, not " + fact.getClass());
        }
    }

    /**
     * Observations wait by the minute, so that a decision looks at few of them however many there are. One that comes after a
     * decision that it belonged to waits for the next; after the last decision there is nothing to wait for.
     */
    private void await(Observation observation) throws Exception {
        Instant last = decided.value();
        if (last != null && decisions.after(last) == null) {
            return;
        }
        long available = minuteOf(observation.availableAt());
        long minute = last == null ? available : Math.max(available, minuteOf(last));
        List<Fact> ofMinute = waiting.get(minute);
        List<Fact> more = ofMinute == null ? new ArrayList<>() : ofMinute;
        more.add(observation);
        waiting.put(minute, more);
    }

    private static long minuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    /** Takes note of an interval; true if its input is now further. */
    private boolean advance(Delivered delivered) throws Exception {
        Dataset dataset = AlignedInput.progressOf(delivered.dataset());
        Instant end = end(dataset);
        if (end == null) {
            return false;
        }
        Map<Dataset, List<Delivered>> early = new EnumMap<>(Dataset.class);
        for (Fact fact : ahead.get()) {
            Delivered interval = (Delivered) fact;
            early.computeIfAbsent(AlignedInput.progressOf(interval.dataset()), unseen -> new ArrayList<>())
                    .add(interval);
        }
        DeliveredTime time = new DeliveredTime(end, early.getOrDefault(dataset, List.of()));
        boolean advanced = !time.advance(delivered).isEmpty();
        early.put(dataset, time.ahead());
        ahead.update(early.values().stream().<Fact>flatMap(List::stream).toList());
        ends.put(dataset.text(), time.end());
        return advanced;
    }

    /** How far the dataset has been delivered; null if nobody waits for it. */
    private Instant end(Dataset dataset) throws Exception {
        for (AlignedInput input : inputs) {
            if (input.dataset() == dataset) {
                Instant end = ends.get(dataset.text());
                return end == null ? input.from() : end;
            }
        }
        return null;
    }

    /** Makes the decisions for which nothing can come any more. */
    private void decide(Instrument instrument, Collector<R> rows) throws Exception {
        Instant before = decidableBefore(instrument);
        Instant earlier = decided.value();
        Instant at = decisions.after(earlier);
        if (at == null || !at.isBefore(before)) {
            return;
        }
        Known now = new Known();
        for (Fact fact : known.get()) {
            now.learn((Observation) fact);
        }
        S state = carried.value() == null ? decider.start() : carried.value();
        Deque<Observation> coming = new ArrayDeque<>();
        Long minute = earlier == null ? null : Long.valueOf(minuteOf(earlier));
        Instant last = at;
        while (at != null && at.isBefore(before)) {
            long minuteOfDecision = minuteOf(at);
            if (minute == null || minute <= minuteOfDecision) {
                coming.addAll(take(minute, minuteOfDecision));
                minute = minuteOfDecision + 1;
            }
            while (!coming.isEmpty() && !coming.peek().availableAt().isAfter(at)) {
                now.learn(coming.remove());
            }
            state = decider.decide(instrument, at, now, state, rows);
            last = at;
            at = decisions.after(at);
        }
        decided.update(last);
        if (at == null) {
            forget();
            return;
        }
        carried.update(state);
        known.update(List.copyOf(now.observations()));
        for (Observation next : coming) {
            await(next);
        }
    }

    /**
     * Takes what became available in these minutes out of what waits, in order.
     *
     * @param from inclusive; null for all that came before
     * @param to inclusive
     */
    private List<Observation> take(Long from, long to) throws Exception {
        List<Long> minutes = new ArrayList<>();
        if (from == null) {
            for (Long minute : waiting.keys()) {
                if (minute <= to) {
                    minutes.add(minute);
                }
            }
        } else {
            for (long minute = from; minute <= to; minute++) {
                minutes.add(minute);
            }
        }
        List<Observation> taken = new ArrayList<>();
        for (Long minute : minutes) {
            List<Fact> ofMinute = waiting.get(minute);
            if (ofMinute != null) {
                ofMinute.forEach(fact -> taken.add((Observation) fact));
                waiting.remove(minute);
            }
        }
        taken.sort(BY_AVAILABILITY);
        return taken;
    }

    private Instant decidableBefore(Instrument instrument) throws Exception {
        Instant before = Instant.MAX;
        for (AlignedInput input : inputs) {
            if (input.isOf(instrument)) {
                Instant decidable = input.decidesBefore(end(input.dataset()));
                before = decidable.isBefore(before) ? decidable : before;
            }
        }
        return before;
    }

    /** The last decision is made. */
    private void forget() {
        waiting.clear();
        known.clear();
        ahead.clear();
        carried.clear();
    }
}
