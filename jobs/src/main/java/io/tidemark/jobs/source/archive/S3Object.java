package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveStore.ChangedFileException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The content of one object in the version that was listed, read in ranges: a connection that breaks costs what had not
 * arrived yet, nothing else.
 *
 * @param service whom to ask
 * @param bucket its bucket
 * @param key its whole key
 * @param file the key below the archive's root
 * @param version its entity tag when it was listed
 */
record S3Object(S3Service service, String bucket, String key, String file, String version) {

    /** What is asked for at once. */
    static final int PART = 8 << 20;

    private static final int BUFFER = 64 * 1024;

    /** The answer for an empty object, too: it has no first byte. */
    private static final int NO_SUCH_RANGE = 416;

    /** Where the content goes: a file or memory. */
    interface Target {
        /** Puts the bytes at that position. */
        void put(ByteBuffer bytes, long position) throws IOException;
    }

    /** The version that an entity tag stands for: some services leave its quotes out where they list it. */
    static String version(String entityTag) {
        return String.valueOf(entityTag).replace("\"", "");
    }

    /**
     * Reads it whole, its parts side by side.
     *
     * @return its length
     * @throws ChangedFileException if it is not there in this version, or not any more
     */
    long read(Target target) throws IOException {
        Part first = new Part(target, 0, PART);
        first.call();
        List<Part> others = new ArrayList<>();
        for (long from = PART; from < first.length; from += PART) {
            others.add(new Part(target, from, Math.min(from + PART, first.length)));
        }
        Requests.all(service.threads(), others);
        return first.length;
    }

    private String name() {
        return "s3://" + bucket + "/" + key;
    }

    /** One range of the object. */
    private final class Part implements Callable<Void> {
        private final Target target;
        private long at;
        private long end;
        private long length = -1;

        Part(Target target, long from, long to) {
            this.target = target;
            this.at = from;
            this.end = to;
        }

        @Override
        public Void call() throws IOException {
            byte[] buffer = new byte[BUFFER];
            int breaks = 0;
            while (length < 0 || at < end) {
                long before = at;
                try (ResponseInputStream<GetObjectResponse> in = ask()) {
                    if (in != null) {
                        copy(in, buffer);
                    }
                } catch (BrokenException e) {
                    breaks = at > before ? 1 : breaks + 1;
                    if (breaks >= S3Service.attempts()) {
                        throw new IOException("cannot read " + name() + ": " + e.getMessage() + " after " + at
                                + " bytes, " + breaks + " times in a row");
                    }
                    await(breaks);
                }
            }
            return null;
        }

        /** Asks for what is missing, null if nothing is; refusals that may be temporary are tried again by the client. */
        private ResponseInputStream<GetObjectResponse> ask() throws IOException {
            try {
                ResponseInputStream<GetObjectResponse> in = service.client().getObject(request -> request.bucket(bucket)
                        .key(key)
                        .ifMatch("\"" + version + "\"")
                        .range("bytes=" + at + "-" + (end - 1)));
                try {
                    accept(in.response());
                } catch (IOException e) {
                    in.abort();
                    throw e;
                }
                return in;
            } catch (S3Exception e) {
                if (e.statusCode() == NO_SUCH_RANGE && at == 0) {
                    length = 0;
                    end = 0;
                    return null;
                }
                throw refused(e);
            } catch (SdkException e) {
                throw service.failures().explain(name(), e);
            }
        }

        private void accept(GetObjectResponse response) throws IOException {
            // Not every service heeds the condition of the request.
            if (!version.equals(version(response.eTag()))) {
                throw new ChangedFileException(file, version, version(response.eTag()));
            }
            String range = response.contentRange();
            if (range == null && at > 0) {
                throw new IOException("cannot read " + name() + ": the service does not answer ranges");
            }
            length = range == null
                    ? response.contentLength()
                    : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
            end = Math.min(end, length);
        }

        private IOException refused(S3Exception answer) {
            return switch (answer.statusCode()) {
                case 404 -> new ChangedFileException(file, version, "gone");
                case NO_SUCH_RANGE -> new ChangedFileException(file, version, "shorter");
                case 412 -> new ChangedFileException(file, version, "another");
                default -> service.failures().explain(name(), answer);
            };
        }

        private void copy(ResponseInputStream<GetObjectResponse> in, byte[] buffer) throws IOException {
            while (at < end) {
                int read = receive(in, buffer);
                target.put(ByteBuffer.wrap(buffer, 0, read), at);
                at += read;
            }
        }

        private int receive(ResponseInputStream<GetObjectResponse> in, byte[] buffer) throws BrokenException {
            try {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, end - at));
                if (read > 0) {
                    return read;
                }
                throw new BrokenException("the answer ended");
            } catch (IOException | SdkException e) {
                // Otherwise closing it would wait for what does not come.
                in.abort();
                throw e instanceof BrokenException broken ? broken : new BrokenException(e.getMessage());
            }
        }

        private void await(int breaks) throws InterruptedIOException {
            try {
                Thread.sleep(S3Service.delay(breaks).toMillis());
            } catch (InterruptedException e) {
                throw Requests.interrupted();
            }
        }
    }

    /** The connection broke before the end of the range. */
    private static final class BrokenException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenException(String reason) {
            super(reason);
        }
    }
}
