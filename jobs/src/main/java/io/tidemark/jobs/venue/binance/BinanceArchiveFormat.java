package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.TradeConsumer;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** How the files of Binance's public archive are read. */
public final class BinanceArchiveFormat implements ArchiveFormat {

    private static final long serialVersionUID = 1L;

    private final BinanceMarket market;
    private final Availability availability;
    private final ContractSizes contractSizes;
    private final Aggregation aggregation;
    private final Replay replay;

    /** What the trades of a file are added up with, and how many rows it dropped as repetitions. */
    public record Aggregator(TradeConsumer trades, LongSupplier duplicates) {}

    /** Makes an aggregator for one reading of a file. */
    @FunctionalInterface
    public interface Aggregation extends Serializable {
        Aggregator of(ArchiveFile file, RowOrder order);
    }

    /** Makes what sends the trades of a file one by one, for a second reading. */
    @FunctionalInterface
    public interface Replay extends Serializable {
        TradeConsumer of(ArchiveFile file, RowOrder order, Consumer<Fact> facts);
    }

    /** Trades go to {@code aggregation}; what aggregates them is not the venue's business. */
    public BinanceArchiveFormat(
            BinanceMarket market, Availability availability, ContractSizes contractSizes, Aggregation aggregation) {
        this(market, availability, contractSizes, aggregation, null);
    }

    /** The same, and once a file of trades has held its trades go to {@code replay}; null if nobody wants them. */
    public BinanceArchiveFormat(
            BinanceMarket market,
            Availability availability,
            ContractSizes contractSizes,
            Aggregation aggregation,
            Replay replay) {
        this.market = market;
        this.availability = availability;
        this.contractSizes = contractSizes;
        this.aggregation = aggregation;
        this.replay = replay;
    }

    @Override
    public FileDecoder decoder(ArchiveFile file, RowOrder order) {
        BigDecimal contractSize = contractSizes.of(file.instrument());
        return switch (file.dataset()) {
            case AGG_TRADES, TRADES -> {
                Aggregator aggregator = aggregation.of(file, order);
                yield new TradesDecoder(file, contractSize, aggregator.trades(), aggregator.duplicates());
            }
            case KLINES, MARK_PRICE_KLINES, INDEX_PRICE_KLINES, PREMIUM_INDEX_KLINES ->
                new KlinesDecoder(file, contractSize);
            case METRICS -> new MetricsDecoder(file, market, availability, contractSize);
            case FUNDING_RATE -> new FundingRateDecoder(file, availability);
            case LIQUIDATION_SNAPSHOT -> new LiquidationsDecoder(file, contractSize);
            case OPEN_INTEREST -> throw new IllegalArgumentException("the archive has open interest in its metrics");
        };
    }

    @Override
    public Optional<FileDecoder> replay(ArchiveFile file, RowOrder order, Consumer<Fact> facts) {
        if (replay == null || !file.dataset().isOfTrades()) {
            return Optional.empty();
        }
        BigDecimal contractSize = contractSizes.of(file.instrument());
        return Optional.of(new TradesDecoder(file, contractSize, replay.of(file, order, facts), () -> 0));
    }
}
