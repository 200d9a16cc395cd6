package io.tidemark.jobs.model;

import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;

/** What the rows of a foreign series mean; the source drives it without knowing. */
@FunctionalInterface
public interface SeriesFormat extends Serializable {

    /** A decoder for one reading of the file of that name. */
    Decoder decoder(String file);

    /** Turns the rows of one file into facts; nothing leaves it before the file has been read. */
    interface Decoder {

        /**
         * Takes the next row.
         *
         * @throws RejectedLineException if the row cannot be used; the file goes on
         * @throws RefusedFileException if the file is not what is declared
         */
        void row(SeriesRow row);

        /** The UTC days from that of the first row to that of the last, whole; empty if no row could be used. */
        Optional<TimeRange> days();

        /** Sends what the file has for its period, its gaps and how far it delivers. */
        void finish(ArchiveFile file, Consumer<Fact> facts);

        /** Rows that repeated an earlier one and were dropped. */
        long duplicates();
    }
}
