package io.tidemark.jobs.cli;

/** What a command's exit code means. */
final class ExitCode {

    /** Done; holes that the venue left are counted in the closing summary. */
    static final int DONE = 0;

    /** Failed; the tables are as they were, or as finished parts of the work left them. */
    static final int FAILED = 1;

    /** Wrong usage; nothing was done. */
    static final int USAGE = 2;

    /** Done, but files were refused or lines rejected. */
    static final int REJECTS = 3;

    private ExitCode() {}
}
