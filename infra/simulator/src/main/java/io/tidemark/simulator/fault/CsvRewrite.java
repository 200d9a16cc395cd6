package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.ArchiveZip;
import io.tidemark.simulator.archive.WrittenFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipInputStream;

/** Writes a file again with an edit, row by row, and a checksum that fits. */
final class CsvRewrite {
    private CsvRewrite() {}

    static void of(Path zip, WrittenFile file, RowEdit edit) throws IOException {
        Path before = zip.resolveSibling(zip.getFileName() + ".before");
        Files.move(zip, before, StandardCopyOption.REPLACE_EXISTING);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(before));
                ArchiveZip edited = new ArchiveZip(zip, file.file().memberName())) {
            in.getNextEntry();
            BufferedReader rows = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            if (file.file().hasHeader()) {
                edited.line(edit.header(rows.readLine()));
            }
            long number = 0;
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                edit.row(number++, row, edited::line);
            }
            edit.end(edited::line);
            edited.complete();
        }
        Files.delete(before);
    }
}
