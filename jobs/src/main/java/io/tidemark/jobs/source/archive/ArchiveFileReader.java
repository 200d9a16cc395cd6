package io.tidemark.jobs.source.archive;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.ArchiveStore;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.FileDecoder.OutOfOrderException;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.FileRead;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Reads one archive file whole: checks the publisher's SHA-256, inflates and decodes its members, checks their CRC, and
 * only then lets its facts out. A file that fails is refused, and nothing of it is used.
 */
final class ArchiveFileReader implements FileReader {

    /** A file with more unreadable lines than this is not what its name says, and is refused. */
    private static final int MOST_REJECTED_LINES = 10_000;

    private static final int READ_AHEAD = 256 * 1024;

    private final MemberReader members = new MemberReader();
    private final ArchiveStore store;
    private final ArchiveFormat format;
    private RowOrder orderOfLast;
    private FileRead accountOfLast;

    ArchiveFileReader(ArchiveStore store, ArchiveFormat format) {
        this.store = store;
        this.format = format;
    }

    @Override
    public List<Fact> read(ArchiveFile file) throws IOException {
        List<Fact> facts = file.isAbsent() ? absent(file) : present(file);
        accountOfLast = (FileRead) facts.get(facts.size() - 1);
        return facts;
    }

    private List<Fact> absent(ArchiveFile file) {
        List<Fact> facts = new ArrayList<>();
        format.decoder(file, RowOrder.BY_ID).refuse("not in the archive", facts::add);
        facts.add(new FileRead(file.instrument(), file.key(), 0, 0, 0, FileRead.Outcome.ABSENT, null));
        return facts;
    }

    private List<Fact> present(ArchiveFile file) throws IOException {
        try {
            orderOfLast = RowOrder.BY_ID;
            return new Reading(file, orderOfLast).read();
        } catch (OutOfOrderException e) {
            orderOfLast = RowOrder.ANY;
            return new Reading(file, orderOfLast).read();
        }
    }

    @Override
    public Optional<FileReplay> replay(ArchiveFile file) throws IOException {
        List<Fact> batch = new ArrayList<>();
        Optional<FileDecoder> decoder = accountOfLast.outcome() == FileRead.Outcome.USED
                ? format.replay(file, orderOfLast, batch::add)
                : Optional.empty();
        if (decoder.isEmpty()) {
            return Optional.empty();
        }
        SeekableByteChannel channel = store.open(file);
        CsvMembers csv = new CsvMembers(members, channel, file.stored().checksum() != null);
        return Optional.of(new FileReplay(csv, accountOfLast, decoder.get(), batch));
    }

    @Override
    public void close() {
        members.close();
    }

    /** One pass over one file. */
    private final class Reading {
        private final ArchiveFile file;
        private final RowOrder order;
        private final FileDecoder decoder;
        private final List<DeadLetter> rejected = new ArrayList<>();
        private long rows;
        private String sha256;

        Reading(ArchiveFile file, RowOrder order) {
            this.file = file;
            this.order = order;
            this.decoder = format.decoder(file, order);
        }

        List<Fact> read() throws IOException {
            String refusal = null;
            try {
                verify();
            } catch (RefusedFileException e) {
                refusal = e.getMessage();
            } catch (ArchiveStore.ChangedFileException e) {
                refusal = e.getMessage();
            } catch (ZipException | EOFException e) {
                refusal = "corrupt zip: " + e.getMessage();
            }
            return refusal == null ? facts() : refusal(refusal);
        }

        private List<Fact> facts() {
            List<Fact> facts = new ArrayList<>(rejected);
            decoder.finish(facts::add);
            facts.add(account(FileRead.Outcome.USED));
            return facts;
        }

        private List<Fact> refusal(String reason) {
            List<Fact> facts = new ArrayList<>();
            facts.add(letter(null, reason, null));
            // A decoder that has seen lines is not asked again: it may hold what must not be used.
            format.decoder(file, RowOrder.BY_ID).refuse("refused: " + reason, facts::add);
            facts.add(account(FileRead.Outcome.REFUSED));
            return facts;
        }

        private FileRead account(FileRead.Outcome outcome) {
            return new FileRead(
                    file.instrument(), file.key(), rows, rejected.size(), decoder.duplicates(), outcome, sha256);
        }

        private DeadLetter letter(Long line, String reason, String text) {
            return new DeadLetter(
                    file.instrument(),
                    file.dataset(),
                    file.key(),
                    line,
                    reason,
                    text,
                    file.period().from());
        }

        private void verify() throws IOException {
            try (SeekableByteChannel channel = store.open(file)) {
                verifyChecksum(channel);
                if (decode(channel) == 0) {
                    throw new RefusedFileException("the zip has no CSV member");
                }
            }
        }

        private void verifyChecksum(SeekableByteChannel channel) throws IOException {
            MessageDigest digest = sha256();
            ByteBuffer bytes = ByteBuffer.allocate(READ_AHEAD);
            while (channel.read(bytes.clear()) >= 0) {
                digest.update(bytes.flip());
            }
            sha256 = HexFormat.of().formatHex(digest.digest());
            String stated = file.stored().checksum();
            if (stated != null && !stated.equals(sha256)) {
                throw new RefusedFileException("its SHA-256 is " + sha256 + ", the checksum file states " + stated);
            }
        }

        /** Decodes every CSV member, those of zips inside the zip included; returns how many there were. */
        private int decode(SeekableByteChannel channel) throws IOException {
            int count = 0;
            try (ZipFile zip = CsvMembers.open(channel)) {
                for (ZipArchiveEntry member : Collections.list(zip.getEntriesInPhysicalOrder())) {
                    String name = member.getName().toLowerCase(Locale.ROOT);
                    if (name.endsWith(".zip")) {
                        count += decode(new SeekableInMemoryByteChannel(members.bytes(zip, member)));
                    } else if (name.endsWith(".csv")) {
                        members.read(zip, member, file.stored().checksum() != null, this::decode);
                        count++;
                    }
                }
            }
            return count;
        }

        private void decode(LineScanner lines) throws IOException {
            decoder.startMember();
            CsvLine line = new CsvLine();
            while (true) {
                rows += order == RowOrder.BY_ID ? lines.takeUsual(decoder) : 0;
                if (!lines.next(line)) {
                    break;
                }
                try {
                    rows += decoder.line(line) ? 1 : 0;
                } catch (RejectedLineException e) {
                    rows++;
                    reject(line, e.getMessage());
                }
            }
        }

        private void reject(CsvLine line, String reason) {
            rejected.add(letter(line.number(), reason, line.text()));
            if (rejected.size() > MOST_REJECTED_LINES) {
                throw new RefusedFileException("more than " + MOST_REJECTED_LINES
                        + " of its lines cannot be read; the first is line "
                        + rejected.get(0).lineNumber() + ": "
                        + rejected.get(0).reason());
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
