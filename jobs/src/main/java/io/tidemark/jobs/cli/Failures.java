package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.UsageException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.ValidationException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One clear line for what went wrong; a stack trace only for those who ask with {@code --verbose}. */
final class Failures {

    private Failures() {}

    static int usage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(command.getCommandSpec().qualifiedName() + ": " + oneLine(e.getMessage()) + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.USAGE;
    }

    static int execution(Exception e, CommandLine command, ParseResult parsed) {
        if (isVerbose(parsed)) {
            e.printStackTrace(command.getErr());
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + explain(e));
        return e instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    private static boolean isVerbose(ParseResult parsed) {
        ParseResult innermost = parsed;
        while (innermost.hasSubcommand()) {
            innermost = innermost.subcommand();
        }
        return innermost.hasMatchedOption("--verbose");
    }

    /** The cause that says most to a user: of bad SQL the one that names the place, else the deepest. */
    static String explain(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            if (deepest instanceof ValidationException || deepest instanceof SqlParserException) {
                return oneLine(deepest.getMessage());
            }
            deepest = deepest.getCause();
        }
        if (deepest instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (deepest instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        String message = deepest.getMessage();
        if (message != null && message.contains("No space left")) {
            return "the disk is full; nothing of the unfinished chunk is in the tables";
        }
        boolean says = message != null && message.contains(" ");
        return says ? oneLine(message) : oneLine(deepest.toString());
    }

    private static String oneLine(String message) {
        // SQL's parser lists every word that could have stood there.
        int expected = message.indexOf("Was expecting");
        String told = expected > 0 ? message.substring(0, expected) : message;
        return told.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
