package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.TradeConsumer;
import java.io.Serializable;
import java.util.function.LongSupplier;

/** How the files of Binance's public archive are read. */
public final class BinanceArchiveFormat implements ArchiveFormat {

    private static final long serialVersionUID = 1L;

    private final BinanceMarket market;
    private final Availability availability;
    private final Aggregation aggregation;

    /** What the trades of a file are added up with, and how many rows it dropped as repetitions. */
    public record Aggregator(TradeConsumer trades, LongSupplier duplicates) {}

    /** Makes an aggregator for one reading of a file. */
    @FunctionalInterface
    public interface Aggregation extends Serializable {
        Aggregator of(ArchiveFile file, RowOrder order);
    }

    /** Trades go to {@code aggregation}; what aggregates them is not the venue's business. */
    public BinanceArchiveFormat(BinanceMarket market, Availability availability, Aggregation aggregation) {
        this.market = market;
        this.availability = availability;
        this.aggregation = aggregation;
    }

    @Override
    public FileDecoder decoder(ArchiveFile file, RowOrder order) {
        return switch (file.dataset()) {
            case AGG_TRADES -> {
                Aggregator aggregator = aggregation.of(file, order);
                yield new AggTradesDecoder(file, aggregator.trades(), aggregator.duplicates());
            }
            case KLINES -> new KlinesDecoder(file);
            case METRICS -> new MetricsDecoder(file, market, availability);
            case FUNDING_RATE -> new FundingRateDecoder(file, availability);
            case OPEN_INTEREST -> throw new IllegalArgumentException("the archive has open interest in its metrics");
        };
    }
}
