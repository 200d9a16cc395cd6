package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/**
 * Progress: everything of an instrument's dataset in [from, to) has been sent, or never will be.
 *
 * @param from inclusive
 * @param to exclusive
 * @param present false if the interval will never be delivered; a {@link Gap} says why
 */
public record Delivered(Instrument instrument, Dataset dataset, Instant from, Instant to, boolean present)
        implements Fact {

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeInstant(out, from);
        Wire.writeInstant(out, to);
        out.writeBoolean(present);
    }

    static Delivered read(DataInput in) throws IOException {
        return new Delivered(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readInstant(in),
                Wire.readInstant(in),
                in.readBoolean());
    }
}
