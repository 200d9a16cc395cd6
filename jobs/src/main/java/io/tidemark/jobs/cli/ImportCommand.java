package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.Import;
import io.tidemark.jobs.pipeline.ImportPreview;
import io.tidemark.jobs.pipeline.RunCounts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark import}: a declared series from elsewhere becomes rows of the lake. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "tidemark import --file FILE --into TABLE --venue NAME --market KIND --symbol NAME [--base ASSET --quote ASSET]",
            "                --time-column NAME --time-format FORMAT --value-column NAME [what else is to be declared]",
            "tidemark import --declaration FILE [options that win over the file's]",
        },
        description =
                "Reads one instrument's open interest or settled funding from a CSV or JSON file whose conventions are"
                        + " declared, and replaces the instrument's rows of the days that it covers.",
        footer = {
            "",
            "Example: tidemark import --file BTC_funding.csv --into funding_rates --venue binance --market um"
                    + " --symbol BTCUSDT --time-column ts --time-format epoch-ms --value-column rate --scale 8"
                    + " --interval-hours 8"
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nThe file and how it is to be read:%n")
    @SuppressWarnings("UnusedVariable") // picocli fills it; its options are read by name.
    private SeriesOptions series = new SeriesOptions();

    @ArgGroup(validate = false, heading = "%nThe run:%n")
    private RunOptions run = new RunOptions();

    @Mixin
    private LakeOptions lake;

    private static final class RunOptions {
        @Option(
                names = "--declaration",
                paramLabel = "FILE",
                description = "a JSON object that holds the options above by their names, without dashes; options given"
                        + " here as well win")
        private Path declaration;

        @Option(names = "--dry-run", description = "look through the file, print what would be done, write nothing")
        private boolean dryRun;

        @Option(names = "--force", description = "import again what is imported and unchanged")
        private boolean force;

        @Option(names = "--strict", description = "exit with 3 if the series has holes")
        private boolean strict;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        ProgressReport report = new ProgressReport(err, Boolean.getBoolean(ProgressReport.TERMINAL));
        Declaration declaration = Declaration.of(spec, SeriesOptions.NAMES, run.declaration);
        Import work = new Import(
                new DeclaredImport(declaration).settings(run.force, lake.settings()),
                Main.Version.number(),
                Clock.systemUTC(),
                report);
        if (run.dryRun) {
            print(work.preview(), spec.commandLine().getOut(), err);
            return ExitCode.DONE;
        }
        RunCounts counts = work.run();
        report.summary(counts);
        boolean holes = run.strict && counts.gaps() > 0;
        return counts.deadLetters() > 0 || holes ? ExitCode.REJECTS : ExitCode.DONE;
    }

    private static void print(ImportPreview preview, PrintWriter out, PrintWriter err) {
        out.println("table,instrument,from,to,rows,duplicates,rejected");
        out.println(preview.table() + "," + preview.instrument() + ","
                + preview.range().from() + "," + preview.range().to() + "," + preview.rows() + ","
                + preview.duplicates() + "," + preview.rejected());
        out.flush();
        if (preview.firstRejected() != null) {
            err.println(preview.firstRejected());
            err.flush();
        }
    }
}
