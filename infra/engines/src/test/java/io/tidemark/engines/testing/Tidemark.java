package io.tidemark.engines.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The distribution's command, run as a process of its own. */
public final class Tidemark {

    private static final Duration LIMIT = Duration.ofMinutes(4);

    private Tidemark() {}

    /** What a command left behind; what {@code err} tells of progress is in it as well. */
    public record Outcome(List<String> command, int code, String out, String err) {

        /** The outcome of a command that must have ended with one of these exit codes. */
        public Outcome requireCode(int... allowed) {
            if (Arrays.stream(allowed).noneMatch(one -> one == code)) {
                throw new AssertionError("exit code is not one of " + Arrays.toString(allowed) + "\n" + this);
            }
            return this;
        }

        /** The last line of standard error, which says how it ended. */
        public String lastWord() {
            List<String> lines = err.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }

        @Override
        public String toString() {
            return "tidemark " + String.join(" ", command) + "\nexit code " + code + "\n" + out + err;
        }
    }

    /** A command under way. */
    public static final class Running implements AutoCloseable {
        private final List<String> command;
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(List<String> command, Process process, Path out, Path err) {
            this.command = command;
            this.process = process;
            this.out = out;
            this.err = err;
        }

        /** Destroys it, as {@code kill -9} does, if it is still there after the time; tells whether it was. */
        public boolean killAfter(Duration time) throws InterruptedException {
            if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            process.destroyForcibly();
            end();
            return true;
        }

        /** Tells it to end, as {@code kill} does, if it is still there after the time; tells whether it was. */
        public boolean interruptAfter(Duration time) throws InterruptedException {
            if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            process.destroy();
            return true;
        }

        /** Waits for its end. */
        public Outcome end() throws InterruptedException {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("not done after " + LIMIT + "\n" + outcome(-1));
            }
            return outcome(process.exitValue());
        }

        private Outcome outcome(int code) {
            try {
                return new Outcome(command, code, Files.readString(out), Files.readString(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
            try {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The folder of the distribution. */
    public static Path home() {
        Path home = Path.of(System.getProperty("tidemark.home", "../../jobs/target/tidemark"));
        if (!Files.isExecutable(home.resolve("bin/tidemark"))) {
            throw new AssertionError("there is no distribution in " + home + ": make build");
        }
        return home.toAbsolutePath().normalize();
    }

    /** Starts a command. */
    public static Running start(String... arguments) {
        return start(Map.of(), arguments);
    }

    /** Starts a command with more variables in its environment. */
    public static Running start(Map<String, String> environment, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(home().resolve("bin/tidemark").toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("tidemark", ".out");
            Path err = Files.createTempFile("tidemark", ".err");
            // The script hands over to the JVM with exec, so the process is the JVM.
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new Running(List.of(arguments), process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end. */
    public static Outcome run(String... arguments) throws InterruptedException {
        try (Running running = start(arguments)) {
            return running.end();
        }
    }

    /** Runs a command to its end with more variables in its environment. */
    public static Outcome run(Map<String, String> environment, String... arguments) throws InterruptedException {
        try (Running running = start(environment, arguments)) {
            return running.end();
        }
    }
}
