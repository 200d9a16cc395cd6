package io.tidemark.simulator.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.YearMonth;
import java.util.List;
import java.util.zip.ZipInputStream;

/** A monthly file: the rows of the daily ones in their order, and one header. */
public final class MonthFile {
    private MonthFile() {}

    /**
     * Writes the month of these files.
     *
     * @param days the files of one dataset and instrument, in order, all of the same month
     */
    public static WrittenFile write(ArchiveFolder archive, List<WrittenFile> days, BarInterval interval)
            throws IOException {
        ArchiveFile first = days.get(0).file();
        ArchiveFile month =
                ArchiveFile.monthly(first.dataset(), first.instrument(), interval, YearMonth.from(first.day()));
        long skippedFillIds = 0;
        try (ArchiveZip zip = archive.create(month)) {
            if (first.hasHeader()) {
                zip.line(header(archive, first));
            }
            for (WrittenFile day : days) {
                copy(archive, day, zip);
                skippedFillIds += day.skippedFillIds();
            }
            zip.complete();
            return new WrittenFile(month, zip.rows().rows(), skippedFillIds);
        }
    }

    private static String header(ArchiveFolder archive, ArchiveFile day) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive.path(day)))) {
            return lines(in).readLine();
        }
    }

    private static void copy(ArchiveFolder archive, WrittenFile day, ArchiveZip month) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive.path(day.file())))) {
            BufferedReader lines = lines(in);
            if (day.file().hasHeader()) {
                lines.readLine();
            }
            for (String row = lines.readLine(); row != null; row = lines.readLine()) {
                month.rows().text(row).endRow();
            }
        }
    }

    private static BufferedReader lines(ZipInputStream zip) throws IOException {
        zip.getNextEntry();
        return new BufferedReader(new InputStreamReader(zip, StandardCharsets.US_ASCII));
    }
}
