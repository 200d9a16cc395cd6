package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;

/** One way in which a file can be wrong. */
interface Fault {
    /** The name in the manifest. */
    String name();

    /** Whether the file can be wrong in this way. */
    boolean fits(WrittenFile file);

    /** Whether the file may have other faults of its kind beside this one. */
    default boolean sharesFile() {
        return false;
    }

    /**
     * Damages the file.
     *
     * @return where, in words without commas
     */
    String damage(Path zip, WrittenFile file, RandomStream random) throws IOException;
}
