package io.tidemark.bench.contest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The best tool of the machine that unzips to disk; two processes at a time. */
enum Unzip {
    BSDTAR,
    UNZIP;

    /** The tool that takes the least processor time, of those installed. */
    static Unzip best() {
        for (Unzip tool : values()) {
            for (String folder : System.getenv("PATH").split(":", -1)) {
                if (Files.isExecutable(Path.of(folder, tool.program()))) {
                    return tool;
                }
            }
        }
        throw new IllegalArgumentException("DuckDB and Spark need bsdtar or unzip, neither is on the path");
    }

    private String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return "unzip to disk (" + program() + ")";
    }

    /** Unzips the input into {@code csv/symbol=…/}. */
    List<String> command(Input input, Path csv) {
        List<String> lines = new ArrayList<>();
        try {
            for (Path zip : input.zips()) {
                Path folder = Files.createDirectories(
                        csv.resolve("symbol=" + zip.getParent().getFileName()));
                lines.add(
                        this == BSDTAR
                                ? "-xf \"" + zip + "\" -C \"" + folder + "\""
                                : "-qo \"" + zip + "\" -d \"" + folder + "\"");
            }
            Path list = Files.write(csv.resolveSibling("unzip.lines"), lines);
            return List.of("sh", "-c", "xargs -P 2 -L 1 " + program() + " <\"$0\"", list.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
