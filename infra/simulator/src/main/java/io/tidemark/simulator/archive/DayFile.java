package io.tidemark.simulator.archive;

/** A file of one day. Those that are filled from the trades listen to them. */
interface DayFile {
    /** Writes what is still open, once the day is over. */
    void endDay();

    /** The fill ids that its rows passed over. */
    default long skippedFillIds() {
        return 0;
    }

    /** The file it fills. */
    ArchiveZip zip();
}
