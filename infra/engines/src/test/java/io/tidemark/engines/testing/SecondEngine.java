package io.tidemark.engines.testing;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Spark, with nothing of the product but the address of its embedded catalog. */
public final class SecondEngine {

    private static SparkSession root;

    private final SparkSession session;

    private SecondEngine(SparkSession session) {
        this.session = session;
    }

    /** Opens the lake's catalog as {@code tidemark}. */
    public static synchronized SecondEngine open(Lake lake) {
        if (root == null) {
            root = SparkSession.builder()
                    .master("local[2]")
                    .appName("second engine")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.sql.warehouse.dir", Folders.fresh("spark").toString())
                    .config("spark.sql.shuffle.partitions", "2")
                    .config("spark.sql.session.timeZone", "UTC")
                    .config("spark.sql.datetime.java8API.enabled", "true")
                    .getOrCreate();
        }
        SparkSession session = root.newSession();
        String catalog = "spark.sql.catalog.tidemark";
        session.conf().set(catalog, "org.apache.iceberg.spark.SparkCatalog");
        session.conf().set(catalog + ".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
        session.conf()
                .set(catalog + ".uri", "jdbc:sqlite:" + lake.warehouse().resolve("catalog.db") + "?busy_timeout=30000");
        session.conf().set(catalog + ".jdbc.schema-version", "V1");
        session.conf().set(catalog + ".warehouse", lake.warehouse().toString());
        session.conf().set(catalog + ".cache-enabled", "false");
        session.conf().set("spark.sql.defaultCatalog", "tidemark");
        return new SecondEngine(session);
    }

    /** The names of all tables of the catalog, in order. */
    public List<String> tables() {
        return session.sql("show namespaces").collectAsList().stream()
                .flatMap(namespace -> session.sql("show tables in " + namespace.getString(0)).collectAsList().stream())
                .map(table -> table.getString(0) + "." + table.getString(1))
                .sorted()
                .toList();
    }

    /** The columns of a table. */
    public StructType columns(String table) {
        return session.table(table).schema();
    }

    /** The rows of a query; instants are {@link java.time.Instant}. */
    public List<Row> query(String sql) {
        return session.sql(sql).collectAsList();
    }
}
