package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Settled funding: the average premium over the interval before the settlement, later minutes weighing more, plus the
 * interest rate clamped to 5 basis points around it.
 */
public final class FundingRates {
    private static final double INTEREST_PER_EIGHT_HOURS = 0.0001;
    private static final double CLAMP = 0.0005;
    private static final double CAP = 0.02;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int LARGEST_JITTER = 26;
    private static final int USUAL_JITTER = 6;

    private FundingRates() {}

    /**
     * A settlement.
     *
     * @param timeMillis when it was computed, some milliseconds off the grid
     * @param rate in units of 10^-8
     */
    public record Settlement(long timeMillis, int intervalHours, long rate) {}

    /** The settlements of an instrument on a day, in order. */
    public static List<Settlement> of(MarketSettings settings, Instrument instrument, LocalDate day) {
        int hours = instrument.fundingIntervalHours();
        long epochDay = day.toEpochDay();
        BasisDay before = BasisDay.of(settings.seed(), instrument, epochDay - 1);
        BasisDay today = BasisDay.of(settings.seed(), instrument, epochDay);
        Seed seed = settings.seed().branch("funding").branch(instrument.id());
        RandomStream random = seed.branch(epochDay).stream();
        List<Settlement> settlements = new ArrayList<>();
        for (int hour = 0; hour < 24; hour += hours) {
            int endMinute = (hour == 0 ? 24 : hour) * MINUTES_PER_HOUR;
            double premium = premium(hour == 0 ? before : today, endMinute, hours * MINUTES_PER_HOUR);
            double interest = INTEREST_PER_EIGHT_HOURS * hours / 8.0;
            double rate = premium + Math.max(-CLAMP, Math.min(CLAMP, interest - premium));
            double capped = Math.max(-CAP, Math.min(CAP, rate));
            long timeMillis = (epochDay * 24L + hour) * 3_600_000L + jitter(random);
            settlements.add(new Settlement(timeMillis, hours, Math.round(capped * 1e8)));
        }
        return settlements;
    }

    private static double premium(BasisDay basis, int endMinute, int minutes) {
        double sum = 0.0;
        double weights = 0.0;
        for (int weight = 1; weight <= minutes; weight++) {
            sum += weight * basis.atMinute(endMinute - minutes + weight);
            weights += weight;
        }
        return sum / weights;
    }

    private static int jitter(RandomStream random) {
        if (random.chance(0.45)) {
            return 0;
        }
        return 1 + random.below(random.chance(0.95) ? USUAL_JITTER : LARGEST_JITTER);
    }
}
