package io.tidemark.simulator.archive;

import io.tidemark.simulator.market.Tape;

/** A file that is filled by listening to a day. */
interface DayFile extends Tape {
    /** Writes what is still open, once the day is over. */
    void endDay();

    /** The fill ids that its rows passed over. */
    default long skippedFillIds() {
        return 0;
    }

    /** The file it fills. */
    ArchiveZip zip();
}
