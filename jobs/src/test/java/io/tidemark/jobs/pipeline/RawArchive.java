package io.tidemark.jobs.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The lines of USD-margined files whose columns are in the official order, read with nothing of the project: zips, commas.
 *
 * @param root the folder that holds {@code data/}
 */
record RawArchive(Path root) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** A file of a day or month, its header left out. */
    record RawFile(LocalDate day, List<String[]> rows) {}

    /** The files of a symbol, in order of their names. */
    List<RawFile> files(String dataset, String symbol) {
        List<RawFile> files = new ArrayList<>();
        for (String period : List.of("daily", "monthly")) {
            Path folder = root.resolve("data/futures/um/" + period + "/" + dataset + "/" + symbol);
            if (Files.isDirectory(folder)) {
                zips(folder).forEach(zip -> files.add(read(zip)));
            }
        }
        return files;
    }

    /** The rows of all of them. */
    List<String[]> rows(String dataset, String symbol) {
        return files(dataset, symbol).stream()
                .flatMap(file -> file.rows.stream())
                .toList();
    }

    private static List<Path> zips(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawFile read(Path path) {
        String name = path.getFileName().toString().replace(".zip", "");
        String date = name.substring(name.indexOf("-20") + 1);
        try (ZipFile zip = new ZipFile(path.toFile())) {
            byte[] text = zip.getInputStream(zip.entries().nextElement()).readAllBytes();
            return new RawFile(
                    LocalDate.parse(date.length() == 7 ? date + "-01" : date),
                    new String(text, StandardCharsets.US_ASCII)
                            .lines()
                            .filter(line -> Character.isDigit(line.charAt(0)))
                            .map(line -> line.split(",", -1))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An instant in ms. */
    static Instant millis(String cell) {
        return Instant.ofEpochMilli(Long.parseLong(cell));
    }

    /** An instant as metrics files have it. */
    static Instant stamp(String cell) {
        return LocalDateTime.parse(cell, STAMP).toInstant(ZoneOffset.UTC);
    }
}
