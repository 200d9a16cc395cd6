package io.tidemark.simulator.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code faults.csv}: what is wrong, one row per fault, in the order of paths; only a header when nothing is. */
final class FaultManifest {
    private static final String NAME = "faults.csv";
    private static final String HEADER = "path,fault,detail";

    private final List<String> rows = new ArrayList<>();

    void add(String path, String fault, String detail) {
        rows.add(path + "," + fault + "," + detail);
    }

    /** Writes the manifest and tells how many faults it has. */
    int write(Path root) throws IOException {
        Collections.sort(rows);
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, HEADER);
        Files.writeString(root.resolve(NAME), String.join("\n", lines) + "\n");
        return rows.size();
    }
}
