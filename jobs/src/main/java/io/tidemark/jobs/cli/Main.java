package io.tidemark.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command {@code tidemark}. */
@Command(
        name = "tidemark",
        description = "A market-structure lakehouse for crypto.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            BackfillCommand.class,
            ImportCommand.class,
            SqlCommand.class,
            TablesCommand.class,
            HashCommand.class,
            HelpCommand.class
        },
        footer = "%nAlso: tidemark simulate makes an archive of a synthetic market (tidemark simulate --help).")
public final class Main {

    /** Reads the version of the build. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tidemark " + number()};
        }

        static String number() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }
    }

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        System.out.flush();
        if (System.getProperty(LakeOptions.CONFIGURATION_FOLDER) != null) {
            // Started by the launcher: embedded Flink leaves threads behind that would keep the process alive.
            System.exit(code);
        } else if (code != ExitCode.DONE) {
            // Submitted to a cluster, where the process is not ours to end.
            throw new IllegalStateException("tidemark ended with exit code " + code);
        }
    }

    /** Runs the command and returns its exit code. */
    static int run(String... arguments) {
        CommandLine commands = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOverwrittenOptionsAllowed(false);
        commands.setParameterExceptionHandler(Failures::usage);
        commands.setExecutionExceptionHandler(Failures::execution);
        return commands.execute(arguments);
    }
}
