package io.tidemark.simulator;

/** An option whose value does not do, with what would. */
final class WrongOption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongOption(String option, Object value, String allowed) {
        super("Invalid value for option '" + option + "': '" + value + "'; allowed: " + allowed);
    }
}
