package io.tidemark.simulator;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the command line and what is allowed. */
final class UsageErrors {
    private UsageErrors() {}

    static int report(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        String message = error.getMessage().lines().collect(Collectors.joining(" "));
        if (error instanceof UnmatchedArgumentException) {
            message += "; allowed: " + options(command);
        }
        err.println("tidemark simulate: " + message);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static String options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .collect(Collectors.joining(", "));
    }
}
