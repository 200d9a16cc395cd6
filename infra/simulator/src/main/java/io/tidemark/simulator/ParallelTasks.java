package io.tidemark.simulator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks on several threads. */
final class ParallelTasks {
    private ParallelTasks() {}

    /**
     * The results of all tasks together, in the order of the tasks. The tasks are started in their order.
     *
     * @throws IOException what the first task that failed in this way threw; the others are stopped
     */
    static <T> List<T> results(int threads, Collection<Callable<List<T>>> tasks) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<T>>> running = new ArrayList<>();
            for (Callable<List<T>> task : tasks) {
                running.add(workers.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<List<T>> result : running) {
                results.addAll(result.get());
            }
            return results;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unwritten) {
                throw unwritten;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            workers.shutdownNow();
        }
    }
}
