package io.tidemark.engines.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Series that others collected, where they lie beside the project, and how each has to be declared. */
public final class RecordedHistory {

    private RecordedHistory() {}

    /** The import of a file into a lake with these options, each with its value; skipped if there is none. */
    public static String[] imported(String file, Lake lake, String options) {
        List<String> command = new ArrayList<>(List.of("import", "--file"));
        command.add(file(file).toString());
        command.addAll(List.of("--warehouse", lake.warehouse().toString()));
        for (String option : options.split(" (?=--)", -1)) {
            command.addAll(List.of(option.split(" ", 2)));
        }
        return command.toArray(String[]::new);
    }

    /** The file; the test is skipped if there is none. */
    public static Path file(String name) {
        Path folder = Path.of(System.getProperty("tidemark.history", "../../../shared/data/history"))
                .toAbsolutePath()
                .normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                "SKIPPED: needs the recorded series, which are not in " + folder + " (-Dtidemark.history=DIR)");
        return folder.resolve(name);
    }
}
