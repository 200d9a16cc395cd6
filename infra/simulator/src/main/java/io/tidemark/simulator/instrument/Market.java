package io.tidemark.simulator.instrument;

import java.util.Locale;

/** A market of the venue, with the folder it has in the public archive. */
public enum Market {
    /** USD-margined perpetual contracts. */
    UM("futures/um"),
    /** Spot. */
    SPOT("spot"),
    /** Coin-margined contracts, perpetual and quarterly: quantities are contracts of a fixed value in USD. */
    CM("futures/cm");

    private final String folder;

    Market(String folder) {
        this.folder = folder;
    }

    /** The market's path below {@code data/}. */
    public String folder() {
        return folder;
    }

    /** The market's name on the command line: um, spot or cm. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether contracts are traded here, which have open interest, mark prices and liquidations. */
    public boolean isFutures() {
        return this != SPOT;
    }
}
