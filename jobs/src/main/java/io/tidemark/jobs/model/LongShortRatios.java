package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The venue's long/short ratios at an instant; each is null if the venue left it empty.
 *
 * @param topTraderAccounts long over short accounts of top traders
 * @param topTraderPositions long over short positions of top traders
 * @param accounts long over short accounts of all traders
 * @param takerVolume taker buy over taker sell volume of the five minutes before {@code eventTime}
 * @param availableAt the first instant a live observer could have known it
 * @param source key of the archive file
 */
public record LongShortRatios(
        Instrument instrument,
        Instant eventTime,
        BigDecimal topTraderAccounts,
        BigDecimal topTraderPositions,
        BigDecimal accounts,
        BigDecimal takerVolume,
        Instant availableAt,
        String source)
        implements Fact {

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeInstant(out, eventTime);
        Wire.writeDecimal(out, topTraderAccounts);
        Wire.writeDecimal(out, topTraderPositions);
        Wire.writeDecimal(out, accounts);
        Wire.writeDecimal(out, takerVolume);
        Wire.writeInstant(out, availableAt);
        Wire.writeText(out, source);
    }

    static LongShortRatios read(DataInput in) throws IOException {
        return new LongShortRatios(
                Instrument.read(in),
                Wire.readInstant(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
