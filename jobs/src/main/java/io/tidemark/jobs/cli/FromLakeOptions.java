package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.UsageException;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Whether a backfill reads the lake's own facts, and whose. */
final class FromLakeOptions {

    static final String NAME = "--from-lake";

    private static final String VENUES = "--venues";

    /** What says which archive is read and how, and means nothing of facts that are stored. */
    private static final List<String> OF_ARCHIVES = List.of(
            ArchiveOptions.NAME,
            "--s3-endpoint",
            "--s3-region",
            "--s3-anonymous",
            "--cache",
            "--cache-size",
            "--market",
            "--datasets",
            "--availability",
            "--instruments",
            "--store-trades");

    @Option(
            names = NAME,
            description =
                    "instead of an archive read what the lake holds in market.* and flow.bars, of any venue, imported"
                            + " series included, and compute the tables of features again")
    private boolean on;

    @Option(
            names = VENUES,
            split = ",",
            paramLabel = "V,…",
            description = "with --from-lake: the exchanges, as binance")
    private List<String> venues;

    boolean isOn() {
        return on;
    }

    /**
     * Checks that what is given belongs together.
     *
     * @throws UsageException if it does not
     */
    void check(ParseResult given) {
        if (!on && venues != null) {
            throw new UsageException(VENUES, String.join(",", venues), "used with " + NAME);
        }
        for (String option : on ? OF_ARCHIVES : List.<String>of()) {
            if (given.hasMatchedOption(option)) {
                String value = String.join(",", given.matchedOption(option).originalStringValues());
                throw new UsageException(option, value, "left out with " + NAME);
            }
        }
        if (on && venues == null) {
            throw new UsageException(VENUES, "", "the exchanges whose facts " + NAME + " reads, as binance");
        }
    }

    /** The exchanges, each once. */
    List<String> venues() {
        return unique(VENUES, venues);
    }

    /**
     * The values, each once.
     *
     * @throws UsageException if one is empty
     */
    static List<String> unique(String option, List<String> values) {
        if (values.stream().anyMatch(String::isBlank)) {
            throw new UsageException(option, String.join(",", values), "names, separated by commas");
        }
        return List.copyOf(new LinkedHashSet<>(values));
    }
}
