package io.tidemark.engines.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An S3 server as a process of its own, with its buckets in a folder. */
public final class S3Server implements AutoCloseable {

    /** The credentials of a server that wants some. */
    public static final String KEY = "tidemark-key";

    /** See {@link #KEY}. */
    public static final String SECRET = "tidemark-secret";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI endpoint;

    private S3Server(Path folder, String authorization) {
        int port = freePort();
        endpoint = URI.create("http://127.0.0.1:" + port);
        try {
            Path settings = Files.createTempFile("s3proxy", ".conf");
            Files.write(
                    settings,
                    List.of(
                            "s3proxy.endpoint=" + endpoint,
                            "s3proxy.authorization=" + authorization,
                            "s3proxy.identity=" + KEY,
                            "s3proxy.credential=" + SECRET,
                            "jclouds.provider=filesystem-nio2",
                            "jclouds.filesystem.basedir=" + Files.createDirectories(folder)));
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-jar",
                            jar().toString(),
                            "--properties",
                            settings.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Files.createTempFile("s3proxy", ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitStart();
    }

    /** A server for everybody. */
    public static S3Server open(Path folder) {
        return new S3Server(folder, "none");
    }

    /** A server that wants {@link #KEY} and {@link #SECRET}, on a folder that an open one may have filled. */
    public static S3Server withCredentials(Path folder) {
        return new S3Server(folder, "aws-v2-or-v4");
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("tidemark.servers", "target/servers"), "s3proxy.jar");
        if (!Files.isReadable(jar)) {
            throw new AssertionError("there is no " + jar.toAbsolutePath() + ": mvn process-test-resources");
        }
        return jar;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                http.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.discarding());
                return;
            } catch (ConnectException e) {
                Thread.onSpinWait();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        close();
        throw new AssertionError("the S3 server does not start at " + endpoint);
    }

    /** Where it listens. */
    public URI endpoint() {
        return endpoint;
    }

    /** Makes a bucket. */
    public void make(String bucket) {
        put(bucket, new byte[0]);
    }

    /** Writes an object; the path begins with its bucket. */
    public void put(String path, byte[] content) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(endpoint.resolve("/" + path))
                            .PUT(BodyPublishers.ofByteArray(content))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes all files of the folder below the place, a bucket or a prefix in it. */
    public void upload(Path folder, String place) {
        for (Path file : Folders.files(folder)) {
            try {
                put(place + "/" + folder.relativize(file), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
