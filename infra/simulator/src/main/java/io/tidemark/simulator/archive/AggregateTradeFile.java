package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.instrument.NumberStyle;
import io.tidemark.simulator.market.Tape;

/** {@code aggTrades}: a row per aggregate trade. */
final class AggregateTradeFile implements DayFile, Tape {
    private static final String HEADER =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker";

    private final ArchiveZip zip;
    private final CsvBuffer rows;
    private final boolean spot;
    private final NumberStyle style;
    private final int priceDecimals;
    private final int quantityDecimals;
    private final TimeUnitOfFile time;
    private long expectedFillId = -1;
    private long skippedFillIds;

    AggregateTradeFile(ArchiveZip zip, Instrument instrument, TimeUnitOfFile time) {
        this.zip = zip;
        this.rows = zip.rows();
        this.spot = instrument.market() == Market.SPOT;
        this.style = instrument.numberStyle();
        this.priceDecimals = instrument.priceDecimals();
        this.quantityDecimals = instrument.quantityDecimals();
        this.time = time;
        if (!spot) {
            rows.header(HEADER);
        }
    }

    @Override
    public void aggregateTrade(
            long id, long price, long quantity, long firstFillId, long lastFillId, long timeMicros, boolean takerBuys) {
        skippedFillIds += expectedFillId < 0 ? 0 : firstFillId - expectedFillId;
        expectedFillId = lastFillId + 1;
        rows.number(id).comma();
        rows.amount(price, priceDecimals, style).comma();
        rows.amount(quantity, quantityDecimals, style).comma();
        rows.number(firstFillId).comma().number(lastFillId).comma();
        rows.number(time.of(timeMicros)).comma();
        rows.buyerIsMaker(!takerBuys, spot).endRow();
    }

    @Override
    public void endDay() {
        // Every row is written when its trade is heard.
    }

    @Override
    public long skippedFillIds() {
        return skippedFillIds;
    }

    @Override
    public ArchiveZip zip() {
        return zip;
    }
}
