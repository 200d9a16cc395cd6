package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The panes of one minute of an instrument, as the bytes that they travel and wait in: only who adds them up needs them one
 * by one.
 *
 * @param start of the minute, µs since 1970-01-01 UTC, inclusive
 * @param bytes must not be changed
 */
public record PaneGroup(Instrument instrument, long start, byte[] bytes) implements Fact {

    /** One minute, in µs. */
    public static final long LENGTH = 6 * Pane.LENGTH;

    private static final int USUAL_BYTES = 2048;

    /** The group of these panes, which are all of the minute; in any order, and of the same ten seconds if need be. */
    public static PaneGroup of(Instrument instrument, long start, List<Pane> panes) {
        DataOutputSerializer out = new DataOutputSerializer(USUAL_BYTES);
        try {
            for (Pane pane : panes) {
                pane.write(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new PaneGroup(instrument, start, out.getCopyOfBuffer());
    }

    /** The panes of both groups, which are of the same minute and share no trade. */
    public PaneGroup plus(PaneGroup other) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
        System.arraycopy(other.bytes, 0, both, bytes.length, other.bytes.length);
        return new PaneGroup(instrument, start, both);
    }

    /** The panes by ascending start, one for each ten seconds with a trade. */
    public List<Pane> panes() {
        List<Pane> panes = new ArrayList<>();
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        try {
            while (in.available() > 0) {
                panes.add(Pane.read(in, instrument));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the panes of " + instrument + " cannot be read", e);
        }
        panes.sort(Comparator.comparingLong(Pane::start));
        for (int later = panes.size() - 1; later > 0; later--) {
            if (panes.get(later).start() == panes.get(later - 1).start()) {
                panes.set(later - 1, panes.get(later - 1).merge(panes.remove(later)));
            }
        }
        return panes;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        out.writeLong(start);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static PaneGroup read(DataInput in) throws IOException {
        Instrument instrument = Instrument.read(in);
        long start = in.readLong();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new PaneGroup(instrument, start, bytes);
    }
}
