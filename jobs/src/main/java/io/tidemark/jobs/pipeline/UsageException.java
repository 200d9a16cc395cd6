package io.tidemark.jobs.pipeline;

/** A setting that is not allowed. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** One line: the option, its value and what is allowed. */
    public UsageException(String option, String value, String allowed) {
        super(option + " '" + value + "' is not allowed: it must be " + allowed);
    }
}
