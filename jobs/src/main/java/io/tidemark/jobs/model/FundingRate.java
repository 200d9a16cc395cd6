package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A settled funding payment.
 *
 * @param fundingTime the venue's stamp, jitter included
 * @param rate paid by longs to shorts over the interval, as a fraction
 * @param intervalHours hours that the rate covers, above 0
 * @param availableAt the first instant a live observer could have known it
 * @param source key of the archive file
 */
public record FundingRate(
        Instrument instrument,
        Instant fundingTime,
        BigDecimal rate,
        int intervalHours,
        Instant availableAt,
        String source)
        implements Observation {

    @Override
    public Dataset dataset() {
        return Dataset.FUNDING_RATE;
    }

    @Override
    public Instant eventTime() {
        return fundingTime;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeInstant(out, fundingTime);
        Wire.writeDecimal(out, rate);
        out.writeInt(intervalHours);
        Wire.writeInstant(out, availableAt);
        Wire.writeText(out, source);
    }

    static FundingRate read(DataInput in) throws IOException {
        return new FundingRate(
                Instrument.read(in),
                Wire.readInstant(in),
                Wire.readDecimal(in),
                in.readInt(),
                Wire.readInstant(in),
                Wire.readText(in));
    }
}
