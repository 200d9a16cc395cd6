package io.tidemark.jobs.source.series;

import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.SeriesRow;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonToken;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.StreamReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.json.JsonMapper;

/** The elements of an array of JSON, one at a time; numbers keep all of their digits. */
final class JsonRows implements RowReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            // The reader goes on to the end of the file, for its checksum.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final List<String> path;

    /** The array that the names lead to. */
    JsonRows(List<String> path) {
        this.path = path;
    }

    @Override
    public void read(InputStream in, Rows rows) throws IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            find(parser);
            long number = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                number++;
                JsonNode element = JSON.readTree(parser);
                if (element.isObject() || element.isArray()) {
                    rows.row(new SeriesRow(number, element.toString(), cells(element)));
                } else {
                    rows.unreadable(number, element.toString(), "is neither an object nor an array");
                }
            }
        } catch (JsonProcessingException e) {
            throw new RefusedFileException("it is no JSON: " + e.getOriginalMessage() + " in line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()));
        }
    }

    /** Goes to the start of the array. */
    private void find(JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        for (String name : path) {
            token = token == JsonToken.START_OBJECT ? valueOf(name, parser) : null;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new RefusedFileException(
                    path.isEmpty()
                            ? "it is no array: the path to the one with the rows must be named"
                            : "it has no array at " + String.join(".", path));
        }
    }

    /** The first token of the member's value; null if the object has no such member. */
    private static JsonToken valueOf(String name, JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }

    private static Map<String, String> cells(JsonNode element) {
        Map<String, String> cells = new HashMap<>();
        if (element.isArray()) {
            for (int at = 0; at < element.size(); at++) {
                put(cells, Integer.toString(at), element.get(at));
            }
        } else {
            element.properties().forEach(member -> put(cells, member.getKey(), member.getValue()));
        }
        return cells;
    }

    private static void put(Map<String, String> cells, String column, JsonNode value) {
        if (value.isValueNode()) {
            cells.put(column, value.isNull() ? "" : value.asText().strip());
        }
    }
}
