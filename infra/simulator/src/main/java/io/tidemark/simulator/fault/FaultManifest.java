package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code faults.csv}: what is wrong, one row per fault, in the order of paths; only a header when nothing is. */
final class FaultManifest {
    private static final String HEADER = "path,fault,detail";

    private final List<String> rows = new ArrayList<>();

    void add(String path, String fault, String detail) {
        rows.add(path + "," + fault + "," + detail);
    }

    /**
     * Writes the manifest and tells how many faults were added. Rows of earlier runs stay, but for files that were
     * written again.
     */
    int write(Path manifest, List<WrittenFile> written) throws IOException {
        Set<String> replaced = written.stream().map(file -> file.file().path()).collect(Collectors.toSet());
        List<String> lines = new ArrayList<>(rows);
        if (Files.exists(manifest)) {
            Files.readAllLines(manifest).stream()
                    .skip(1)
                    .filter(row -> !replaced.contains(row.substring(0, row.indexOf(','))))
                    .forEach(lines::add);
        }
        Collections.sort(lines);
        lines.add(0, HEADER);
        Files.writeString(manifest, String.join("\n", lines) + "\n");
        return rows.size();
    }
}
