package io.tidemark.jobs.table;

import io.tidemark.jobs.model.FileRead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.accumulators.ListAccumulator;

/**
 * The content of the files that a chunk used, on its way from the job to the run. It is compressed, because messages of
 * Flink have a limit and chunks may have tens of thousands of files.
 */
public final class ReadFiles {

    static final String ACCUMULATOR = "files used";

    private ReadFiles() {}

    /** Tells of the files that were used. */
    static ListAccumulator<byte[]> accumulator(List<FileRead> read) {
        StringBuilder lines = new StringBuilder();
        for (FileRead file : read) {
            if (file.outcome() == FileRead.Outcome.USED && file.sha256() != null) {
                lines.append(file.sha256()).append(' ').append(file.key()).append('\n');
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ListAccumulator<byte[]> accumulator = new ListAccumulator<>();
        accumulator.add(packed.toByteArray());
        return accumulator;
    }

    /** The SHA-256 of each file that a finished job used, by key. */
    public static Map<String, String> of(Map<String, Object> accumulators) {
        Map<String, String> files = new TreeMap<>();
        if (accumulators.get(ACCUMULATOR) instanceof List<?> parts) {
            for (Object packed : parts) {
                unpack((byte[]) packed)
                        .lines()
                        .forEach(line ->
                                files.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' '))));
            }
        }
        return files;
    }

    private static String unpack(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
