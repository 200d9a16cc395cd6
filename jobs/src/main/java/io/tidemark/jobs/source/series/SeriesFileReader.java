package io.tidemark.jobs.source.series;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.SeriesDeclaration.Format;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesFormat;
import io.tidemark.jobs.model.SeriesRow;
import io.tidemark.jobs.source.archive.FileReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads the file of a foreign series whole. */
public final class SeriesFileReader implements FileReader, Serializable {

    private static final long serialVersionUID = 1L;

    /** A file with more unreadable rows than this is not what is declared. */
    private static final int MOST_REJECTED_ROWS = 10_000;

    private final String path;
    private final SeriesDeclaration declaration;
    private final SeriesFormat format;

    /** The file, built as declared, its rows read by the format. */
    public SeriesFileReader(Path file, SeriesDeclaration declaration, SeriesFormat format) {
        this.path = file.toAbsolutePath().toString();
        this.declaration = declaration;
        this.format = format;
    }

    /**
     * Looks through the file without using it.
     *
     * @throws RefusedFileException if it is not what is declared
     */
    public SeriesSurvey survey() throws IOException {
        Reading reading = new Reading();
        String checksum = reading.read();
        return new SeriesSurvey(
                reading.decoder.days(),
                reading.rows,
                reading.decoder.duplicates(),
                reading.rejected.size(),
                reading.rejected.isEmpty() ? null : reading.rejected.get(0).toString(),
                checksum);
    }

    @Override
    public List<Fact> read(ArchiveFile file) throws IOException {
        Reading reading = new Reading();
        String checksum = reading.read();
        if (!checksum.equals(file.stored().checksum())) {
            throw new IOException("the file " + file.key() + " has changed while it was imported");
        }
        List<Fact> facts = new ArrayList<>();
        reading.rejected.forEach(row -> facts.add(row.letter(file)));
        reading.decoder.finish(file, facts::add);
        facts.add(new FileRead(
                file.instrument(),
                file.key(),
                reading.rows,
                reading.rejected.size(),
                reading.decoder.duplicates(),
                FileRead.Outcome.USED,
                file.stored().checksum()));
        return facts;
    }

    /** A row that cannot be used. */
    private record Rejected(long number, String text, String reason) {

        DeadLetter letter(ArchiveFile file) {
            String shown = text.substring(0, Math.min(text.length(), DeadLetter.LONGEST_TEXT));
            return new DeadLetter(
                    file.instrument(),
                    file.dataset(),
                    file.key(),
                    number,
                    reason,
                    shown,
                    file.period().from());
        }

        @Override
        public String toString() {
            return "row " + number + " " + reason;
        }
    }

    /** One pass over the file. */
    private final class Reading implements RowReader.Rows {
        private final SeriesFormat.Decoder decoder;
        private final List<Rejected> rejected = new ArrayList<>();
        private long rows;

        Reading() {
            this.decoder = format.decoder(Path.of(path).getFileName().toString());
        }

        /** Reads to the end; returns the file's SHA-256. */
        String read() throws IOException {
            MessageDigest digest = sha256();
            try (InputStream in =
                    new DigestInputStream(new BufferedInputStream(Files.newInputStream(Path.of(path))), digest)) {
                reader().read(in, this);
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private RowReader reader() {
            Layout layout = declaration.layout();
            return layout.format() == Format.CSV
                    ? new CsvRows(layout.separator(), declaration.columns())
                    : new JsonRows(layout.path());
        }

        @Override
        public void row(SeriesRow row) {
            if (!isOfTheSeries(row)) {
                return;
            }
            rows++;
            try {
                decoder.row(row);
            } catch (RejectedLineException e) {
                reject(row.number(), row.text(), e.getMessage());
            }
        }

        private boolean isOfTheSeries(SeriesRow row) {
            return declaration.layout().where().entrySet().stream()
                    .allMatch(wanted -> wanted.getValue().equals(row.cells().get(wanted.getKey())));
        }

        @Override
        public void unreadable(long number, String text, String reason) {
            rows++;
            reject(number, text, reason);
        }

        private void reject(long number, String text, String reason) {
            rejected.add(new Rejected(number, text, reason));
            if (rejected.size() > MOST_REJECTED_ROWS) {
                throw new RefusedFileException(
                        "more than " + MOST_REJECTED_ROWS + " of its rows cannot be read; " + rejected.get(0));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
