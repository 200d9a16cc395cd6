package io.tidemark.catalog;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** An open catalog with the lake's tables. */
public final class Lake implements Closeable {

    private static final int MOST_ATTEMPTS = 10;

    private final Catalog catalog;

    private Lake(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Opens the catalog; an embedded one is made if it is not there.
     *
     * @throws UncheckedIOException if the warehouse folder cannot be made
     */
    public static Lake open(LakeSettings settings) {
        return settings.isEmbedded() ? openEmbedded(settings, Path.of(settings.warehouse())) : connect(settings);
    }

    /** Opens the catalog and makes nothing; empty if an embedded one is not there. */
    public static Optional<Lake> openExisting(LakeSettings settings) {
        boolean there = !settings.isEmbedded() || Files.exists(Path.of(settings.warehouse(), "catalog.db"));
        return there ? Optional.of(connect(settings)) : Optional.empty();
    }

    /** One at a time, in this process and in others: the JDBC catalog makes its tables step by step, and who does so while another does fails. */
    private static synchronized Lake openEmbedded(LakeSettings settings, Path warehouse) {
        try {
            Files.createDirectories(warehouse);
            if (!Files.isWritable(warehouse)) {
                return connect(settings);
            }
            try (FileChannel file = FileChannel.open(
                    warehouse.resolve("catalog.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // Released with the channel.
                file.lock();
                return connect(settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the warehouse folder " + warehouse, e);
        }
    }

    private static Lake connect(LakeSettings settings) {
        return new Lake(CatalogUtil.buildIcebergCatalog(
                settings.catalogName(), settings.properties(), new Configuration(false)));
    }

    /** The Iceberg catalog itself. */
    public Catalog catalog() {
        return catalog;
    }

    /**
     * Makes the tables that are not there and adds the columns that older ones lack. Columns that a table has and the
     * definition has not are left as they are: nothing is ever dropped.
     */
    public void createOrEvolve(List<TableDefinition> definitions) {
        definitions.forEach(this::createOrEvolve);
    }

    /**
     * Makes the table, or adds the columns it lacks, and loads it.
     *
     * @throws IllegalStateException if a column of the table has another type than its definition
     */
    public Table createOrEvolve(TableDefinition definition) {
        for (int attempt = 1; ; attempt++) {
            try {
                return evolve(definition, catalog.loadTable(definition.identifier()));
            } catch (NoSuchTableException e) {
                create(definition);
            } catch (CommitFailedException e) {
                // Another process evolved the table at the same moment; what it left is looked at again.
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Loads the table; null if it was never made. */
    public Table find(TableDefinition definition) {
        try {
            return catalog.loadTable(definition.identifier());
        } catch (NoSuchTableException e) {
            return null;
        }
    }

    private void create(TableDefinition definition) {
        Namespace namespace = definition.identifier().namespace();
        Schema schema = definition.schema();
        try {
            if (catalog instanceof SupportsNamespaces namespaces) {
                create(namespace, namespaces);
            }
            catalog.buildTable(definition.identifier(), schema)
                    .withPartitionSpec(definition.partitionSpec(schema))
                    .withSortOrder(definition.sortOrder(schema))
                    .withProperties(definition.properties())
                    .create();
        } catch (AlreadyExistsException e) {
            // Another process was quicker; what matters is that it is there.
        }
    }

    /** Some catalogs say that a namespace is there already, some fail in a way of their own. */
    private static void create(Namespace namespace, SupportsNamespaces namespaces) {
        if (namespaces.namespaceExists(namespace)) {
            return;
        }
        try {
            namespaces.createNamespace(namespace);
        } catch (RuntimeException e) {
            if (!namespaces.namespaceExists(namespace)) {
                throw e;
            }
        }
    }

    private static Table evolve(TableDefinition definition, Table table) {
        UpdateSchema update = table.updateSchema();
        boolean changed = false;
        for (TableDefinition.Column column : definition.columns()) {
            var present = table.schema().findField(column.name());
            if (present == null) {
                update.addColumn(column.name(), column.type(), column.doc());
                changed = true;
            } else if (!present.type().equals(column.type())) {
                throw new IllegalStateException("column " + column.name() + " of " + definition.name() + " is "
                        + present.type() + " in the lake, this version needs " + column.type());
            }
        }
        if (changed) {
            update.commit();
        }
        return table;
    }

    @Override
    public void close() throws IOException {
        if (catalog instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
