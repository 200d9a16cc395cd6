package io.tidemark.engines.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/** The venue's own files, where they lie beside the project. */
public final class RecordedArchive {

    /** Four perpetuals over eleven days: all datasets, natural holes. */
    public static final String SYMBOLS = "KITEUSDT,BASEDUSDT,BSVUSDT,XMRUSDT";

    private static Lake filled;

    private RecordedArchive() {}

    /** True if the files are there. */
    public static boolean isPresent() {
        return Files.isDirectory(folder().resolve("data"));
    }

    /** The archive's folder; the test is skipped if there is none. */
    public static Path orSkip() {
        Assumptions.assumeTrue(
                isPresent(),
                "SKIPPED: needs the recorded archive, which is not in " + folder() + " (-Dtidemark.archive=DIR)");
        return folder();
    }

    private static Path folder() {
        return Path.of(System.getProperty("tidemark.archive", "../../../shared/data/archive"))
                .toAbsolutePath()
                .normalize();
    }

    /** The backfill of {@link #SYMBOLS}. */
    public static Backfill backfill() {
        return Backfill.of(orSkip(), "um", SYMBOLS, "2026-04-05", "2026-04-16");
    }

    /** A lake that holds {@link #backfill}, made once and only to be read. */
    public static synchronized Lake lake() throws InterruptedException {
        Backfill backfill = backfill();
        if (filled == null) {
            filled = new Lake(Folders.fresh("recorded")).fill(backfill);
        }
        return filled;
    }

    /** True if the archive has the file. */
    public static boolean has(String key) {
        return Files.isRegularFile(orSkip().resolve(key));
    }

    /** The lines of a zip in the archive, a header among them. */
    public static List<String> lines(String key) {
        try (ZipFile zip = new ZipFile(orSkip().resolve(key).toFile());
                BufferedReader reader = new BufferedReader(new InputStreamReader(
                        zip.getInputStream(zip.entries().nextElement()), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
