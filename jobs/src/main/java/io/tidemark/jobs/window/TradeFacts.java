package io.tidemark.jobs.window;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.Trade;
import io.tidemark.jobs.model.TradeConsumer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** Sends the trades of a file one by one, as far as they are wanted, and keeps none. */
public final class TradeFacts implements TradeConsumer {

    private final ArchiveFile file;
    private final BigDecimal contractSize;
    private final Consumer<Fact> facts;
    private final long[] bounds;

    /**
     * For one reading of the file.
     *
     * @param contractSize quote units per contract; null if quantities are in base asset
     */
    public TradeFacts(ArchiveFile file, BigDecimal contractSize, Consumer<Fact> facts) {
        this.file = file;
        this.contractSize = contractSize;
        this.facts = facts;
        this.bounds = new long[2 * file.wanted().size()];
        for (int index = 0; index < bounds.length; index += 2) {
            TimeRange range = file.wanted().get(index / 2);
            bounds[index] = micros(range.from());
            bounds[index + 1] = micros(range.to());
        }
    }

    @Override
    public void trade(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long firstFillId,
            long lastFillId,
            long eventTime,
            boolean takerBought) {
        if (isWanted(eventTime)) {
            facts.accept(new Trade(
                    file.instrument(),
                    file.dataset(),
                    file.key(),
                    contractSize,
                    id,
                    firstFillId,
                    lastFillId,
                    priceMantissa,
                    priceScale,
                    quantityMantissa,
                    quantityScale,
                    eventTime,
                    takerBought));
        }
    }

    private boolean isWanted(long eventTime) {
        for (int index = 0; index < bounds.length; index += 2) {
            if (eventTime >= bounds[index] && eventTime < bounds[index + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Everything has been sent. */
    @Override
    public void finish(Consumer<Fact> unused) {}

    /** A file that is refused is not read a second time. */
    @Override
    public void refuse(String reason, Consumer<Fact> unused) {
        throw new IllegalStateException(file.key() + " held when it was read first: " + reason);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
