package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.FileRead;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The second reading of a file that held in the first, a batch of facts at a time: memory does not grow with the file.
 * Lines that the first reading rejected are rejected again, and not told of again.
 */
public final class FileReplay implements Closeable {

    /** Facts that are sent at once. */
    static final int BATCH = 4096;

    private final CsvMembers members;
    private final FileDecoder decoder;
    private final FileRead first;
    private final List<Fact> batch;
    private final CsvLine line = new CsvLine();

    private LineScanner lines;
    private long rows;
    private long rejected;
    private boolean ended;

    /**
     * Reads the file once more.
     *
     * @param members of the file; closed with this
     * @param first the account of the first reading
     * @param decoder puts its facts into the batch
     * @param batch empty, and used by nobody else
     */
    FileReplay(CsvMembers members, FileRead first, FileDecoder decoder, List<Fact> batch) {
        this.members = members;
        this.first = first;
        this.decoder = decoder;
        this.batch = batch;
    }

    /**
     * The next facts; empty at the end.
     *
     * @throws IOException if the store cannot be read, or if the file is not what it was in the first reading
     */
    public List<Fact> next() throws IOException {
        while (batch.size() < BATCH && !ended) {
            if (lines != null && lines.next(line)) {
                decode();
            } else {
                nextMember();
            }
        }
        List<Fact> full = List.copyOf(batch);
        batch.clear();
        return full;
    }

    private void decode() {
        try {
            rows += decoder.line(line) ? 1 : 0;
        } catch (RejectedLineException e) {
            rows++;
            rejected++;
        }
    }

    private void nextMember() throws IOException {
        lines = members.next();
        if (lines != null) {
            decoder.startMember();
            return;
        }
        ended = true;
        if (rows != first.rows() || rejected != first.rejected()) {
            throw new IOException(
                    first.key() + " changed while it was read: it had " + first.rows() + " lines and now has " + rows);
        }
        decoder.finish(batch::add);
    }

    @Override
    public void close() throws IOException {
        members.close();
    }
}
