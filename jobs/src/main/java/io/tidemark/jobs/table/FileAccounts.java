package io.tidemark.jobs.table;

import io.tidemark.jobs.model.DeadLetter;
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
 * What a chunk found in files, on its way from the job to the run.
 *
 * @param contents the SHA-256 of each file that was used, by key
 * @param rejects lines that were rejected, or {@link #REFUSED}, by {@link #name} of the file
 */
public record FileAccounts(Map<String, String> contents, Map<String, Long> rejects) {

    /** Stands in the place of a number of lines if the file was refused whole. */
    public static final long REFUSED = -1;

    static final String ACCUMULATOR = "files";

    /** One file may be about several instruments. */
    public static String name(String instrument, String key) {
        return instrument + " " + key;
    }

    /** What the facts of a chunk tell. */
    static FileAccounts of(List<FileRead> read, List<DeadLetter> letters) {
        Map<String, String> contents = new TreeMap<>();
        for (FileRead file : read) {
            if (file.outcome() == FileRead.Outcome.USED && file.sha256() != null) {
                contents.put(file.key(), file.sha256());
            }
        }
        return new FileAccounts(contents, rejects(letters));
    }

    /** What was rejected of each file. */
    static Map<String, Long> rejects(List<DeadLetter> letters) {
        Map<String, Long> rejects = new TreeMap<>();
        for (DeadLetter letter : letters) {
            String file = name(letter.instrument().id(), letter.sourceFile());
            if (letter.lineNumber() == null) {
                rejects.put(file, REFUSED);
            } else {
                rejects.merge(file, 1L, Long::sum);
            }
        }
        return rejects;
    }

    /** Packs it: messages of Flink have a limit, and chunks may have tens of thousands of files. */
    ListAccumulator<byte[]> accumulator() {
        StringBuilder lines = new StringBuilder();
        contents.forEach(
                (key, sha256) -> lines.append(sha256).append('=').append(key).append('\n'));
        rejects.forEach(
                (file, count) -> lines.append(count).append(' ').append(file).append('\n'));
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

    /** What a finished job accumulated. */
    public static FileAccounts of(Map<String, Object> accumulators) {
        FileAccounts accounts = new FileAccounts(new TreeMap<>(), new TreeMap<>());
        if (accumulators.get(ACCUMULATOR) instanceof List<?> parts) {
            parts.forEach(packed -> unpack((byte[]) packed).lines().forEach(accounts::parse));
        }
        return accounts;
    }

    private void parse(String line) {
        int space = line.indexOf(' ');
        int equals = line.indexOf('=');
        if (equals > 0 && (space < 0 || equals < space)) {
            contents.put(line.substring(equals + 1), line.substring(0, equals));
        } else {
            rejects.put(line.substring(space + 1), Long.valueOf(line.substring(0, space)));
        }
    }

    private static String unpack(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
