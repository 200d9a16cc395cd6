package io.tidemark.jobs.source.archive;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * An S3 service as one process talks to it: the client and the threads are made when they are first needed, and shared by
 * all stores of the process.
 */
final class S3Service {

    /** With the delays below this outlasts a minute or so of a service that does not answer. */
    private static final int ATTEMPTS = 12;

    private static final int REQUESTS_AT_ONCE = 16;

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Grows with every attempt, with jitter, so that many readers do not come back all at once. */
    private static final BackoffStrategy DELAYS =
            BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(15));

    private static final Map<S3Settings, S3Service> SERVICES = new ConcurrentHashMap<>();

    private final S3Client client;
    private final ExecutorService threads;
    private final S3Failures failures;

    private S3Service(S3Settings settings) {
        boolean anonymous = settings.anonymous() || !hasCredentials();
        this.client = newClient(settings, anonymous);
        this.threads = newThreads();
        this.failures = new S3Failures(settings, anonymous, attempts());
    }

    /** The service with these settings. */
    static S3Service of(S3Settings settings) {
        return SERVICES.computeIfAbsent(settings, S3Service::new);
    }

    S3Client client() {
        return client;
    }

    /** Bounds the number of requests at once in the process. */
    ExecutorService threads() {
        return threads;
    }

    /** Puts into words what went wrong. */
    S3Failures failures() {
        return failures;
    }

    /** How often a request is tried before it is given up; AWS_MAX_ATTEMPTS says otherwise. */
    static int attempts() {
        return SdkSystemSetting.AWS_MAX_ATTEMPTS.getIntegerValue().orElse(ATTEMPTS);
    }

    /** How long to wait before that attempt, the first being 1. */
    static Duration delay(int attempt) {
        return DELAYS.computeDelay(attempt);
    }

    private static boolean hasCredentials() {
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials() != null;
        } catch (SdkClientException e) {
            // Nothing in the environment, the profiles or the machine's role: what is public can still be read.
            return false;
        }
    }

    private static S3Client newClient(S3Settings settings, boolean anonymous) {
        AwsCredentialsProvider credentials = anonymous
                ? AnonymousCredentialsProvider.create()
                : DefaultCredentialsProvider.builder().build();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .region(region(settings))
                // Ranges have no checksum of their own; the publisher's is checked over the whole file.
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTING)
                        .socketTimeout(SILENCE)
                        .build())
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts())
                                .backoffStrategy(DELAYS)
                                .throttlingBackoffStrategy(DELAYS)
                                // It would give up early while many requests are slowed down at once.
                                .circuitBreakerEnabled(false)
                                .build()));
        return settings.endpoint() == null
                ? builder.crossRegionAccessEnabled(true).build()
                : builder.endpointOverride(settings.endpoint())
                        .forcePathStyle(true)
                        .build();
    }

    private static Region region(S3Settings settings) {
        if (settings.region() != null) {
            return Region.of(settings.region());
        }
        try {
            // The machine's own metadata is not asked: Amazon sends requests on to the bucket's region, others have
            // none.
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            return Region.US_EAST_1;
        }
    }

    private static ExecutorService newThreads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                REQUESTS_AT_ONCE, REQUESTS_AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "archive-s3");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
