package io.tidemark.simulator.fault;

import java.util.function.Consumer;

/** A change to the rows of a file, made while they stream by. */
interface RowEdit {
    /** The header, where the file has one. */
    default String header(String header) {
        return header;
    }

    /**
     * Passes on what becomes of a row: nothing, itself, or several rows.
     *
     * @param number counted from 0, the header left out
     */
    void row(long number, String row, Consumer<String> out);

    /** Passes on what was held back. */
    default void end(Consumer<String> out) {}
}
