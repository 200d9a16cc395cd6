package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * One aggregate trade or one fill. Numbers are as the venue published them, {@code mantissa × 10^-scale}: there are very
 * many trades, and whoever writes them down converts them.
 *
 * @param dataset aggregate trades or fills
 * @param source key of the archive file
 * @param contractSize quote units per contract; null if the quantity is in base asset
 * @param id of the aggregate trade or of the fill
 * @param firstFillId id of its first fill; the same as {@code id} for a fill
 * @param lastFillId id of its last fill; the same as {@code id} for a fill
 * @param quantityMantissa of the quantity in base asset, or of the number of contracts
 * @param eventTime µs since 1970-01-01 UTC
 * @param takerBought true if the taker (aggressor) bought
 */
public record Trade(
        Instrument instrument,
        Dataset dataset,
        String source,
        BigDecimal contractSize,
        long id,
        long firstFillId,
        long lastFillId,
        long priceMantissa,
        int priceScale,
        long quantityMantissa,
        int quantityScale,
        long eventTime,
        boolean takerBought)
        implements Fact {

    /** Quote per base. */
    public BigDecimal price() {
        return BigDecimal.valueOf(priceMantissa, priceScale);
    }

    /** In the venue's own unit: base asset or contracts. */
    public BigDecimal publishedQuantity() {
        return BigDecimal.valueOf(quantityMantissa, quantityScale);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeText(out, source);
        Wire.writeDecimal(out, contractSize);
        out.writeLong(id);
        out.writeLong(firstFillId);
        out.writeLong(lastFillId);
        out.writeLong(priceMantissa);
        out.writeByte(priceScale);
        out.writeLong(quantityMantissa);
        out.writeByte(quantityScale);
        out.writeLong(eventTime);
        out.writeBoolean(takerBought);
    }

    static Trade read(DataInput in) throws IOException {
        return new Trade(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readText(in),
                Wire.readDecimal(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readByte(),
                in.readLong(),
                in.readByte(),
                in.readLong(),
                in.readBoolean());
    }
}
