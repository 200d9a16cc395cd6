package io.tidemark.simulator;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** The simulator's entry: {@code [simulate] OPTIONS}. */
public final class Main {
    private static final String COMMAND = "simulate";

    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /** Runs the command: 0 done, 1 failed, 2 wrong usage. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        boolean named = args.length > 0 && args[0].equals(COMMAND);
        String[] options = named ? Arrays.copyOfRange(args, 1, args.length) : args;
        CommandLine line = new CommandLine(new SimulateCommand());
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler(UsageErrors::report);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.println(
                    "tidemark simulate: failed: " + failure.getClass().getSimpleName() + ": " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line.execute(options);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
