package io.tidemark.jobs.cli;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.pipeline.UsageException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark tables}: what there is to ask. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = "Lists the tables with their number of rows and what one row is; with a name, the columns of that"
                + " table.")
final class TablesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LakeOptions lake;

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "a table: flow.bars")
    private String table;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (table != null) {
            describe(Tables.find(table).orElseThrow(() -> new UsageException("TABLE", table, names())), out);
        } else {
            try (Lake open = Lake.open(lake.existing())) {
                Tables.ALL.forEach(definition -> list(definition, Optional.ofNullable(open.find(definition)), out));
            }
            SqlLibrary.views().forEach((name, doc) -> out.printf("%-29s %12s  %s%n", name, "view", doc));
        }
        out.flush();
        return ExitCode.DONE;
    }

    static String names() {
        return "one of "
                + String.join(
                        ", ", Tables.ALL.stream().map(TableDefinition::name).toList());
    }

    private static void list(TableDefinition definition, Optional<Table> table, PrintWriter out) {
        String rows = table.map(Table::currentSnapshot)
                .map(Snapshot::summary)
                .map(summary -> summary.get("total-records"))
                .orElse("0");
        out.printf("%-29s %12s  %s%n", definition.name(), rows, definition.doc());
    }

    private static void describe(TableDefinition definition, PrintWriter out) {
        out.println(definition.name() + ": " + definition.doc());
        definition
                .columns()
                .forEach(column -> out.printf("  %-26s %-16s %s%n", column.name(), column.type(), column.doc()));
    }
}
