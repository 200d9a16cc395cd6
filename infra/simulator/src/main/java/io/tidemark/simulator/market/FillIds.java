package io.tidemark.simulator.market;

import io.tidemark.simulator.random.RandomStream;

/**
 * Hands out a day's fill ids to its aggregate trades so that exactly all are used: each trade draws its number of fills
 * around what is left per trade. A liquidation takes an id in between, in front of a trade's fills or among them.
 */
final class FillIds {
    private final RandomStream random;
    private final boolean liquidationsTakeIds;
    private long nextId;
    private int tradesLeft;
    private int idsLeft;
    private int liquidationsLeft;
    private int fills;
    private long first;
    private long last;

    FillIds(RandomStream random, IdCounts counts, boolean liquidationsTakeIds) {
        this.random = random;
        this.liquidationsTakeIds = liquidationsTakeIds;
        this.nextId = counts.firstFillId();
        this.tradesLeft = counts.trades();
        this.idsLeft = counts.fillIds();
        this.liquidationsLeft = counts.liquidations();
    }

    /**
     * Goes on to the next aggregate trade.
     *
     * @param fewest the fills wanted at least; fewer come only when the ids of the day run out
     * @return whether a liquidation happens just before it
     */
    boolean next(int fewest) {
        boolean liquidation = liquidationsLeft > 0 && random.below(tradesLeft) < liquidationsLeft;
        boolean skips = liquidation && liquidationsTakeIds;
        liquidationsLeft -= liquidation ? 1 : 0;
        int reserved = (liquidationsTakeIds ? liquidationsLeft : 0) + (skips ? 1 : 0);
        fills = draw(fewest, idsLeft - reserved);
        boolean inside = skips && fills > 1 && random.chance(0.3);
        first = nextId + (skips && !inside ? 1 : 0);
        last = first + fills - 1 + (inside ? 1 : 0);
        idsLeft -= fills + (skips ? 1 : 0);
        nextId = last + 1;
        tradesLeft--;
        return liquidation;
    }

    int fills() {
        return fills;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    private int draw(int fewest, int available) {
        int most = available - (tradesLeft - 1);
        if (tradesLeft == 1) {
            return available;
        }
        double further = (double) available / tradesLeft - 1.0;
        int drawn = 1 + (int) (random.exponential() * further + random.uniform());
        return Math.max(1, Math.min(most, Math.max(fewest, drawn)));
    }
}
