package io.tidemark.simulator.archive;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Market;
import io.tidemark.simulator.market.Tape;

/** {@code trades}: a row per fill, with its value in the quote asset, or in the base asset where contracts are traded. */
final class TradeFile implements DayFile, Tape {
    private static final String HEADER = "id,price,qty,quote_qty,time,is_buyer_maker";
    private static final String COIN_HEADER = "id,price,qty,base_qty,time,is_buyer_maker";

    private final ArchiveZip zip;
    private final CsvBuffer rows;
    private final Instrument instrument;
    private final TimeUnitOfFile time;
    private final BaseQuantity base;
    private long expectedFillId = -1;
    private long skippedFillIds;

    TradeFile(ArchiveZip zip, Instrument instrument, TimeUnitOfFile time) {
        this.zip = zip;
        this.rows = zip.rows();
        this.instrument = instrument;
        this.time = time;
        this.base = instrument.contract() == null ? null : new BaseQuantity(instrument);
        if (instrument.market().isFutures()) {
            rows.header(base == null ? HEADER : COIN_HEADER);
        }
    }

    @Override
    public void fill(long fillId, long timeMicros, long price, long quantity, boolean takerBuys) {
        skippedFillIds += expectedFillId < 0 ? 0 : fillId - expectedFillId;
        expectedFillId = fillId + 1;
        int priceDecimals = instrument.priceDecimals();
        int quantityDecimals = instrument.quantityDecimals();
        rows.number(fillId).comma();
        rows.amount(price, priceDecimals, instrument.numberStyle()).comma();
        rows.amount(quantity, quantityDecimals, instrument.numberStyle()).comma();
        if (base == null) {
            rows.amount(price * quantity, priceDecimals + quantityDecimals, instrument.numberStyle());
        } else {
            rows.decimal(base.of(quantity, price), BaseQuantity.DECIMALS);
        }
        rows.comma().number(time.of(timeMicros)).comma();
        rows.buyerIsMaker(!takerBuys, instrument.market() == Market.SPOT).endRow();
    }

    @Override
    public void endDay() {
        // Every row is written when its fill is heard.
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
