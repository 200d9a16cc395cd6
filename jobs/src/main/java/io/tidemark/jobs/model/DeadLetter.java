package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A line or a file that could not be used.
 *
 * @param sourceFile key of the archive file
 * @param lineNumber from 1; null if the whole file was refused
 * @param reason what is wrong, with the value and what is allowed
 * @param rawText the line as it was, cut after {@link #LONGEST_TEXT} characters; null if the whole file was refused
 * @param fileDay start of the period that the file covers
 */
public record DeadLetter(
        Instrument instrument,
        Dataset dataset,
        String sourceFile,
        Long lineNumber,
        String reason,
        String rawText,
        Instant fileDay)
        implements Fact {

    /** Characters of raw text that are kept: no line of a venue is as long, and garbage may be longer than memory. */
    public static final int LONGEST_TEXT = 4096;

    /** The same id for the same line in any run; one file may be about several instruments. */
    public String id() {
        String identity = String.join(
                "|", instrument.id(), sourceFile, String.valueOf(lineNumber), reason, String.valueOf(rawText));
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        instrument.write(out);
        Wire.writeDataset(out, dataset);
        Wire.writeText(out, sourceFile);
        Wire.writeWhole(out, lineNumber);
        Wire.writeText(out, reason);
        Wire.writeText(out, rawText);
        Wire.writeInstant(out, fileDay);
    }

    static DeadLetter read(DataInput in) throws IOException {
        return new DeadLetter(
                Instrument.read(in),
                Wire.readDataset(in),
                Wire.readText(in),
                Wire.readWhole(in),
                Wire.readText(in),
                Wire.readText(in),
                Wire.readInstant(in));
    }
}
