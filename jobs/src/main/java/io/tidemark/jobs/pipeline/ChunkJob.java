package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.FileAccounts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.iceberg.Table;

/** The Flink job of one chunk. */
final class ChunkJob {

    private static final long MILLIS_BETWEEN_REPORTS = 500;
    private static final int FEW_READERS = 4;

    private final Assignment assignment;

    ChunkJob(Assignment assignment) {
        this.assignment = assignment;
    }

    /**
     * What a job leaves.
     *
     * @param files what was found in files
     */
    record Result(RunCounts counts, FileAccounts files) {}

    /**
     * Runs the job to its end.
     *
     * @param tables the tables that are to be published, by name
     * @param progress hears what has been read so far
     * @throws ExecutionException if the job failed
     */
    Result run(
            PlannedChunk planned,
            BackfillPlan plan,
            Chunk chunk,
            Map<String, Table> tables,
            Consumer<RunCounts> progress)
            throws InterruptedException, ExecutionException {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        environment.setParallelism(assignment.parallelism());
        if (environment instanceof LocalStreamEnvironment) {
            environment.configure(embedded(environment.getParallelism()));
        }
        boolean aligned = tables.keySet().stream().anyMatch(AlignedPublications::isOne);
        new BackfillGraph(assignment.lake(), chunk, tables, aligned ? assignment.alignment(planned, plan) : null)
                .add(environment
                        .fromSource(
                                assignment.source(planned, plan, tables.keySet()),
                                WatermarkStrategy.noWatermarks(),
                                "files")
                        .uid("archive-files"));
        String name = assignment.command() + " " + chunk.range().from() + " to "
                + chunk.range().to();
        // Whatever keeps a job from being submitted comes out as what made its execution fail.
        FutureTask<JobClient> submission = new FutureTask<>(() -> environment.executeAsync(name));
        submission.run();
        return await(submission.get(), progress);
    }

    private static Result await(JobClient job, Consumer<RunCounts> progress)
            throws InterruptedException, ExecutionException {
        CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
        while (true) {
            try {
                JobExecutionResult done = result.get(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
                RunCounts counts = new RunCounts();
                counts.add(done.getAllAccumulatorResults());
                FileAccounts files = FileAccounts.of(done.getAllAccumulatorResults());
                counts.addRejects(files.rejects());
                return new Result(counts, files);
            } catch (TimeoutException e) {
                report(job, progress);
            }
        }
    }

    /** Progress is for people to watch: a report that does not come is simply left out. */
    private static void report(JobClient job, Consumer<RunCounts> progress) throws InterruptedException {
        try {
            RunCounts counts = new RunCounts();
            counts.add(job.getAccumulators().get(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS));
            progress.accept(counts);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            // The job is starting or ending, or the embedded cluster is already gone; the job's result says more.
        }
    }

    /** The same graph runs in both modes; operators need neither sorted inputs nor timers, so batch mode's are off. */
    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setString("execution.runtime-mode", assignment.mode().name());
        configuration.setString("execution.sorted-inputs.enabled", "false");
        configuration.setString("execution.batch-state-backend.enabled", "false");
        configuration.setString("pipeline.object-reuse", "true");
        configuration.setString("pipeline.generic-types", "false");
        configuration.setString("restart-strategy.type", "disable");
        return configuration;
    }

    /** What the embedded cluster does otherwise than a real one, to be quick in one process. */
    private static Configuration embedded(int parallelism) {
        Configuration configuration = new Configuration();
        // Bars are made while files are read. The adaptive scheduler starts stage after stage, so it cannot.
        configuration.setString("execution.batch-shuffle-mode", "ALL_EXCHANGES_PIPELINED");
        configuration.setString("jobmanager.scheduler", "Default");
        // Accumulators, and with them the progress that people see, travel with heartbeats.
        configuration.setString("heartbeat.interval", "1000");
        if (parallelism <= FEW_READERS) {
            // They exchange a few records a second; the default is made for another load.
            configuration.setString("taskmanager.memory.network.min", "16mb");
            configuration.setString("taskmanager.memory.network.max", "16mb");
        }
        return configuration;
    }
}
