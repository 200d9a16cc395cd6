package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;

/**
 * Plays one day of an instrument: draws its aggregate trades and their fills in the order of ids and tells them to a
 * {@link Tape}. Memory is bounded by the day's paths, not by its trades.
 */
public final class TradingDay {
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long MINUTE_MICROS = 60_000_000L;
    /** The chance that the last aggregate trade of a minute reaches into the next: two minutes differ each time. */
    private static final double STRADDLE_CHANCE = 0.004;

    private final Instrument instrument;
    private final MidPrices mids;
    private final IdCounts ids;
    private final ArrivalTimes arrivals;
    private final Aggressor aggressor;
    private final FillIds fillIds;
    private final RandomStream random;
    private final long dayStart;

    private Tape tape;

    /** A day that is ready to be played. */
    public TradingDay(MarketDay market, Instrument instrument) {
        MarketSettings settings = market.settings();
        this.instrument = instrument;
        long epochDay = market.day().toEpochDay();
        this.dayStart = epochDay * DAY_MICROS;
        this.mids = MidPrices.of(market, instrument);
        this.ids = IdCounts.of(settings, instrument, market.day());
        Seed seed = settings.seed().branch("trades").branch(instrument.id()).branch(epochDay);
        MinuteFlow flow = MinuteFlow.of(market.index(instrument.base()));
        this.arrivals = new ArrivalTimes(seed.branch("arrivals").stream(), flow.activity(), ids.trades());
        this.aggressor = new Aggressor(seed.branch("aggressor").stream(), flow, mids);
        this.random = seed.branch("sizes").stream();
        this.fillIds = new FillIds(seed.branch("fills").stream(), ids, settings.liquidationsTakeIds());
    }

    /** The mid prices around which the day trades. */
    public MidPrices mids() {
        return mids;
    }

    /** Plays the day to the tape; a day can be played once. */
    public void play(Tape listener) {
        tape = listener;
        long time = arrivals.next();
        for (int trade = 0; trade < ids.trades(); trade++) {
            boolean last = trade == ids.trades() - 1;
            long next = last ? DAY_MICROS : arrivals.next();
            long boundary = (time / MINUTE_MICROS + 1) * MINUTE_MICROS;
            boolean straddles = instrument.market().isFutures()
                    && next >= boundary
                    && boundary < DAY_MICROS
                    && random.chance(STRADDLE_CHANCE);
            if (straddles) {
                time = Math.max(time, boundary - 1_000L * (1 + random.below(60)));
            }
            print(ids.firstTradeId() + trade, time, straddles ? boundary : Long.MAX_VALUE);
            time = next;
        }
    }

    private void print(long tradeId, long time, long boundary) {
        boolean takerBuys = aggressor.buysAt(time);
        boolean straddles = boundary != Long.MAX_VALUE;
        boolean liquidation = fillIds.next(straddles ? 2 : 1);
        int fills = fillIds.fills();
        long quantity = quantity(time, fills);
        long price = price(time, takerBuys, quantity);
        if (liquidation) {
            tape.liquidation(dayStart + time, price, Math.max(1, quantity / fills), hasFallen(time));
        }
        int early = straddles && fills > 1 ? 1 + random.below(fills - 1) : fills;
        long late = straddles ? boundary + 1_000L * random.below(39) : time;
        long left = quantity / instrument.step();
        for (int fill = 0; fill < fills; fill++) {
            int others = fills - fill;
            long part = others == 1 ? left : 1 + (long) (random.uniform() * 2.0 * (left - others) / others);
            left -= part;
            long at = dayStart + (fill < early ? time : late);
            // The last fill has the last id also where a liquidation took one among them.
            long id = others == 1 ? fillIds.last() : fillIds.first() + fill;
            tape.fill(id, at, price, part * instrument.step(), takerBuys);
        }
        tape.aggregateTrade(tradeId, price, quantity, fillIds.first(), fillIds.last(), dayStart + time, takerBuys);
    }

    /** Whether the price is lower than a minute ago: then it is long positions that lose their margin. */
    private boolean hasFallen(long time) {
        return mids.atMicros(time) < mids.atMicros(Math.max(0, time - MINUTE_MICROS));
    }

    /** At least one step a fill; the more fills, the larger the order behind them. */
    private long quantity(long time, int fills) {
        double units = mids.atMicros(time);
        double notional = instrument.typicalFillNotional() * FillSizes.draw(random) * fills;
        double quantity = NotionalUnits.quantity(instrument, notional, units);
        long steps = Math.max(fills, Math.round(quantity / instrument.step()));
        return steps * instrument.step();
    }

    /** The first price on the aggressor's side of the mid, further out when a large order eats through levels. */
    private long price(long time, boolean takerBuys, long quantity) {
        double mid = mids.atMicros(time);
        double ticks = mid / instrument.tick();
        double notional = NotionalUnits.notional(instrument, quantity, mid);
        int depth = notional > 40.0 * instrument.typicalFillNotional() ? 1 + random.below(3) : 0;
        long level = takerBuys ? (long) Math.ceil(ticks) + depth : (long) Math.floor(ticks) - depth;
        return Math.max(1, level) * instrument.tick();
    }
}
