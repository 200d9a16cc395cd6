package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A bar as the venue published it.
 *
 * @param interval the bar's length as the venue names it
 * @param start inclusive
 * @param end exclusive
 * @param volume base quantity; null in bars of a reference price, as are the amounts and the count that follow
 * @param availableAt the first instant a live observer could have known it
 * @param source key of the archive file
 */
public record Kline(
        Instrument instrument,
        Dataset dataset,
        String interval,
        Instant start,
        Instant end,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal quoteVolume,
        Long tradeCount,
        BigDecimal takerBuyVolume,
        BigDecimal takerBuyQuoteVolume,
        Instant availableAt,
        String source)
        implements Fact {

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeText(out, interval);
        Wire.writeInstant(out, start);
        Wire.writeInstant(out, end);
        Wire.writeDecimal(out, open);
        Wire.writeDecimal(out, high);
        Wire.writeDecimal(out, low);
        Wire.writeDecimal(out, close);
        Wire.writeDecimal(out, volume);
        Wire.writeDecimal(out, quoteVolume);
        Wire.writeWhole(out, tradeCount);
        Wire.writeDecimal(out, takerBuyVolume);
        Wire.writeDecimal(out, takerBuyQuoteVolume);
        Wire.writeInstant(out, availableAt);
        Wire.writeText(out, source);
    }

    static Kline read(DataInput in) throws IOException {
        return new Kline(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readText(in),
                Wire.readInstant(in),
                Wire.readInstant(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readWhole(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
