package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Damages files that the seed chooses, family by family, and keeps the manifest. A file has one fault, or several
 * natural ones in different rows; a fault for which no file is left is not made.
 */
public final class FaultInjection {
    /** The manifest's file, beside {@code data/}. */
    public static final String MANIFEST = "faults.csv";

    private static final int DAYS_FOR_A_MISSING_ONE = 3;

    private final Path root;
    private final Seed seed;
    private final FaultLevel level;
    private final Set<WrittenFile> shared = new HashSet<>();
    private final Set<WrittenFile> used = new HashSet<>();
    private final FaultManifest manifest = new FaultManifest();

    /** Faults of the level for the archive below the root. */
    public FaultInjection(Path root, Seed seed, FaultLevel level) {
        this.root = root;
        this.seed = seed.branch("faults");
        this.level = level;
    }

    /**
     * Damages some of the files and writes the manifest.
     *
     * @param written all files, in the order of their paths
     * @return the number of faults
     */
    public int into(List<WrittenFile> written) throws IOException {
        for (FaultFamily family : FaultFamily.values()) {
            List<WrittenFile> members = written.stream()
                    .filter(file -> FaultFamily.of(file) == family)
                    .toList();
            for (Fault fault : faults(members)) {
                apply(fault, members, family.seed(seed));
            }
        }
        for (WrittenFile file : written) {
            if (file.skippedFillIds() > 0 && !used.contains(file)) {
                manifest.add(file.file().path(), "skipped-fill-ids", file.skippedFillIds() + " ids");
            }
        }
        return manifest.write(root.resolve(MANIFEST), written);
    }

    private List<Fault> faults(List<WrittenFile> written) {
        List<Fault> faults = new ArrayList<>();
        if (level == FaultLevel.NONE) {
            return faults;
        }
        faults.addAll(NaturalFaults.all());
        MissingFile missingFile = new MissingFile();
        long days = written.stream()
                .filter(missingFile::fits)
                .map(file -> file.file().day())
                .distinct()
                .count();
        if (days >= DAYS_FOR_A_MISSING_ONE) {
            faults.add(missingFile);
        }
        if (level == FaultLevel.HOSTILE) {
            // The choosy ones first, so that the others do not take their files.
            faults.addAll(ColumnFaults.all());
            faults.addAll(RowFaults.all());
            faults.addAll(ContainerFaults.all());
        }
        return faults;
    }

    private void apply(Fault fault, List<WrittenFile> written, Seed seed) throws IOException {
        List<WrittenFile> candidates = new ArrayList<>();
        for (WrittenFile file : written) {
            boolean free = !used.contains(file) || (fault.sharesFile() && shared.contains(file));
            if (free && fault.fits(file)) {
                candidates.add(file);
            }
        }
        if (candidates.isEmpty()) {
            return;
        }
        RandomStream random = seed.branch(fault.name()).stream();
        WrittenFile chosen = candidates.get(random.below(candidates.size()));
        String detail = fault.damage(root.resolve(chosen.file().path()), chosen, random);
        manifest.add(chosen.file().path(), fault.name(), detail);
        used.add(chosen);
        if (fault.sharesFile()) {
            shared.add(chosen);
        }
    }
}
