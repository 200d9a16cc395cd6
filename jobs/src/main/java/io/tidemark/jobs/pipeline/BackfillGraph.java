package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.align.AsOfFunction;
import io.tidemark.jobs.align.derivatives.MetricsDecider;
import io.tidemark.jobs.align.label.ForwardReturnDecider;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.DerivativesRow;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.ForwardReturn;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.Observation;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.table.ChunkPublisher;
import io.tidemark.jobs.table.DerivativesRows;
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
 * files   ─► facts ─┬─ panes, by instrument ─► bars ──────► rows ─► files ─┐
 *                   │                          └─ closes ┐                 │
 *                   ├─ observations, by instrument ──────┴► as-of join ─► files ─┤
 *                   ├─ trades, if they are stored ─────────────────► files ─┤
 *                   ├─ klines, open interest, … ──────────► rows ─► files ─┼─► publisher (one commit a table)
 *                   └─ gaps, dead letters ─────────────────────────────────┘
 * </pre>
 */
final class BackfillGraph {

    private final LakeSettings lake;
    private final Chunk chunk;
    private final Map<String, Table> tables;
    private final Alignment alignment;
    private final List<DataStream<WrittenFile>> written = new ArrayList<>();

    /**
     * A graph that writes to the tables.
     *
     * @param tables by name
     * @param alignment null if none of the tables is made of aligned facts
     */
    BackfillGraph(LakeSettings lake, Chunk chunk, Map<String, Table> tables, Alignment alignment) {
        this.alignment = alignment;
        this.lake = lake;
        this.chunk = chunk;
        this.tables = tables;
    }

    /** Adds the whole graph behind the facts, wherever they come from. */
    void add(DataStream<Fact> sent) {
        SingleOutputStreamOperator<Fact> facts = sent.process(
                        new FactRouter(chunk.range(), alignment == null ? List.of() : alignment.sent()))
                .name("facts by kind")
                .uid("facts-by-kind");
        DataStream<Fact> ops = facts.getSideOutput(FactRouter.OPS);
        DataStream<Fact> observed = facts.getSideOutput(FactRouter.ALIGNED);
        if (alignment != null && alignment.makesBars()) {
            addAligned(observed.union(addBars(facts)));
        } else {
            if (tables.containsKey(FlowTables.BARS.name())) {
                addBars(facts);
            }
            if (alignment != null) {
                addAligned(observed);
            }
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

    /** Makes bars, and writes them if they are wanted; returns their closes. */
    private DataStream<Fact> addBars(DataStream<Fact> trades) {
        SingleOutputStreamOperator<Bar> bars = trades.keyBy(
                        fact -> fact.instrument().id(), Types.STRING)
                .process(new BarFunction(alignment == null ? chunk.range() : alignment.bars()))
                .returns(TypeInformation.of(Bar.class))
                .name("bars")
                .uid("bars");
        if (tables.containsKey(FlowTables.BARS.name())) {
            TimeRange days = chunk.range();
            String runId = chunk.runId();
            addFiles(
                    bars.filter(bar -> days.contains(bar.start()))
                            .name("bars of the days")
                            .uid("bars-of-the-days")
                            .map(bar -> TableRows.BARS.row(bar, runId), rowType(FlowTables.BARS)),
                    FlowTables.BARS);
        }
        return bars.getSideOutput(BarFunction.CLOSES);
    }

    private void addAligned(DataStream<Fact> facts) {
        String runId = chunk.runId();
        if (tables.containsKey(DerivativesTables.METRICS.name())) {
            SingleOutputStreamOperator<DerivativesRow> rows = decided(
                    facts,
                    "metrics",
                    new AsOfFunction<>(
                            alignment.metricsInputs(), alignment.metricsGrid(), new MetricsDecider(alignment.days())),
                    DerivativesRow.class);
            addFiles(
                    rows.map(row -> DerivativesRows.METRICS.row(row, runId), rowType(DerivativesTables.METRICS)),
                    DerivativesTables.METRICS);
        }
        if (tables.containsKey(LabelTables.LABELS.name())) {
            SingleOutputStreamOperator<ForwardReturn> labels = decided(
                    facts.filter(BackfillGraph::isOfPrices)
                            .name("prices of labels")
                            .uid("prices-of-labels"),
                    "labels",
                    new AsOfFunction<>(
                            alignment.labelInputs(),
                            alignment.labelGrid(),
                            new ForwardReturnDecider(MetricsDecider.STEP)),
                    ForwardReturn.class);
            addFiles(
                    labels.map(label -> DerivativesRows.LABELS.row(label, runId), rowType(LabelTables.LABELS)),
                    LabelTables.LABELS);
        }
    }

    private static boolean isOfPrices(Fact fact) {
        return fact instanceof Observation observation
                ? AlignedDatasets.isPrice(observation.dataset())
                : AlignedDatasets.isPrice(((Delivered) fact).dataset());
    }

    private static <S, R> SingleOutputStreamOperator<R> decided(
            DataStream<Fact> facts, String name, AsOfFunction<S, R> function, Class<R> rows) {
        return facts.keyBy(fact -> fact.instrument().id(), Types.STRING)
                .process(function)
                .returns(TypeInformation.of(rows))
                .name("as of: " + name)
                .uid("as-of-" + name);
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
