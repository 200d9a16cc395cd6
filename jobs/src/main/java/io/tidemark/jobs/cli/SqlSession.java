package io.tidemark.jobs.cli;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.pipeline.UsageException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.DescribeFunctionOperation;
import org.apache.flink.table.operations.DescribeTableOperation;
import org.apache.flink.table.operations.ExplainOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ShowOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.FlinkCatalog;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink SQL session over the lake, with our functions and views registered: the catalog itself stores neither. */
final class SqlSession {

    /** The catalog that statements see. */
    private static final String CATALOG = "tidemark";

    private static final String DEFAULT_DATABASE = "flow";

    private static final Logger LOG = LoggerFactory.getLogger(SqlSession.class);

    private final TableEnvironment environment;

    private SqlSession(TableEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Opens a session.
     *
     * @param asOf the instant of lake time that every table is read at, one snapshot a table; null for now
     */
    static SqlSession open(LakeSettings settings, Instant asOf) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("table.local-time-zone", "UTC");
        configuration.setString("parallelism.default", "1");
        configuration.setString("table.exec.resource.default-parallelism", "1");
        configuration.setString("table.exec.iceberg.infer-source-parallelism", "false");
        // The adaptive scheduler re-plans between stages, which costs more than an embedded query takes.
        configuration.setString("jobmanager.scheduler", "Default");
        TableEnvironment environment = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
        register(environment, CATALOG, settings);
        environment.useCatalog(CATALOG);
        if (asOf != null) {
            travel(environment, settings, asOf);
        }
        environment.useDatabase(DEFAULT_DATABASE);
        SqlSession session = new SqlSession(environment);
        for (String statement : SqlLibrary.statements()) {
            session.register(statement);
        }
        return session;
    }

    /** A view of a table or column that an older lake has not is left out; whoever asks for it is told. */
    private void register(String statement) {
        try {
            environment.executeSql(statement);
        } catch (ValidationException e) {
            LOG.warn("left out: {}", firstWords(statement), e);
        }
    }

    /** Registers the lake under a name of Flink's; a descriptor would force that name on the lake's catalog as well. */
    @SuppressWarnings("deprecation")
    private static void register(TableEnvironment environment, String name, LakeSettings settings) {
        environment.registerCatalog(
                name,
                new FlinkCatalog(
                        name,
                        DEFAULT_DATABASE,
                        Namespace.empty(),
                        new Loader(settings),
                        settings.properties(),
                        false,
                        -1));
    }

    /** Shadows each table with a view of the snapshot that was current then; a table without one is empty. */
    private static void travel(TableEnvironment environment, LakeSettings settings, Instant asOf) throws IOException {
        String base = CATALOG + "_now";
        register(environment, base, settings);
        try (Lake lake = Lake.open(settings)) {
            for (TableDefinition definition : Tables.ALL) {
                Table table = lake.find(definition);
                if (table != null) {
                    environment.executeSql("create temporary view " + CATALOG + "." + definition.name()
                            + " as select * from " + base + "." + definition.name() + snapshot(table, asOf));
                }
            }
        }
    }

    private static String snapshot(Table table, Instant asOf) {
        Long id = SnapshotUtil.nullableSnapshotIdAsOfTime(table, asOf.toEpochMilli());
        return id == null ? " where false" : " /*+ OPTIONS('snapshot-id'='" + id + "') */";
    }

    /**
     * Runs statements in turn.
     *
     * @param results takes the result of each
     * @throws UsageException if a statement writes and may not; statements before it have been run
     */
    void run(String text, boolean allowWrites, Consumer<TableResult> results) {
        List<String> statements = SqlLibrary.split(text);
        if (statements.isEmpty()) {
            throw new UsageException("statement", text.strip(), "SQL, and there is none");
        }
        for (String statement : statements) {
            if (!allowWrites && !readsOnly(statement)) {
                throw new UsageException(
                        "statement", firstWords(statement), "one that only reads, unless --allow-writes is given");
            }
            results.accept(environment.executeSql(statement));
        }
    }

    private boolean readsOnly(String statement) {
        List<Operation> operations =
                ((TableEnvironmentInternal) environment).getParser().parse(statement);
        return operations.stream()
                .allMatch(operation -> operation instanceof QueryOperation
                        || operation instanceof ShowOperation
                        || operation instanceof UseOperation
                        || operation instanceof DescribeTableOperation
                        || operation instanceof DescribeFunctionOperation
                        || operation instanceof ExplainOperation);
    }

    private static String firstWords(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }

    /** Opens the lake's catalog for Flink, whatever its implementation. */
    private record Loader(LakeSettings settings) implements CatalogLoader {

        @Override
        public Catalog loadCatalog() {
            return Lake.open(settings).catalog();
        }

        @Override
        @SuppressWarnings("MethodDoesntCallSuperMethod")
        public CatalogLoader clone() {
            return new Loader(settings);
        }
    }
}
