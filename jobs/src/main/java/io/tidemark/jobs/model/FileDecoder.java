package io.tidemark.jobs.model;

import java.util.function.Consumer;

/**
 * Turns the lines of one file into facts. Nothing leaves it before the file has been verified: the source calls either
 * {@link #finish} or {@link #refuse}, once, last.
 */
public interface FileDecoder {

    /** Another member of the archive begins; its columns may stand in another order. */
    void startMember();

    /**
     * Takes the next line that is not empty.
     *
     * @return false if the line is a header
     * @throws RejectedLineException if the line cannot be used; the file goes on
     * @throws RefusedFileException if no line of the file can be used
     * @throws OutOfOrderException if the rows are not in order of id and the decoder was made for files that are
     */
    boolean line(CsvLine line);

    /**
     * Takes lines of the usual form, as many as come one after the other, in fewer steps than {@link #line} does. Called
     * only where rows are in order of id.
     *
     * @param text holds lines from {@code from} on
     * @param limit where the text ends, exclusive
     * @return how many lines were taken, and with {@link #usualLinesEnd} where the first one starts that was not
     */
    default int usualLines(byte[] text, int from, int limit) {
        return 0;
    }

    /** Where the first line starts that the last call of {@link #usualLines} did not take, if it took any. */
    default int usualLinesEnd() {
        throw new IllegalStateException("no line was taken");
    }

    /** The file is whole: sends its facts, its gaps and how far it delivers. */
    void finish(Consumer<Fact> facts);

    /** Nothing of the file can be used, or it is absent: sends its gaps and how far they reach. */
    void refuse(String reason, Consumer<Fact> facts);

    /** Rows that repeated an earlier one and were dropped. */
    long duplicates();

    /** A line that cannot be used; the message says what is wrong, with the value and what is allowed. */
    final class RejectedLineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Without a stack trace: the line is to blame, not the code. */
        public RejectedLineException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** A file that cannot be used at all. */
    final class RefusedFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Without a stack trace: the file is to blame, not the code. */
        public RefusedFileException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Rows that are not in order of id; the file must be read again by a decoder that sorts. */
    final class OutOfOrderException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Without a stack trace: it only asks for another reading. */
        public OutOfOrderException(String message) {
            super(message, null, false, false);
        }
    }
}
