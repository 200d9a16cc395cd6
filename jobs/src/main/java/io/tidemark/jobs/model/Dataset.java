package io.tidemark.jobs.model;

import java.util.Arrays;
import java.util.Optional;

/** A kind of data that a venue publishes, by the name users give it. */
public enum Dataset {
    AGG_TRADES("aggTrades"),
    KLINES("klines"),
    METRICS("metrics"),
    FUNDING_RATE("fundingRate"),
    /** Open interest alone, from elsewhere than the archive, whose {@link #METRICS} hold it beside the ratios. */
    OPEN_INTEREST("openInterest");

    private final String text;

    Dataset(String text) {
        this.text = text;
    }

    /** The name on the command line, in archives and in tables. */
    public String text() {
        return text;
    }

    /** The dataset of that name, if there is one. */
    public static Optional<Dataset> find(String text) {
        return Arrays.stream(values())
                .filter(dataset -> dataset.text.equals(text))
                .findFirst();
    }
}
