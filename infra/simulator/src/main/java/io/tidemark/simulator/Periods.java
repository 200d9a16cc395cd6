package io.tidemark.simulator;

/** Which files cover the complete months of a range; other days always have daily files. */
public enum Periods {
    /** A file a day. */
    DAILY,
    /** A file a month where the archive has such, and none for its days. */
    MONTHLY,
    /** A file a month and one for each of its days, as in the venue's own archive. */
    BOTH
}
