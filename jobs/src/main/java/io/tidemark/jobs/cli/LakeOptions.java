package io.tidemark.jobs.cli;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.pipeline.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which lake a command works on. */
final class LakeOptions {

    /** Set by the launcher to the distribution's folder of configuration. */
    static final String CONFIGURATION_FOLDER = "tidemark.conf";

    @Option(
            names = "--warehouse",
            paramLabel = "DIR|URI",
            description = "where the tables are; a folder, by default ./lake, holds an embedded catalog as well, a"
                    + " warehouse elsewhere needs --catalog")
    private String warehouse;

    @Option(
            names = "--catalog",
            paramLabel = "NAME",
            description = "a catalog described by conf/NAME.properties instead of the embedded one")
    private String catalog;

    @Option(names = "--verbose", description = "show stack traces and Flink's log")
    void verbose(boolean on) {
        if (on) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
        }
    }

    /** The settings that the options mean. */
    LakeSettings settings() {
        if (catalog != null) {
            try {
                return LakeSettings.configured(
                        catalog, Path.of(System.getProperty(CONFIGURATION_FOLDER, "conf")), warehouse);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--catalog", catalog, "the name of a file in conf/; " + e.getMessage());
            }
        }
        String location = warehouse == null ? "lake" : warehouse;
        if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")) {
            throw new UsageException("--warehouse", location, "a local folder unless --catalog names a catalog");
        }
        if (location.isBlank() || location.contains("?")) {
            throw new UsageException("--warehouse", location, "a folder whose name has no question mark");
        }
        Path folder = Path.of(location);
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at) && !Files.isDirectory(at)) {
                throw new UsageException("--warehouse", location, "a folder, but " + at + " is a file");
            }
        }
        return LakeSettings.embedded(folder);
    }

    /** The same for commands that only read: the lake must be there. */
    LakeSettings existing() {
        LakeSettings settings = settings();
        if (catalog == null && !Files.exists(Path.of(settings.warehouse(), "catalog.db"))) {
            throw new UsageException("--warehouse", settings.warehouse(), "a folder that holds a lake");
        }
        return settings;
    }
}
