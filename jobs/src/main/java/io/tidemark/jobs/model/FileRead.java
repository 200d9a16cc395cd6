package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The account of one archive file, sent after everything else of it.
 *
 * @param rows data lines that were read, rejected ones included
 * @param rejected data lines that went to the dead letters
 * @param duplicates data lines that repeated an earlier one and were dropped
 * @param outcome what became of the file
 * @param sha256 the SHA-256 of its content in lower-case hex; null if it was not read to its end
 */
public record FileRead(
        Instrument instrument, String key, long rows, long rejected, long duplicates, Outcome outcome, String sha256)
        implements Fact {

    /** What became of a file. */
    public enum Outcome {
        USED,
        REFUSED,
        ABSENT
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeText(out, key);
        out.writeLong(rows);
        out.writeLong(rejected);
        out.writeLong(duplicates);
        out.writeUTF(outcome.name());
        Wire.writeText(out, sha256);
    }

    static FileRead read(DataInput in) throws IOException {
        return new FileRead(
                Instrument.read(in),
                Wire.readText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                Outcome.valueOf(in.readUTF()),
                Wire.readText(in));
    }
}
