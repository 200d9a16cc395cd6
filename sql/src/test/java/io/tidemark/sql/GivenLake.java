package io.tidemark.sql;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/** A lake in memory: every table with all columns of its definition, the functions and the views. */
final class GivenLake {

    private final StreamExecutionEnvironment environment;
    private final StreamTableEnvironment tables;
    private final Set<String> given = new HashSet<>();

    /** Makes a lake of empty tables; its queries run on the cluster. */
    GivenLake(MiniCluster cluster) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("execution.runtime-mode", "BATCH");
        configuration.setString("jobmanager.scheduler", "Default");
        configuration.setString("table.local-time-zone", "UTC");
        environment = new TestStreamEnvironment(cluster, configuration, 1, List.of(), List.of());
        tables = StreamTableEnvironment.create(environment);
        tables.executeSql("create catalog tidemark with ('type' = 'generic_in_memory', 'default-database' = 'flow')");
        tables.useCatalog("tidemark");
        for (TableDefinition definition : Tables.ALL) {
            tables.executeSql("create database if not exists "
                    + definition.identifier().namespace().level(0));
            give(definition, List.of());
        }
        SqlFile.functions().statements().forEach(tables::executeSql);
        for (SqlFile view : SqlFile.views()) {
            view.statements().forEach(tables::executeSql);
        }
    }

    /** Flink's own interface, for looking at statements. */
    StreamTableEnvironment tables() {
        return tables;
    }

    /** Fills the tables that the folder has a file for, and empties the others. */
    void give(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.list(folder)) {
                paths.forEach(files::add);
            }
        }
        for (String name : Set.copyOf(given)) {
            give(Tables.find(name).orElseThrow(), List.of());
            given.remove(name);
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
            TableDefinition definition = Tables.find(name)
                    .orElseThrow(() -> new IllegalArgumentException(file + ": the lake has no table " + name));
            give(definition, Files.readAllLines(file));
            given.add(name);
        }
    }

    private void give(TableDefinition definition, List<String> lines) {
        RowType type = FlinkSchemaUtil.convert(definition.schema());
        List<Row> rows = new ArrayList<>();
        List<Integer> columns = lines.isEmpty() ? List.of() : columns(definition, type, lines.get(0));
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            rows.add(row(type, columns, line));
        }
        DataType external = TypeConversions.fromLogicalToDataType(type);
        Schema.Builder schema = Schema.newBuilder();
        type.getFields().forEach(field -> schema.column(field.getName(), DataTypes.of(field.getType())));
        tables.dropTemporaryView(definition.name());
        tables.createTemporaryView(definition.name(), stream(rows, ExternalTypeInfo.of(external)), schema.build());
    }

    /** A stream of the rows; Flink makes none of no rows. */
    private DataStream<Row> stream(List<Row> rows, TypeInformation<Row> type) {
        return rows.isEmpty()
                ? environment.fromData(0).filter(any -> false).map(any -> new Row(0), type)
                : environment.fromData(rows, type);
    }

    private static List<Integer> columns(TableDefinition definition, RowType type, String header) {
        return Csv.cells(header).stream()
                .map(name -> {
                    int column = type.getFieldIndex(name);
                    if (column < 0) {
                        throw new IllegalArgumentException(definition.name() + " has no column " + name);
                    }
                    return column;
                })
                .toList();
    }

    private static Row row(RowType type, List<Integer> columns, String line) {
        List<String> cells = Csv.cells(line);
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    line + " has " + cells.size() + " cells, the header has " + columns.size());
        }
        Row row = new Row(type.getFieldCount());
        for (int at = 0; at < cells.size(); at++) {
            int column = columns.get(at);
            row.setField(column, Csv.value(cells.get(at), type.getTypeAt(column)));
        }
        return row;
    }

    /** The result as lines of CSV, the header first. */
    List<String> ask(String query) {
        TableResult result = tables.executeSql(query);
        List<String> lines = new ArrayList<>();
        lines.add(Csv.line(result.getResolvedSchema().getColumnNames()));
        result.collect().forEachRemaining(row -> lines.add(Csv.line(values(row))));
        return lines;
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        IntStream.range(0, row.getArity()).mapToObj(row::getField).forEach(values::add);
        return values;
    }
}
