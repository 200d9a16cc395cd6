package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.ChunkPublisher;
import io.tidemark.jobs.table.SortedFileWriter;
import io.tidemark.jobs.table.TableRows;
import io.tidemark.jobs.table.TradeFileWriter;
import io.tidemark.jobs.table.WrittenFile;
import io.tidemark.jobs.window.BarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * The graph of one chunk.
 *
 * <pre>
 * files   ─► facts ─┬─ panes, by instrument ─► bars ─► rows ─► files ─┐
 *                   ├─ trades, if they are stored ────────────► files ─┤
 *                   ├─ klines, open interest, … ─────► rows ─► files ─┼─► publisher (one commit a table)
 *                   └─ gaps, dead letters ───────────────────────────┘
 * </pre>
 */
final class BackfillGraph {

    private final LakeSettings lake;
    private final Chunk chunk;
    private final Map<String, Table> tables;
    private final List<DataStream<WrittenFile>> written = new ArrayList<>();

    /** A graph that writes to the tables, which are given by name. */
    BackfillGraph(LakeSettings lake, Chunk chunk, Map<String, Table> tables) {
        this.lake = lake;
        this.chunk = chunk;
        this.tables = tables;
    }

    /** Adds the whole graph behind the facts, wherever they come from. */
    void add(DataStream<Fact> sent) {
        SingleOutputStreamOperator<Fact> facts =
                sent.process(new FactRouter()).name("facts by kind").uid("facts-by-kind");
        DataStream<Fact> ops = facts.getSideOutput(FactRouter.OPS);
        if (tables.containsKey(FlowTables.BARS.name())) {
            addBars(facts);
        }
        if (tables.containsKey(MarketTables.TRADES.name())) {
            addTrades(facts.getSideOutput(FactRouter.TRADES));
        }
        String runId = chunk.runId();
        addFacts(
                facts.getSideOutput(FactRouter.KLINES),
                MarketTables.KLINES,
                fact -> TableRows.KLINES.row((Kline) fact, runId));
        addFacts(
                facts.getSideOutput(FactRouter.OPEN_INTEREST),
                MarketTables.OPEN_INTEREST,
                fact -> TableRows.OPEN_INTEREST.row((OpenInterest) fact, runId));
        addFacts(
                facts.getSideOutput(FactRouter.LONG_SHORT_RATIOS),
                MarketTables.LONG_SHORT_RATIOS,
                fact -> TableRows.LONG_SHORT_RATIOS.row((LongShortRatios) fact, runId));
        addFacts(
                facts.getSideOutput(FactRouter.FUNDING_RATES),
                MarketTables.FUNDING_RATES,
                fact -> TableRows.FUNDING_RATES.row((FundingRate) fact, runId));
        addFacts(
                facts.getSideOutput(FactRouter.LIQUIDATIONS),
                MarketTables.LIQUIDATIONS,
                fact -> TableRows.LIQUIDATIONS.row((Liquidation) fact, runId));
        addPublisher(ops);
    }

    private void addBars(DataStream<Fact> trades) {
        String runId = chunk.runId();
        SingleOutputStreamOperator<Bar> bars = trades.keyBy(
                        fact -> fact.instrument().id(), Types.STRING)
                .process(new BarFunction(chunk.range()))
                .returns(TypeInformation.of(Bar.class))
                .name("bars")
                .uid("bars");
        addFiles(bars.map(bar -> TableRows.BARS.row(bar, runId), rowType(FlowTables.BARS)), FlowTables.BARS);
    }

    /** Trades are many and come in order: they are written where they are read, and nothing waits to be sorted. */
    private void addTrades(DataStream<Fact> trades) {
        String name = MarketTables.TRADES.name();
        written.add(trades.transform(
                        "files of " + name,
                        TypeInformation.of(WrittenFile.class),
                        new TradeFileWriter(SerializableTable.copyOf(tables.get(name)), chunk.runId()))
                .uid("files-of-" + name));
    }

    private void addFacts(DataStream<Fact> facts, TableDefinition table, MapFunction<Fact, RowData> row) {
        if (tables.containsKey(table.name())) {
            addFiles(facts.map(row, rowType(table)), table);
        }
    }

    private InternalTypeInfo<RowData> rowType(TableDefinition table) {
        return InternalTypeInfo.of(
                FlinkSchemaUtil.convert(SortedFileWriter.writeSchema(table, tables.get(table.name()))));
    }

    private void addFiles(SingleOutputStreamOperator<RowData> rows, TableDefinition table) {
        String name = table.name();
        written.add(rows.name("rows of " + name)
                .uid("rows-of-" + name)
                .transform(
                        "files of " + name,
                        TypeInformation.of(WrittenFile.class),
                        new SortedFileWriter(name, SerializableTable.copyOf(tables.get(name))))
                .uid("files-of-" + name));
    }

    private void addPublisher(DataStream<Fact> ops) {
        DataStream<WrittenFile> files = written.get(0);
        for (DataStream<WrittenFile> more : written.subList(1, written.size())) {
            files = files.union(more);
        }
        files.global()
                .connect(ops.global())
                .transform("publish", Types.STRING, new ChunkPublisher(lake, chunk))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid("publish")
                .sinkTo(new DiscardingSink<>())
                .setParallelism(1)
                .name("published tables")
                .uid("published-tables");
    }
}
