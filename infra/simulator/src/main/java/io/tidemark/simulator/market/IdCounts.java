package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.time.LocalDate;

/**
 * The ids that a day uses. The numbers of aggregate trades, fills and liquidations of a day are settled before the day
 * is played, so that the first ids of any day follow without playing the days before it.
 *
 * @param firstTradeId the first aggregate trade id
 * @param firstFillId the first fill id
 * @param trades aggregate trades of the day
 * @param fillIds fill ids of the day, consumed by fills or by liquidations
 * @param liquidations liquidations of the day
 */
public record IdCounts(long firstTradeId, long firstFillId, int trades, int fillIds, int liquidations) {
    /** Fills of an aggregate trade on average. */
    public static final double FILLS_PER_TRADE = 2.4;

    /** The ids of an instrument's day. */
    public static IdCounts of(MarketSettings settings, Instrument instrument, LocalDate day) {
        Seed seed = settings.seed().branch("ids").branch(instrument.id());
        RandomStream start = seed.branch("first").stream();
        long tradeId = 1_000_000L + start.below(60_000_000);
        long fillId = 3 * tradeId + start.below(100_000_000);
        for (long passed = DailySeries.FIRST_DAY; passed < day.toEpochDay(); passed++) {
            RandomStream random = seed.branch(passed).stream();
            int trades = trades(random, settings, passed);
            tradeId += trades;
            fillId += fillIds(random, trades);
        }
        RandomStream random = seed.branch(day.toEpochDay()).stream();
        int trades = trades(random, settings, day.toEpochDay());
        int fillIds = fillIds(random, trades);
        int liquidations = instrument.market().isFutures() ? liquidations(random, trades) : 0;
        return new IdCounts(tradeId, fillId, trades, fillIds, liquidations);
    }

    private static int trades(RandomStream random, MarketSettings settings, long day) {
        double usual = settings.tradesPerDay() * Season.activity(LocalDate.ofEpochDay(day));
        return (int) Math.max(2L, Math.round(usual * (1.0 + 0.08 * random.gaussian())));
    }

    private static int fillIds(RandomStream random, int trades) {
        return (int) Math.round(trades * (FILLS_PER_TRADE + 0.1 * random.gaussian()));
    }

    private static int liquidations(RandomStream random, int trades) {
        return Math.min(trades / 2, (int) (1 + trades * random.between(0.0002, 0.001)));
    }
}
