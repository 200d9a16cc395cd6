package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark sql}: questions to the lake. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description =
                "Runs SQL statements over the lake, with Tidemark's functions and views at hand. Statements that write"
                        + " are refused unless --allow-writes is given.")
final class SqlCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LakeOptions lake;

    @ArgGroup(multiplicity = "1")
    private Statements statements;

    private static final class Statements {
        @Option(names = "-e", paramLabel = "SQL", description = "the statements, separated by semicolons")
        private String text;

        @Option(names = "-f", paramLabel = "FILE", description = "a file of statements")
        private Path file;
    }

    @Option(names = "--format", defaultValue = "table", description = "table, csv or json (one object a line)")
    private String format;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "the lake as it was then, views included: 2026-04-20T12:00:00Z")
    private String asOf;

    @Option(names = "--allow-writes", description = "run statements that write as well")
    private boolean allowWrites;

    @Override
    public Integer call() throws Exception {
        ResultFormat results = ResultFormat.of(format);
        Instant instant = asOf();
        if (statements.file != null && !Files.isReadable(statements.file)) {
            throw new UsageException("-f", statements.file.toString(), "a readable file");
        }
        String text = statements.file == null ? statements.text : Files.readString(statements.file);
        SqlSession session = SqlSession.open(lake.existing(), instant);
        session.run(
                text,
                allowWrites,
                result -> results.print(result, spec.commandLine().getOut()));
        return ExitCode.DONE;
    }

    private Instant asOf() {
        try {
            return asOf == null ? null : Instant.parse(asOf);
        } catch (DateTimeException e) {
            throw new UsageException("--as-of", asOf, "an instant with its zone, as 2026-04-20T12:00:00Z");
        }
    }
}
