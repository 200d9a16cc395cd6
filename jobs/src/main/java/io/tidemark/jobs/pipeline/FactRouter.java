package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.Dataset;
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
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.Trade;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends each kind of fact where it is used, and counts what was read. Panes go on together with the progress of their
 * trades, in the order in which they came. What lies around the days in question is aligned with them, and goes nowhere
 * else.
 */
final class FactRouter extends ProcessFunction<Fact, Fact> {

    static final OutputTag<Fact> TRADES = new OutputTag<>("trades", FactType.INSTANCE) {};
    static final OutputTag<Fact> KLINES = new OutputTag<>("klines", FactType.INSTANCE) {};
    static final OutputTag<Fact> OPEN_INTEREST = new OutputTag<>("open-interest", FactType.INSTANCE) {};
    static final OutputTag<Fact> LONG_SHORT_RATIOS = new OutputTag<>("long-short-ratios", FactType.INSTANCE) {};
    static final OutputTag<Fact> FUNDING_RATES = new OutputTag<>("funding-rates", FactType.INSTANCE) {};
    static final OutputTag<Fact> LIQUIDATIONS = new OutputTag<>("liquidations", FactType.INSTANCE) {};
    static final OutputTag<Fact> ALIGNED = new OutputTag<>("aligned", FactType.INSTANCE) {};
    static final OutputTag<Fact> OPS = new OutputTag<>("ops", FactType.INSTANCE) {};

    private final TimeRange days;
    private final long firstMicros;
    private final long endMicros;
    private final Set<Dataset> aligned;
    private final LongCounter files = new LongCounter();
    private final LongCounter rows = new LongCounter();
    private final LongCounter duplicates = new LongCounter();

    /**
     * Routes what is read.
     *
     * @param days what the days' own tables are made of
     * @param aligned the datasets that are aligned as they are sent
     */
    FactRouter(TimeRange days, Collection<Dataset> aligned) {
        this.days = days;
        this.firstMicros = ChronoUnit.MICROS.between(Instant.EPOCH, days.from());
        this.endMicros = ChronoUnit.MICROS.between(Instant.EPOCH, days.to());
        this.aligned = Set.copyOf(aligned);
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(RunCounts.FILES_READ, files);
        getRuntimeContext().addAccumulator(RunCounts.ROWS_READ, rows);
        getRuntimeContext().addAccumulator(RunCounts.DUPLICATES, duplicates);
    }

    @Override
    public void processElement(Fact fact, Context context, Collector<Fact> panes) {
        if (fact instanceof Trade trade) {
            if (trade.eventTime() >= firstMicros && trade.eventTime() < endMicros) {
                context.output(TRADES, trade);
            }
        } else if (fact instanceof PaneGroup) {
            panes.collect(fact);
        } else if (fact instanceof Delivered delivered) {
            if (delivered.dataset().isOfTrades()) {
                panes.collect(fact);
            }
            align(context, delivered.dataset(), delivered);
        } else if (fact instanceof Kline kline) {
            output(context, KLINES, kline, kline.start());
            align(context, kline.dataset(), Close.of(kline));
        } else if (fact instanceof Close close) {
            align(context, close.dataset(), close);
        } else if (fact instanceof OpenInterest openInterest) {
            output(context, OPEN_INTEREST, openInterest, openInterest.eventTime());
            align(context, Dataset.METRICS, openInterest);
        } else if (fact instanceof LongShortRatios ratios) {
            output(context, LONG_SHORT_RATIOS, ratios, ratios.eventTime());
        } else if (fact instanceof FundingRate rate) {
            output(context, FUNDING_RATES, rate, rate.fundingTime());
            align(context, Dataset.FUNDING_RATE, rate);
        } else if (fact instanceof Liquidation liquidation) {
            output(context, LIQUIDATIONS, liquidation, liquidation.eventTime());
        } else if (fact instanceof Gap gap) {
            output(context, OPS, gap, gap.from());
        } else if (fact instanceof DeadLetter) {
            context.output(OPS, fact);
        } else if (fact instanceof FileRead read) {
            count(read);
            context.output(OPS, fact);
        }
    }

    private void output(Context context, OutputTag<Fact> tag, Fact fact, Instant eventTime) {
        if (days.contains(eventTime)) {
            context.output(tag, fact);
        }
    }

    private void align(Context context, Dataset dataset, Fact fact) {
        if (aligned.contains(dataset)) {
            context.output(ALIGNED, fact);
        }
    }

    private void count(FileRead read) {
        files.add(read.outcome() == FileRead.Outcome.ABSENT ? 0 : 1);
        rows.add(read.rows());
        duplicates.add(read.duplicates());
    }
}
