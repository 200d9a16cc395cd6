package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.venue.GridCoverage;
import io.tidemark.jobs.venue.KeyedRows;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The venue's own bars, labelled by their start. */
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

    private final FileColumns columns = new FileColumns(
            11,
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
            "taker_buy_quote_volume");
    private final KeyedRows<Kline> rows = new KeyedRows<>();
    private final ArchiveFile file;
    private final Duration length;

    KlinesDecoder(ArchiveFile file) {
        this.file = file;
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
            throw AggTradesDecoder.outside(columns, line, OPEN_TIME, start, file.period());
        }
        if (Duration.between(file.period().from(), start).toNanos() % length.toNanos() != 0) {
            throw columns.rejected(line, OPEN_TIME, "is " + start + ", no start of a bar of " + file.interval());
        }
        rows.add(start, kline(line, start));
        return true;
    }

    private Kline kline(CsvLine line, Instant start) {
        Instant end = start.plus(length);
        return new Kline(
                file.instrument(),
                file.dataset(),
                file.interval(),
                start,
                end,
                columns.positive(line, OPEN),
                columns.positive(line, HIGH),
                columns.positive(line, LOW),
                columns.positive(line, CLOSE),
                columns.amount(line, VOLUME),
                columns.amount(line, QUOTE_VOLUME),
                columns.whole(line, COUNT),
                columns.amount(line, TAKER_BUY_VOLUME),
                columns.amount(line, TAKER_BUY_QUOTE_VOLUME),
                Availability.ofBar(end),
                file.key());
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
