package io.tidemark.bench.contest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who takes part.
 *
 * @param name as the table has it; unique
 * @param environment variables that its process gets on top
 * @param command what is run
 * @param output where it finds its place to write to, which is emptied before
 * @param comparison how its bars are held against the floor's; null if it makes none
 */
record Contestant(
        String name, Map<String, String> environment, CommandLine command, Path output, BarComparison comparison) {

    /** Gives the command for an input. */
    @FunctionalInterface
    interface CommandLine {
        List<String> of(Input input);
    }

    /** Copies the variables. */
    Contestant {
        environment = Map.copyOf(environment);
    }
}
