package io.tidemark.jobs.source.archive;

import java.io.Serializable;
import java.net.URI;

/**
 * How an S3 service is reached.
 *
 * @param endpoint where the service is; null for Amazon's own
 * @param region null for the one that the environment names
 * @param anonymous true to send no credentials, even if the environment has some
 */
public record S3Settings(URI endpoint, String region, boolean anonymous) implements Serializable {}
