package io.tidemark.engines.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two things at once: a command alone leaves a processor idle while it starts. */
public final class Lanes {

    private Lanes() {}

    /** Runs all, two at a time; the results in the order of the tasks. The first failure is thrown as it was. */
    public static <T> List<T> run(List<Callable<T>> tasks) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : two.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            two.shutdownNow();
        }
    }
}
