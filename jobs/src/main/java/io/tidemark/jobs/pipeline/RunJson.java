package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code ops.runs} says of a run's settings and inputs. */
final class RunJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunJson() {}

    static String settings(BackfillSettings settings, BackfillPlan plan) {
        ObjectNode json = JSON.createObjectNode();
        archive(settings.archive(), json);
        json.put("market", settings.market().text());
        settings.symbols().forEach(json.putArray("symbols")::add);
        json.put("from", settings.from().toString());
        json.put("to", settings.to().toString());
        plan.datasets().stream().map(Dataset::text).forEach(json.putArray("datasets")::add);
        json.put("kline_interval", settings.klineInterval());
        json.put("store_trades", settings.storeTrades());
        json.put(
                "instruments",
                settings.instruments() == null ? null : settings.instruments().toString());
        json.put("mode", settings.mode().name());
        json.put("parallelism", settings.parallelism());
        json.put("chunk_days", settings.chunkDays());
        json.put(
                "open_interest_lag_seconds",
                settings.availability().openInterestLag().toSeconds());
        return json.toString();
    }

    private static void archive(ArchiveSettings archive, ObjectNode json) {
        json.put("archive", archive.location());
        if (archive.isInS3()) {
            json.put(
                    "s3_endpoint",
                    archive.endpoint() == null ? null : archive.endpoint().toString());
            json.put("s3_region", archive.region());
            json.put("s3_anonymous", archive.anonymous());
        }
    }

    static String settings(LakeBackfillSettings settings) {
        ObjectNode json = JSON.createObjectNode();
        json.put("from_lake", true);
        settings.venues().forEach(json.putArray("venues")::add);
        settings.symbols().forEach(json.putArray("symbols")::add);
        json.put("from", settings.from().toString());
        json.put("to", settings.to().toString());
        json.put("kline_interval", settings.klineInterval());
        json.put("mode", settings.mode().name());
        json.put("parallelism", settings.parallelism());
        json.put("chunk_days", settings.chunkDays());
        return json.toString();
    }

    static String declared(Map<String, Object> declared) {
        return JSON.valueToTree(declared).toString();
    }

    static String input(ArchiveFile file) {
        ObjectNode json = JSON.createObjectNode();
        json.put("file", file.key());
        json.put("bytes", file.stored().bytes());
        json.put("sha256", file.stored().checksum());
        json.put("from", file.period().from().toString());
        json.put("to", file.period().to().toString());
        return json.toString();
    }

    static String inputs(BackfillPlan plan) {
        ObjectNode json = JSON.createObjectNode();
        json.put(
                "files", plan.chunks().stream().mapToLong(PlannedChunk::present).sum());
        json.put("bytes", plan.chunks().stream().mapToLong(PlannedChunk::bytes).sum());
        json.put("fingerprint", fingerprint(plan));
        return json.toString();
    }

    /** What is read of the lake: days of an instrument's dataset, at the tables' snapshots. */
    static String inputs(BackfillPlan plan, Map<String, Long> snapshots) {
        ObjectNode json = JSON.createObjectNode();
        json.put("days", plan.chunks().stream().mapToLong(PlannedChunk::present).sum());
        json.put("fingerprint", fingerprint(plan));
        snapshots.forEach(json.putObject("snapshots")::put);
        return json.toString();
    }

    /** Equal for runs that are to read the same. */
    private static String fingerprint(BackfillPlan plan) {
        List<String> lines = new ArrayList<>();
        for (PlannedChunk chunk : plan.chunks()) {
            for (ArchiveFile file : chunk.files()) {
                String identity = file.isAbsent() || file.stored().checksum() == null
                        ? String.valueOf(file.stored())
                        : file.stored().checksum();
                lines.add(file.key() + " " + file.wanted() + " " + identity);
            }
        }
        return Fingerprint.of(lines);
    }
}
