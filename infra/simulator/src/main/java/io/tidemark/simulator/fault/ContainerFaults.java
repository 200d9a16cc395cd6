package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.ArchiveZip;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.ZipOutputStream;

/** Zips and checksums that are wrong as such. The checksum fits the file unless it is the fault itself. */
final class ContainerFaults {
    private ContainerFaults() {}

    static List<Fault> all() {
        return List.of(new WrongChecksum(), new TruncatedZip(), new EmptyZip(), new NestedZip());
    }

    /** A fault that any file can have. */
    private abstract static class AnyFileFault implements Fault {
        @Override
        public final boolean fits(WrittenFile file) {
            return true;
        }
    }

    private static final class WrongChecksum extends AnyFileFault {
        @Override
        public String name() {
            return "wrong-checksum";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            Path checksum = ArchiveZip.checksumOf(zip);
            String line = Files.readString(checksum);
            int position = random.below(64);
            char wrong = line.charAt(position) == '0' ? '1' : '0';
            Files.writeString(checksum, line.substring(0, position) + wrong + line.substring(position + 1));
            return "digit " + position;
        }
    }

    private static final class TruncatedZip extends AnyFileFault {
        @Override
        public String name() {
            return "truncated-zip";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            long size = Files.size(zip);
            long kept = (long) (size * random.between(0.3, 0.8));
            try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.WRITE)) {
                channel.truncate(kept);
            }
            ArchiveZip.checksum(zip);
            return kept + " of " + size + " bytes";
        }
    }

    private static final class EmptyZip extends AnyFileFault {
        @Override
        public String name() {
            return "empty-zip";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            try (OutputStream out = Files.newOutputStream(zip);
                    ZipOutputStream empty = new ZipOutputStream(out)) {
                empty.finish();
            }
            ArchiveZip.checksum(zip);
            return "no member";
        }
    }

    private static final class NestedZip extends AnyFileFault {
        @Override
        public String name() {
            return "nested-zip";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            Path inner = zip.resolveSibling(zip.getFileName() + ".inner");
            Files.move(zip, inner, StandardCopyOption.REPLACE_EXISTING);
            try (ZipOutputStream outer = new ZipOutputStream(Files.newOutputStream(zip))) {
                outer.putNextEntry(ArchiveZip.entry(file.file().name()));
                Files.copy(inner, outer);
            }
            Files.delete(inner);
            ArchiveZip.checksum(zip);
            return "member " + file.file().name();
        }
    }
}
