package io.tidemark.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Which catalog holds the lake.
 *
 * @param catalogName the catalog's name; the JDBC catalog keys its rows by it, so every engine must use the same
 * @param properties the Iceberg catalog properties, {@code warehouse} among them
 */
public record LakeSettings(String catalogName, Map<String, String> properties) implements Serializable {

    /** The name of the embedded catalog. */
    public static final String EMBEDDED = "tidemark";

    /** Copies the properties. */
    public LakeSettings {
        properties = new LinkedHashMap<>(properties);
    }

    /** The catalog inside a local warehouse folder: an SQLite file beside the tables. Paths are stored absolute. */
    public static LakeSettings embedded(Path warehouse) {
        Path root = real(warehouse.toAbsolutePath().normalize());
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
        properties.put("uri", "jdbc:sqlite:" + root.resolve("catalog.db") + "?busy_timeout=30000");
        properties.put("jdbc.schema-version", "V1");
        properties.put("warehouse", root.toString());
        properties.put("io-impl", LocalFileIO.class.getName());
        return new LakeSettings(EMBEDDED, properties);
    }

    /** A link to the folder may go; what is stored must not depend on it. */
    private static Path real(Path folder) {
        try {
            return Files.exists(folder) ? folder.toRealPath() : folder;
        } catch (IOException e) {
            return folder;
        }
    }

    /**
     * A catalog described by {@code NAME.properties} in the configuration folder.
     *
     * @param warehouse overrides the file's {@code warehouse} unless null
     * @throws IllegalArgumentException if there is no such file; the message names it
     */
    public static LakeSettings configured(String name, Path configurationFolder, String warehouse) {
        Path file = configurationFolder.resolve(name + ".properties");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("'" + name + "' has no " + file);
        }
        Properties stored = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            stored.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        Map<String, String> properties = new LinkedHashMap<>();
        stored.stringPropertyNames().forEach(key -> properties.put(key, stored.getProperty(key)));
        if (warehouse != null) {
            properties.put("warehouse", warehouse);
        }
        return new LakeSettings(name, properties);
    }

    /** Where the tables are, for messages. */
    public String warehouse() {
        return properties.getOrDefault("warehouse", catalogName);
    }

    boolean isEmbedded() {
        return "org.apache.iceberg.jdbc.JdbcCatalog".equals(properties.get("catalog-impl"))
                && LocalFileIO.class.getName().equals(properties.get("io-impl"));
    }
}
