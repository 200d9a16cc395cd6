package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.market.MarketDay;
import io.tidemark.simulator.market.Tape;
import io.tidemark.simulator.random.RandomStream;

/**
 * {@code liquidationSnapshot}: the orders that closed positions by force, at most one a second, the last of it. Every
 * row stands twice, as in the venue's own files.
 */
final class LiquidationFile implements DayFile, Tape {
    private static final String HEADER = "time,side,order_type,time_in_force,original_quantity,price,average_price,"
            + "order_status,last_fill_quantity,accumulated_fill_quantity";
    private static final long SECOND_MICROS = 1_000_000L;
    private static final int COPIES = 2;
    /** How far beyond the market the order's own limit lies: where the position's margin is used up. */
    private static final double LIMIT_DISTANCE = 0.0038;

    private static final double SEVERAL_FILLS_CHANCE = 0.15;

    private final ArchiveZip zip;
    private final Instrument instrument;
    private final RandomStream random;
    private boolean held;
    private long heldTime;
    private long heldPrice;
    private long heldQuantity;
    private boolean heldLong;

    LiquidationFile(ArchiveZip zip, MarketDay market, Instrument instrument) {
        this.zip = zip;
        this.instrument = instrument;
        this.random =
                market
                        .settings()
                        .seed()
                        .branch("liquidations")
                        .branch(instrument.id())
                        .branch(market.day().toEpochDay())
                        .stream();
        zip.rows().header(HEADER);
    }

    @Override
    public void liquidation(long timeMicros, long price, long quantity, boolean longPosition) {
        if (held && timeMicros / SECOND_MICROS != heldTime / SECOND_MICROS) {
            writeHeld();
        }
        held = true;
        heldTime = timeMicros;
        heldPrice = price;
        heldQuantity = quantity;
        heldLong = longPosition;
    }

    @Override
    public void endDay() {
        if (held) {
            writeHeld();
        }
    }

    @Override
    public ArchiveZip zip() {
        return zip;
    }

    private void writeHeld() {
        long distance = Math.max(1, Math.round(heldPrice * LIMIT_DISTANCE / instrument.tick())) * instrument.tick();
        long limit = heldLong ? heldPrice - distance : heldPrice + distance;
        long earlier = heldQuantity > 1 && random.chance(SEVERAL_FILLS_CHANCE)
                ? 1 + random.below((int) Math.min(heldQuantity - 1, Integer.MAX_VALUE))
                : 0;
        for (int copy = 0; copy < COPIES; copy++) {
            writeRow(limit, heldQuantity - earlier);
        }
    }

    private void writeRow(long limit, long lastFill) {
        CsvBuffer rows = zip.rows();
        int decimals = instrument.priceDecimals();
        rows.number(TimeUnitOfFile.MILLIS.of(heldTime)).comma();
        rows.text(heldLong ? "SELL,LIMIT,IOC," : "BUY,LIMIT,IOC,");
        rows.number(heldQuantity).comma();
        rows.decimal(limit, decimals).comma().decimal(heldPrice, decimals).comma();
        rows.text("FILLED,").number(lastFill).comma();
        rows.number(heldQuantity).endRow();
    }
}
