package io.tidemark.simulator.instrument;

/** A market of the venue, with the folder it has in the public archive. */
public enum Market {
    /** USD-margined perpetual contracts. */
    UM("futures/um"),
    /** Spot. */
    SPOT("spot");

    private final String folder;

    Market(String folder) {
        this.folder = folder;
    }

    /** The market's path below {@code data/}. */
    public String folder() {
        return folder;
    }
}
