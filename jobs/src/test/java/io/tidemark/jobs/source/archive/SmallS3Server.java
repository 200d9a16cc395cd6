package io.tidemark.jobs.source.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers GET and HEAD of objects as S3 does, or as a test wants it to. What lists is tested against a real server. */
final class SmallS3Server implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentHashMap<Long, Fault> faults = new ConcurrentHashMap<>();
    private volatile Runnable whileAnswering = () -> {};

    /** What happens once to the request for the range that starts at a position. */
    enum Fault {
        SLOW_DOWN,
        CUT
    }

    SmallS3Server() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    S3Settings settings() {
        return new S3Settings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), null, true);
    }

    void put(String path, byte[] content) {
        objects.put(path, content);
    }

    /** The entity tag of a content, without its quotes. */
    static String version(byte[] content) {
        return ArchiveFolder.sha256(content).substring(0, 32);
    }

    void once(long position, Fault fault) {
        faults.put(position, fault);
    }

    void whileAnswering(Runnable action) {
        whileAnswering = action;
    }

    /** The ranges that were asked for. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] content = objects.get(exchange.getRequestURI().getPath());
            String condition = exchange.getRequestHeaders().getFirst("If-Match");
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(String.valueOf(range));
            if (content == null) {
                refuse(exchange, 404, "NoSuchKey");
            } else if (condition != null && !condition.equals("\"" + version(content) + "\"")) {
                refuse(exchange, 412, "PreconditionFailed");
            } else {
                whileAnswering.run();
                send(exchange, content, range);
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        byte[] text = ("<Error><Code>" + code + "</Code><Message>as ordered</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : text.length);
        if (!head) {
            exchange.getResponseBody().write(text);
        }
    }

    private void send(HttpExchange exchange, byte[] content, String range) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"" + version(content) + "\"");
        if (range == null) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        Matcher parts = RANGE.matcher(range);
        if (!parts.matches()) {
            throw new IOException(range);
        }
        int from = Integer.parseInt(parts.group(1));
        int to = (int) Math.min(Long.parseLong(parts.group(2)) + 1, content.length);
        if (from >= content.length) {
            refuse(exchange, 416, "InvalidRange");
            return;
        }
        Fault fault = faults.remove((long) from);
        if (fault == Fault.SLOW_DOWN) {
            refuse(exchange, 503, "SlowDown");
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
        exchange.sendResponseHeaders(206, to - from);
        OutputStream out = exchange.getResponseBody();
        out.write(content, from, fault == Fault.CUT ? (to - from) / 2 : to - from);
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
