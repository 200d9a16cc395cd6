package io.tidemark.jobs.source.series;

import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.SeriesRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectReader;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;

/**
 * Lines of CSV with a header. Each line is parsed by itself, so that one with a quote too many spoils no other; a field
 * cannot go over lines.
 */
final class CsvRows implements RowReader {

    private final ObjectReader parser;
    private final List<String> columns;

    /** Fields between separators; the columns must be in the header. */
    CsvRows(char separator, List<String> columns) {
        this.parser = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        this.columns = columns;
    }

    @Override
    public void read(InputStream in, Rows rows) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String[] header = null;
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (header == null) {
                header = header(line);
            } else {
                row(header, line, number, rows);
            }
        }
        if (header == null) {
            throw new RefusedFileException("it is empty");
        }
    }

    private String[] header(String line) {
        String[] header;
        try {
            header = fields(line.startsWith("\uFEFF") ? line.substring(1) : line);
        } catch (JsonProcessingException e) {
            throw new RefusedFileException("its header cannot be read: " + e.getOriginalMessage());
        }
        for (String column : columns) {
            long found = List.of(header).stream().filter(column::equals).count();
            if (found != 1) {
                String problem = found == 0 ? "no column " + column : "several columns " + column;
                throw new RefusedFileException("its header has " + problem + ": " + String.join(", ", header));
            }
        }
        return header;
    }

    private void row(String[] header, String line, long number, Rows rows) {
        String[] fields;
        try {
            fields = fields(line);
        } catch (JsonProcessingException e) {
            rows.unreadable(number, line, "is no line of CSV: " + e.getOriginalMessage());
            return;
        }
        if (fields.length != header.length) {
            rows.unreadable(number, line, "has " + fields.length + " fields, the header " + header.length);
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int at = 0; at < fields.length; at++) {
            cells.put(header[at], fields[at]);
        }
        rows.row(new SeriesRow(number, line, cells));
    }

    private String[] fields(String line) throws JsonProcessingException {
        String[] fields = parser.readValue(line);
        for (int at = 0; at < fields.length; at++) {
            fields[at] = fields[at].strip();
        }
        return fields;
    }
}
