package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FactType;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.Trade;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends each kind of fact where it is used, and counts what was read. Panes go on together with the progress of their
 * trades, in the order in which they came.
 */
final class FactRouter extends ProcessFunction<Fact, Fact> {

    static final OutputTag<Fact> TRADES = new OutputTag<>("trades", FactType.INSTANCE) {};
    static final OutputTag<Fact> KLINES = new OutputTag<>("klines", FactType.INSTANCE) {};
    static final OutputTag<Fact> OPEN_INTEREST = new OutputTag<>("open-interest", FactType.INSTANCE) {};
    static final OutputTag<Fact> LONG_SHORT_RATIOS = new OutputTag<>("long-short-ratios", FactType.INSTANCE) {};
    static final OutputTag<Fact> FUNDING_RATES = new OutputTag<>("funding-rates", FactType.INSTANCE) {};
    static final OutputTag<Fact> LIQUIDATIONS = new OutputTag<>("liquidations", FactType.INSTANCE) {};
    static final OutputTag<Fact> OPS = new OutputTag<>("ops", FactType.INSTANCE) {};

    private final LongCounter files = new LongCounter();
    private final LongCounter rows = new LongCounter();
    private final LongCounter duplicates = new LongCounter();

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(RunCounts.FILES_READ, files);
        getRuntimeContext().addAccumulator(RunCounts.ROWS_READ, rows);
        getRuntimeContext().addAccumulator(RunCounts.DUPLICATES, duplicates);
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Fact> panes) {
        if (fact instanceof Trade) {
            context.output(TRADES, fact);
        } else if (fact instanceof PaneGroup) {
            panes.collect(fact);
        } else if (fact instanceof Delivered delivered) {
            if (delivered.dataset().isOfTrades()) {
                panes.collect(fact);
            }
        } else if (fact instanceof Kline) {
            context.output(KLINES, fact);
        } else if (fact instanceof OpenInterest) {
            context.output(OPEN_INTEREST, fact);
        } else if (fact instanceof LongShortRatios) {
            context.output(LONG_SHORT_RATIOS, fact);
        } else if (fact instanceof FundingRate) {
            context.output(FUNDING_RATES, fact);
        } else if (fact instanceof Liquidation) {
            context.output(LIQUIDATIONS, fact);
        } else if (fact instanceof Gap || fact instanceof DeadLetter) {
            context.output(OPS, fact);
        } else if (fact instanceof FileRead read) {
            count(read);
            context.output(OPS, fact);
        }
    }

    private void count(FileRead read) {
        files.add(read.outcome() == FileRead.Outcome.ABSENT ? 0 : 1);
        rows.add(read.rows());
        duplicates.add(read.duplicates());
    }
}
