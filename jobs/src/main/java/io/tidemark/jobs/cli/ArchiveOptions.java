package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.ArchiveSettings;
import io.tidemark.jobs.pipeline.UsageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which archive a command reads. */
final class ArchiveOptions {

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(MB|GB|TB)");

    static final String NAME = "--archive";

    @Option(
            names = NAME,
            paramLabel = "DIR|s3://BUCKET[/PREFIX]",
            description = "what holds data/: a folder or a place in a bucket")
    private String archive;

    @Option(
            names = "--s3-endpoint",
            paramLabel = "URL",
            description = "an S3 service other than Amazon's; its buckets are named in the path")
    private String endpoint;

    @Option(names = "--s3-region", paramLabel = "REGION", description = "the bucket's; by default the environment's")
    private String region;

    @Option(
            names = "--s3-anonymous",
            description = "send no credentials; by default those of the environment, if it has any")
    private boolean anonymous;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "keep what has been read in this folder, for the next run and for other processes")
    private Path cache;

    @Option(names = "--cache-size", defaultValue = "20GB", description = "what the cache may hold: 20GB")
    private String cacheSize;

    /** The settings that the options mean. */
    ArchiveSettings settings() {
        if (region != null && !region.matches("[a-z0-9-]+")) {
            throw new UsageException("--s3-region", region, "a region as ap-northeast-1");
        }
        if (cache != null && Files.exists(cache) && !(Files.isDirectory(cache) && Files.isWritable(cache))) {
            throw new UsageException("--cache", cache.toString(), "a folder that can be written");
        }
        return new ArchiveSettings(archive, endpoint(), region, anonymous, cache, cacheBytes());
    }

    private URI endpoint() {
        if (endpoint == null) {
            return null;
        }
        if (!endpoint.matches("https?://[^/?#@\\s]+/?")) {
            throw new UsageException("--s3-endpoint", endpoint, "a URL as https://storage.example.org:9000");
        }
        try {
            return URI.create(endpoint);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--s3-endpoint", endpoint, "a URL as https://storage.example.org:9000");
        }
    }

    private long cacheBytes() {
        Matcher size = SIZE.matcher(cacheSize);
        if (!size.matches()) {
            throw new UsageException("--cache-size", cacheSize, "a number and MB, GB or TB: 20GB");
        }
        int unit =
                switch (size.group(2)) {
                    case "MB" -> 2;
                    case "GB" -> 3;
                    default -> 4;
                };
        return Math.multiplyExact(Long.parseLong(size.group(1)), (long) Math.pow(1000, unit));
    }
}
