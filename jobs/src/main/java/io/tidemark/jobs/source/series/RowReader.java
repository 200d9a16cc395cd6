package io.tidemark.jobs.source.series;

import io.tidemark.jobs.model.SeriesRow;
import java.io.IOException;
import java.io.InputStream;

/** Takes a file apart into rows. */
interface RowReader {

    /**
     * Reads to the end.
     *
     * @throws io.tidemark.jobs.model.FileDecoder.RefusedFileException if the file is not built as declared
     */
    void read(InputStream in, Rows rows) throws IOException;

    /** Takes the rows in the order of the file. */
    interface Rows {

        /** A row. */
        void row(SeriesRow row);

        /** What stands where a row should, and why it is none; its text is cut if it is long. */
        void unreadable(long number, String text, String reason);
    }
}
