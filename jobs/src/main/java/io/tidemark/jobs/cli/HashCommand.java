package io.tidemark.jobs.cli;

import io.tidemark.catalog.ContentHash;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.pipeline.UsageException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidemark hash}: what the tables hold, in few characters. */
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        description =
                "Prints the content hash of each table, instrument and UTC day: equal hashes mean equal rows, whatever"
                        + " run, file or order they come from.")
final class HashCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private LakeOptions lake;

    @Option(names = "--table", paramLabel = "NAME", description = "one table only: flow.bars")
    private String table;

    @Option(names = "--totals", description = "one line a table")
    private boolean totals;

    @Override
    public Integer call() throws Exception {
        List<TableDefinition> chosen = table == null
                ? Tables.ALL
                : List.of(Tables.find(table)
                        .orElseThrow(() -> new UsageException("--table", table, TablesCommand.names())));
        PrintWriter out = spec.commandLine().getOut();
        try (Lake open = Lake.open(lake.existing())) {
            out.println("table,instrument,day,rows,hash");
            for (TableDefinition definition : chosen) {
                Table found = open.find(definition);
                if (found != null) {
                    print(definition, ContentHash.of(found, definition, Expressions.alwaysTrue()), out);
                }
            }
        }
        out.flush();
        return ExitCode.DONE;
    }

    private void print(TableDefinition definition, SortedMap<ContentHash.Part, ContentHash.Sum> sums, PrintWriter out) {
        if (!totals) {
            sums.forEach((part, sum) -> out.println(String.join(
                    ",",
                    definition.name(),
                    part.instrument(),
                    part.day() == null ? "" : part.day().toString(),
                    Long.toString(sum.rows()),
                    sum.text())));
        }
        ContentHash.Sum total =
                sums.values().stream().reduce(new ContentHash.Sum(0, BigInteger.ZERO), ContentHash.Sum::plus);
        out.println(String.join(",", definition.name(), "", "", Long.toString(total.rows()), total.text()));
    }
}
