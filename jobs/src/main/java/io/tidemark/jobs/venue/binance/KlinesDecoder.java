package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import io.tidemark.udfs.flow.InverseContracts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The venue's own bars, of trades or of a reference price, labelled by their start. */
final class KlinesDecoder implements FileDecoder {

    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int QUOTE_VOLUME = 7;
    private static final int COUNT = 8;
    private static final int TAKER_BUY_VOLUME = 9;
    private static final int TAKER_BUY_QUOTE_VOLUME = 10;

    private static final int PRICE_COLUMNS = 5;
    private static final int TRADE_COLUMNS = 11;

    private static final String[] OFFICIAL = {
        "open_time",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "close_time",
        "quote_volume",
        "count",
        "taker_buy_volume",
        "taker_buy_quote_volume"
    };

    private final FileColumns columns;
    private final KeyedRows<Kline> rows = new KeyedRows<>();
    private final ArchiveFile file;
    private final Duration length;
    private final BigDecimal contractSize;

    /**
     * Decodes one reading of a file.
     *
     * @param contractSize quote units per contract; null if volumes are in base asset
     */
    KlinesDecoder(ArchiveFile file, BigDecimal contractSize) {
        this.columns = new FileColumns(file.dataset() == Dataset.KLINES ? TRADE_COLUMNS : PRICE_COLUMNS, OFFICIAL);
        this.file = file;
        this.contractSize = contractSize;
        this.length = BarIntervals.length(file.interval());
    }

    @Override
    public void startMember() {
        columns.reset();
    }

    @Override
    public boolean line(CsvLine line) {
        if (columns.isHeader(line)) {
            return false;
        }
        columns.requireFields(line);
        Instant start = columns.instant(line, OPEN_TIME);
        if (!file.period().contains(start)) {
            throw columns.outside(line, OPEN_TIME, start, file.period());
        }
        if (Duration.between(file.period().from(), start).toNanos() % length.toNanos() != 0) {
            throw columns.rejected(line, OPEN_TIME, "is " + start + ", no start of a bar of " + file.interval());
        }
        rows.add(start, kline(line, start));
        return true;
    }

    private Kline kline(CsvLine line, Instant start) {
        Instant end = start.plus(length);
        // What reference prices have for volumes and counts are placeholders.
        boolean traded = file.dataset() == Dataset.KLINES;
        return new Kline(
                file.instrument(),
                file.dataset(),
                file.interval(),
                start,
                end,
                price(line, OPEN),
                price(line, HIGH),
                price(line, LOW),
                price(line, CLOSE),
                traded ? base(line, VOLUME, QUOTE_VOLUME) : null,
                traded ? quote(line, VOLUME, QUOTE_VOLUME) : null,
                traded ? (Long) columns.whole(line, COUNT) : null,
                traded ? base(line, TAKER_BUY_VOLUME, TAKER_BUY_QUOTE_VOLUME) : null,
                traded ? quote(line, TAKER_BUY_VOLUME, TAKER_BUY_QUOTE_VOLUME) : null,
                Availability.ofBar(end),
                file.key());
    }

    /** A premium is a fraction of either sign; every other price is above 0. */
    private BigDecimal price(CsvLine line, int column) {
        return file.dataset() == Dataset.PREMIUM_INDEX_KLINES
                ? columns.number(line, column).toBigDecimal()
                : columns.positive(line, column);
    }

    /** Files of contracts have the base quantity where others have the quote amount. */
    private BigDecimal base(CsvLine line, int quantity, int amount) {
        return columns.amount(line, contractSize == null ? quantity : amount);
    }

    private BigDecimal quote(CsvLine line, int quantity, int amount) {
        return contractSize == null
                ? columns.amount(line, amount)
                : InverseContracts.quote(columns.amount(line, quantity), contractSize);
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        GridCoverage coverage = new GridCoverage(file, length);
        for (Kline kline : rows.inOrder()) {
            coverage.mark(kline.start());
            if (file.wants(kline.start())) {
                facts.accept(kline);
            }
        }
        coverage.report(facts);
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        GridCoverage.gaps(file, reason, facts);
    }

    @Override
    public long duplicates() {
        return rows.duplicates();
    }
}
