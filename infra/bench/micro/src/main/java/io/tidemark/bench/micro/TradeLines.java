package io.tidemark.bench.micro;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat.RowOrder;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileDecoder;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.TradeConsumer;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat.Aggregator;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A day of made-up aggregate trades, shaped like the real ones, and the means to decode it. */
final class TradeLines {

    static final int TRADES = 100_000;

    private static final long SEED = 7;

    /** In ms: half of it on average, so that the trades end on their day. */
    private static final int LONGEST_PAUSE = 1600;

    private static final Instant DAY = Instant.parse("2026-04-06T00:00:00Z");

    private TradeLines() {}

    /** The text of the day's file, header included; the same every time. */
    static byte[] text() {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder(
                "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n");
        long fill = 168_664_508;
        long time = DAY.toEpochMilli();
        int ticks = 15_390;
        for (int trade = 0; trade < TRADES; trade++) {
            ticks += random.nextInt(3) - 1;
            int fills = random.nextInt(4);
            text.append(64_875_981 + trade)
                    .append(',')
                    .append(ticks / 100_000.0)
                    .append(',')
                    .append(String.format(Locale.ROOT, "%d.0", 10 + (int) Math.exp(random.nextDouble() * 9)))
                    .append(',')
                    .append(fill)
                    .append(',')
                    .append(fill + fills)
                    .append(',')
                    .append(time)
                    .append(random.nextBoolean() ? ",true\n" : ",false\n");
            fill += fills + 1;
            time += random.nextInt(LONGEST_PAUSE);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The file that the text is of. */
    static ArchiveFile file() {
        Instrument instrument =
                new Instrument("binance", Market.LINEAR_PERP, "B000USDT", "B000", "USDT", "binance:B000/USDT:USDT");
        TimeRange period = new TimeRange(DAY, DAY.plus(1, ChronoUnit.DAYS));
        return new ArchiveFile(
                "B000USDT-aggTrades-2026-04-06.zip",
                Dataset.AGG_TRADES,
                instrument,
                null,
                period,
                List.of(period),
                null);
    }

    /** Decodes the text as the reader does: lines of the usual form many at a time. */
    static void decode(byte[] text, ArchiveFile file, TradeConsumer trades) {
        FileDecoder decoder = decoder(file, trades);
        decoder.startMember();
        CsvLine line = new CsvLine();
        int from = 0;
        while (from < text.length) {
            if (decoder.usualLines(text, from, text.length) > 0) {
                from = decoder.usualLinesEnd();
            } else {
                from = nextLine(text, from, line, decoder);
            }
        }
    }

    /** Decodes every line by itself, as lines of unusual form are. */
    static void decodeSingly(byte[] text, ArchiveFile file, TradeConsumer trades) {
        FileDecoder decoder = decoder(file, trades);
        decoder.startMember();
        CsvLine line = new CsvLine();
        for (int from = 0; from < text.length; ) {
            from = nextLine(text, from, line, decoder);
        }
    }

    private static int nextLine(byte[] text, int from, CsvLine line, FileDecoder decoder) {
        int lineBreak = line.set(text, from, text.length, 1);
        decoder.line(line);
        return lineBreak + 1;
    }

    private static FileDecoder decoder(ArchiveFile file, TradeConsumer trades) {
        return new BinanceArchiveFormat(
                        BinanceMarket.find("um").orElseThrow(),
                        Availability.AT_EVENT,
                        ContractSizes.NONE,
                        (read, order) -> new Aggregator(trades, () -> 0))
                .decoder(file, RowOrder.BY_ID);
    }
}
