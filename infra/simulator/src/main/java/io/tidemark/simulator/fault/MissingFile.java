package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.ArchiveZip;
import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A day that was never published. */
final class MissingFile implements Fault {
    @Override
    public String name() {
        return "missing-file";
    }

    @Override
    public boolean fits(WrittenFile file) {
        return file.file().dataset() != Dataset.FUNDING_RATE;
    }

    @Override
    public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
        Files.delete(zip);
        Files.delete(ArchiveZip.checksumOf(zip));
        return file.file().day().toString();
    }
}
