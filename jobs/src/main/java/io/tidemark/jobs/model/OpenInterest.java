package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Open interest at an instant.
 *
 * @param amount in the venue's own unit
 * @param unit {@code base} or {@code contracts}
 * @param base in base asset
 * @param usd in USD as the venue valued it; null if the quote is no dollar
 * @param priceUsed the price behind {@code usd}, quote per base; null if there is none
 * @param availableAt the first instant a live observer could have known it
 * @param source key of the archive file
 */
public record OpenInterest(
        Instrument instrument,
        Instant eventTime,
        BigDecimal amount,
        String unit,
        BigDecimal base,
        BigDecimal usd,
        BigDecimal priceUsed,
        Instant availableAt,
        String source)
        implements Observation {

    @Override
    public Dataset dataset() {
        return Dataset.OPEN_INTEREST;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeInstant(out, eventTime);
        Wire.writeDecimal(out, amount);
        Wire.writeText(out, unit);
        Wire.writeDecimal(out, base);
        Wire.writeDecimal(out, usd);
        Wire.writeDecimal(out, priceUsed);
        Wire.writeInstant(out, availableAt);
        Wire.writeText(out, source);
    }

    static OpenInterest read(DataInput in) throws IOException {
        return new OpenInterest(
                Instrument.read(in),
                Wire.readInstant(in),
                Wire.readDecimal(in),
                Wire.readText(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
