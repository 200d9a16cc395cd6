package io.tidemark.jobs.model;

import java.util.Arrays;

/** What kind of market an instrument trades on. */
public enum Market {
    SPOT("spot"),
    LINEAR_PERP("linear_perp"),
    INVERSE_PERP("inverse_perp"),
    LINEAR_FUTURE("linear_future"),
    INVERSE_FUTURE("inverse_future");

    private final String text;

    Market(String text) {
        this.text = text;
    }

    /** The name that tables carry. */
    public String text() {
        return text;
    }

    /** True if quantities are contracts of a fixed quote amount, margined in the base asset. */
    public boolean isInverse() {
        return this == INVERSE_PERP || this == INVERSE_FUTURE;
    }

    /** True if the instrument is delivered on a day; funding has none such. */
    public boolean isDelivered() {
        return this == LINEAR_FUTURE || this == INVERSE_FUTURE;
    }

    /** The market of a table's name; IllegalArgumentException if there is none. */
    public static Market of(String text) {
        return Arrays.stream(values())
                .filter(market -> market.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no market is called " + text));
    }
}
