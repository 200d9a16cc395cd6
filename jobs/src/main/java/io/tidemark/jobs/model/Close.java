package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The last price of a bar: all of it that is compared with other facts.
 *
 * @param dataset what the bar was made from
 * @param end of the bar, exclusive
 * @param price quote per base, or the venue's premium index as a fraction; null if nothing was traded in the bar
 * @param availableAt the first instant a live observer could have known it
 */
public record Close(Instrument instrument, Dataset dataset, Instant end, BigDecimal price, Instant availableAt)
        implements Observation {

    /** The close of a bar that the venue published. */
    public static Close of(Kline kline) {
        return published(
                kline.instrument(),
                kline.dataset(),
                kline.end(),
                kline.close(),
                kline.tradeCount(),
                kline.availableAt());
    }

    /**
     * The close of a bar that the venue published; one without trades repeats an older price, and has none of its own.
     *
     * @param trades how many made the bar; null if none can, as of a reference price
     */
    public static Close published(
            Instrument instrument, Dataset dataset, Instant end, BigDecimal close, Long trades, Instant availableAt) {
        return new Close(instrument, dataset, end, trades != null && trades == 0 ? null : close, availableAt);
    }

    @Override
    public Instant eventTime() {
        return end;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeInstant(out, end);
        Wire.writeDecimal(out, price);
        Wire.writeInstant(out, availableAt);
    }

    static Close read(DataInput in) throws IOException {
        return new Close(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readInstant(in),
                Wire.readDecimal(in),
                Wire.readInstant(in));
    }
}
