package io.tidemark.jobs.pipeline;

import java.time.Duration;

/**
 * What is still to be said when the process is told to end. It gets a moment: whoever sent the signal wants the process
 * gone. A process that is destroyed says nothing.
 */
final class Interruption {

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Thread hook;

    /** Says it if the process is told to end before this is over. */
    Interruption(Runnable lastWords) {
        this.hook = new Thread(() -> speak(lastWords), "interrupted run");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void speak(Runnable lastWords) {
        Thread speaking = new Thread(lastWords, "last words");
        speaking.setDaemon(true);
        speaking.start();
        try {
            speaking.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There is nothing left to be said. */
    void over() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the last words are being said.
        }
    }
}
