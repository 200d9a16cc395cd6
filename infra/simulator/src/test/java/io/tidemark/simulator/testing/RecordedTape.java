package io.tidemark.simulator.testing;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketDay;
import io.tidemark.simulator.market.MarketSettings;
import io.tidemark.simulator.market.Tape;
import io.tidemark.simulator.market.TradingDay;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Everything that a day printed. */
public final class RecordedTape implements Tape {
    /** A fill as it was heard. */
    public record Fill(long id, long timeMicros, long price, long quantity, boolean takerBuys) {}

    /** An aggregate trade as it was heard. */
    public record Trade(
            long id, long price, long quantity, long firstFill, long lastFill, long timeMicros, boolean takerBuys) {}

    private final List<Fill> fills = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private int liquidations;

    /** Plays a day and records it. */
    public static RecordedTape of(MarketSettings settings, Instrument instrument, LocalDate day) {
        RecordedTape tape = new RecordedTape();
        new TradingDay(new MarketDay(settings, day), instrument).play(tape);
        return tape;
    }

    /** The fills in the order heard. */
    public List<Fill> fills() {
        return fills;
    }

    /** The aggregate trades in the order heard. */
    public List<Trade> trades() {
        return trades;
    }

    /** How many liquidations were heard. */
    public int liquidations() {
        return liquidations;
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        fills.add(new Fill(fillId, timeMicros, price, quantity, takerBuys));
    }

    @Override
    public void aggregateTrade(
            long id, long price, long quantity, long firstFillId, long lastFillId, long timeMicros, boolean takerBuys) {
        trades.add(new Trade(id, price, quantity, firstFillId, lastFillId, timeMicros, takerBuys));
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        liquidations++;
    }
}
