package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.source.archive.CachedStore;
import io.tidemark.jobs.source.archive.DirectoryStore;
import io.tidemark.jobs.source.archive.S3Settings;
import io.tidemark.jobs.source.archive.S3Store;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Where an archive is. Credentials are not among it: they are the environment's.
 *
 * @param location a folder or {@code s3://BUCKET[/PREFIX]}: what holds {@code data/}
 * @param endpoint the S3 service; null for Amazon's own
 * @param region the bucket's; null for the one that the environment names
 * @param anonymous true to send no credentials
 * @param cache a folder that keeps the files that have been read; null for none
 * @param cacheBytes what that folder may hold
 */
public record ArchiveSettings(
        String location, URI endpoint, String region, boolean anonymous, Path cache, long cacheBytes) {

    private static final String S3 = "s3:";

    /** An archive in a local folder. */
    public static ArchiveSettings folder(Path folder) {
        return new ArchiveSettings(folder.toString(), null, null, false, null, 0);
    }

    /** True if it is in a bucket. */
    public boolean isInS3() {
        return location.startsWith(S3);
    }

    /**
     * The store that reads it; no service is asked yet.
     *
     * @param clock tells the cache which files have not been used for longest
     * @throws UsageException if a setting is not allowed
     */
    ArchiveStore open(Clock clock) {
        ArchiveStore store = isInS3() ? bucket() : folder();
        return cache == null ? store : new CachedStore(store, cache, cacheBytes, clock);
    }

    private ArchiveStore bucket() {
        try {
            return new S3Store(location, new S3Settings(endpoint, region, anonymous));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--archive", location, e.getMessage());
        }
    }

    private ArchiveStore folder() {
        if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*")) {
            throw new UsageException("--archive", location, "a folder or s3://BUCKET[/PREFIX]");
        }
        Path folder = Path.of(location);
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--archive", location, "a folder");
        }
        if (endpoint != null || region != null || anonymous) {
            throw new UsageException("--archive", location, "s3://BUCKET[/PREFIX] with options that begin with --s3");
        }
        return new DirectoryStore(folder);
    }
}
