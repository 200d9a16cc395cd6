package io.tidemark.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command did.
 *
 * @param code its exit code
 * @param out its results
 * @param err everything else that it said
 */
record Command(int code, String out, String err) {

    /** Runs {@code tidemark} with these arguments. */
    static synchronized Command tidemark(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        try (PrintStream toResults = new PrintStream(results, true, StandardCharsets.UTF_8);
                PrintStream toMessages = new PrintStream(messages, true, StandardCharsets.UTF_8)) {
            System.setOut(toResults);
            System.setErr(toMessages);
            int code = Main.run(arguments);
            return new Command(
                    code, results.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
