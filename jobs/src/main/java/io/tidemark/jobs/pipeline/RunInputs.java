package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.pipeline.FileContents.Content;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@code ops.runs} says of a run's inputs. It grows while the run reads. */
final class RunInputs {

    static final String READ = "read";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode planned;
    private final FileContents read = new FileContents();
    private final Map<String, String> restated = new TreeMap<>();

    /**
     * Nothing has been read yet.
     *
     * @param planned what is to be read, as a JSON object
     */
    RunInputs(String planned) {
        try {
            this.planned = (ObjectNode) JSON.readTree(planned);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("planned inputs are no JSON: " + planned, e);
        }
    }

    /** A file was used. */
    synchronized void used(String key, Content content) {
        read.put(key, content);
    }

    /** A file was used whose content had been another, of that SHA-256. */
    synchronized void restated(String key, String was) {
        restated.put(key, was);
    }

    /** As JSON: what was planned, and what has been read so far. */
    synchronized String json() {
        ObjectNode json = planned.deepCopy();
        read.write(json.putObject(READ));
        restated.forEach(json.putObject("restated")::put);
        return json.toString();
    }
}
