package io.tidemark.simulator.market;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.random.DailySeries;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.time.LocalDate;

/**
 * Who opened and who closed at each fill of a day: hears the fills and keeps the {@link PositionLedger}. Openings and
 * closings are tilted so that the day ends on the open interest with which the next one begins.
 */
public final class PositionDay implements Tape {
    /** The share of volume in which both sides do the same. */
    private static final double CHANGING_SHARE = 0.35;
    /** The last fills of the day go straight for the next day's start. */
    private static final int CLOSING_FILLS = 64;

    private static final double CLOSING_SHARE = 0.01;

    private final PositionLedger ledger;
    private final RandomStream random;
    private final long target;
    private final long fillsOfDay;
    private long fills;
    private double volume;

    /** The positions of an instrument's day. */
    public PositionDay(MarketSettings settings, Instrument instrument, LocalDate day) {
        Seed seed = settings.seed().branch("positions").branch(instrument.id());
        this.ledger = new PositionLedger(openingInterest(settings, instrument, day), settings.margin());
        this.target = openingInterest(settings, instrument, day.plusDays(1));
        this.random = seed.branch(day.toEpochDay()).stream();
        this.fillsOfDay = IdCounts.of(settings, instrument, day).fillIds();
    }

    /** The open interest after the fills heard so far, in quantity units. */
    public long openInterest() {
        return ledger.openInterest();
    }

    /** The open interest at 00:00 of the day: about the quantity that trades on an average day. */
    public static long openingInterest(MarketSettings settings, Instrument instrument, LocalDate day) {
        Seed seed = settings.seed().branch("open interest").branch(instrument.id());
        DailySeries series = new DailySeries(seed, 0.0, 0.15, 20.0);
        double fillNotional = instrument.typicalFillNotional() * FillSizes.MEAN;
        double price = instrument.contract() == null
                ? instrument.base().referencePrice() * instrument.multiplier()
                : instrument.contract().size();
        double usual = settings.tradesPerDay() * IdCounts.FILLS_PER_TRADE * fillNotional / price;
        double quantity = usual * StrictMath.exp(series.at(day.toEpochDay()));
        double units = StrictMath.pow(10.0, instrument.quantityDecimals());
        return Math.max(1, Math.round(quantity * units / instrument.step())) * instrument.step();
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        fills++;
        volume += quantity;
        long missing = target - ledger.openInterest();
        long fillsLeft = Math.max(0, fillsOfDay - fills);
        if (fillsLeft < Math.max(CLOSING_FILLS, CLOSING_SHARE * fillsOfDay)) {
            approach(missing, quantity, takerBuys);
        } else {
            wander(missing / (volume / fills * fillsLeft), quantity, takerBuys);
        }
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        ledger.liquidate(longPosition, Math.min(quantity, ledger.openInterest()));
    }

    /** @param drift the part of the coming volume that both sides must open so that the day ends on its target */
    private void wander(double drift, long quantity, boolean takerBuys) {
        double tilt = Math.max(-1.0, Math.min(1.0, drift));
        double changing = Math.max(CHANGING_SHARE, Math.abs(tilt));
        double draw = random.uniform();
        if (draw < (changing + tilt) / 2.0) {
            ledger.record(takerBuys, PositionEffect.OPEN, PositionEffect.OPEN, quantity);
        } else if (draw < changing) {
            close(quantity, takerBuys, PositionEffect.CLOSE);
        } else {
            close(quantity, takerBuys, PositionEffect.OPEN);
        }
    }

    /** As much of the fill as is missing changes open interest, the rest hands positions over. */
    private void approach(long missing, long quantity, boolean takerBuys) {
        long changing = Math.min(Math.abs(missing), quantity);
        if (missing > 0) {
            ledger.record(takerBuys, PositionEffect.OPEN, PositionEffect.OPEN, changing);
        } else {
            close(changing, takerBuys, PositionEffect.CLOSE);
        }
        close(quantity - changing, takerBuys, PositionEffect.OPEN);
    }

    /** One party closes, the other does as told; what nobody holds cannot be closed, so that part is opened by both. */
    private void close(long quantity, boolean takerBuys, PositionEffect other) {
        long held = Math.min(quantity, ledger.openInterest());
        if (random.chance(0.5)) {
            ledger.record(takerBuys, PositionEffect.CLOSE, other, held);
        } else {
            ledger.record(takerBuys, other, PositionEffect.CLOSE, held);
        }
        ledger.record(takerBuys, PositionEffect.OPEN, PositionEffect.OPEN, quantity - held);
    }
}
