package io.tidemark.jobs.source.archive;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One line for each thing that can go wrong with an S3 service, for those who know their bucket but not our code. */
final class S3Failures {

    private final S3Settings settings;
    private final boolean anonymous;
    private final int attempts;

    S3Failures(S3Settings settings, boolean anonymous, int attempts) {
        this.settings = settings;
        this.anonymous = anonymous;
        this.attempts = attempts;
    }

    /**
     * What the failure of a request means.
     *
     * @param object what was asked for, as {@code s3://bucket/key}
     * @return a {@link NoSuchFileException} if the bucket is not there, any other exception else
     */
    IOException explain(String object, SdkException failure) {
        IOException explained =
                failure instanceof S3Exception answer ? answered(object, answer) : unreachable(object, failure);
        // Not as its cause: the last cause is what people are shown.
        explained.addSuppressed(failure);
        return explained;
    }

    private IOException answered(String object, S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : " " + details.errorCode();
        if (code.equals(" NoSuchBucket")) {
            return new NoSuchFileException(object, null, "there is no such bucket");
        }
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return new IOException("access to " + object + " is denied (" + answer.statusCode() + code + "): asked "
                    + (anonymous
                            ? "without credentials"
                            : "with the credentials of the environment; --s3-anonymous asks without"));
        }
        if (answer.isThrottlingException() || answer.statusCode() >= 500) {
            return new IOException("cannot read " + object + ": the service answered " + answer.statusCode() + code
                    + ", " + attempts + " times in a row");
        }
        String says = details == null || details.errorMessage() == null ? "" : ": " + details.errorMessage();
        return new IOException("cannot read " + object + ": the service answered " + answer.statusCode() + code + says);
    }

    private IOException unreachable(String object, SdkException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String reason =
                deepest instanceof UnknownHostException ? "unknown host " + deepest.getMessage() : deepest.getMessage();
        return new IOException("cannot read " + object + ": "
                + (settings.endpoint() == null ? "the service" : settings.endpoint()) + " does not answer ("
                + (reason == null ? deepest.getClass().getSimpleName() : reason) + ")");
    }
}
