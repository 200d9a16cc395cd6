package io.tidemark.jobs.pipeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was in files when they were used, by key. As JSON, one object a folder: {@code {"FOLDER/": {"NAME": "SHA-256"}}};
 * where the publisher states no checksum, the store's version follows the SHA-256 after a space.
 */
final class FileContents {

    private final Map<String, Content> byKey = new TreeMap<>();

    /**
     * The content of a file.
     *
     * @param version the store's version of it; null if the publisher states a checksum, so that no one needs it
     */
    record Content(String sha256, String version) {

        private String text() {
            return version == null ? sha256 : sha256 + " " + version;
        }

        private static Content parse(String text) {
            int space = text.indexOf(' ');
            return space < 0
                    ? new Content(text, null)
                    : new Content(text.substring(0, space), text.substring(space + 1));
        }
    }

    /** Takes the place of what the file held before. */
    void put(String key, Content content) {
        byKey.put(key, content);
    }

    /** Null if nobody has used the file. */
    Content get(String key) {
        return byKey.get(key);
    }

    void write(ObjectNode json) {
        byKey.forEach((key, content) -> {
            int name = key.lastIndexOf('/') + 1;
            json.withObject("/" + pointer(key.substring(0, name))).put(key.substring(name), content.text());
        });
    }

    private static String pointer(String folder) {
        return folder.replace("~", "~0").replace("/", "~1");
    }

    /** Adds the content of those files whose key is asked for. */
    void read(JsonNode json, Predicate<String> wanted) {
        json.fields().forEachRemaining(folder -> folder.getValue().fields().forEachRemaining(file -> {
            String key = folder.getKey() + file.getKey();
            if (wanted.test(key)) {
                put(key, Content.parse(file.getValue().asText()));
            }
        }));
    }
}
