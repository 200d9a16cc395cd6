package io.tidemark.engines.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Stands before an HTTP server and does to its answers what happens on the way; remembers what was asked. */
public final class FaultyProxy implements AutoCloseable {

    /** What becomes of a request. */
    public enum Fate {
        /** The server's answer. */
        ANSWERED,
        /** 503 SlowDown, without asking the server. */
        SLOWED_DOWN,
        /** The first half of what the server answers, then the connection ends. */
        CUT
    }

    private static final String BODY =
            "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";

    private static final byte[] SLOW_DOWN = String.join(
                    "\r\n",
                    "HTTP/1.1 503 Slow Down",
                    "Content-Type: application/xml",
                    "Content-Length: " + BODY.length(),
                    "Connection: close",
                    "",
                    BODY)
            .getBytes(StandardCharsets.US_ASCII);

    private final URI server;
    private final ServerSocket listening;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<String, Fate> fates = request -> Fate.ANSWERED;

    /** A proxy before the server. */
    public FaultyProxy(URI server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on this decides on requests, given as {@code GET /bucket/key}; it may change the server's content. */
    public void decide(Function<String, Fate> decision) {
        fates = decision;
    }

    /** The requests for the content of objects since the last time. */
    public List<String> takeDownloads() {
        synchronized (requests) {
            List<String> downloads = requests.stream()
                    .filter(request -> request.startsWith("GET") && !request.contains("?"))
                    .toList();
            requests.clear();
            return downloads;
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                // Closed: the test is over.
                return;
            }
        }
    }

    /** One request a connection, so that the end of the connection is the end of the answer. */
    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            String request = head.substring(0, head.lastIndexOf(' ', head.indexOf("\r\n")));
            requests.add(request);
            Fate fate = fates.apply(request);
            if (fate == Fate.SLOWED_DOWN) {
                client.getOutputStream().write(SLOW_DOWN);
            } else {
                byte[] answer = ask(head);
                client.getOutputStream().write(answer, 0, fate == Fate.CUT ? cut(answer) : answer.length);
            }
        } catch (IOException e) {
            // The client has gone, which is its right.
        }
    }

    private static int cut(byte[] answer) {
        int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return body + (answer.length - body) / 2;
    }

    /** A request without a body, up to its empty line; empty if none comes. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private byte[] ask(String head) throws IOException {
        String closing =
                head.replaceAll("(?im)^connection:.*\r\n", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(closing.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
