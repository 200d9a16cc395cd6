package io.tidemark.simulator.archive;

import io.tidemark.simulator.market.Tape;
import java.util.ArrayList;
import java.util.List;

/** Passes on a tape to several listeners, in the order in which they came. */
final class TapeListeners implements Tape {
    private final List<Tape> listeners = new ArrayList<>();

    void add(Tape listener) {
        listeners.add(listener);
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).fill(fillId, timeMicros, price, quantity, takerBuys);
        }
    }

    @Override
    public void aggregateTrade(
            long id, long price, long quantity, long firstFillId, long lastFillId, long timeMicros, boolean takerBuys) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).aggregateTrade(id, price, quantity, firstFillId, lastFillId, timeMicros, takerBuys);
        }
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).liquidation(timeMicros, price, quantity, longPosition);
        }
    }
}
