package io.tidemark.jobs.model;

import io.tidemark.udfs.exact.ExactSum;
import io.tidemark.udfs.stats.QuantileSketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Ten seconds of an instrument's aggregate trades, at least one of them.
 *
 * <p>Merging is exact, associative and commutative, so neither the order of trades nor the split into files shows in the
 * result. Sums must not be changed by whoever reads them.
 *
 * @param start µs since 1970-01-01 UTC, inclusive, a multiple of {@link #LENGTH}
 * @param open price and place of the smallest (event time, id)
 * @param close price and place of the largest (event time, id)
 * @param aggregateTrades number of aggregate trades
 * @param fills sum of last fill id - first fill id + 1
 * @param takerBuyFills the same over trades in which the taker bought
 * @param volume base quantity
 * @param takerBuyVolume base quantity bought by takers
 * @param quoteVolume quote amount
 * @param takerBuyQuoteVolume quote amount bought by takers
 * @param quoteSquareSum sum of the aggregate trades' squared quote amounts
 * @param largestQuote largest aggregate trade, quote amount
 * @param sketch partial bytes of the sketch of quote amounts
 * @param firstId smallest aggregate trade id
 * @param lastId largest aggregate trade id
 * @param missingIds ids absent between a trade of this pane and its predecessor
 * @param skippedFillIds fill ids absent between consecutive aggregate trades' ranges
 */
public record Pane(
        Instrument instrument,
        long start,
        Print open,
        Print close,
        BigDecimal high,
        BigDecimal low,
        long aggregateTrades,
        long fills,
        long takerBuyFills,
        ExactSum volume,
        ExactSum takerBuyVolume,
        ExactSum quoteVolume,
        ExactSum takerBuyQuoteVolume,
        ExactSum quoteSquareSum,
        BigDecimal largestQuote,
        byte[] sketch,
        long firstId,
        long lastId,
        long missingIds,
        long skippedFillIds) {

    /** Ten seconds, in µs. */
    public static final long LENGTH = 10_000_000L;

    /**
     * A price and where it stands in the order of trades.
     *
     * @param time µs since 1970-01-01 UTC
     */
    public record Print(long time, long id, BigDecimal price) implements Comparable<Print> {

        @Override
        public int compareTo(Print other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(id, other.id);
        }

        private void write(DataOutput out) throws IOException {
            out.writeLong(time);
            out.writeLong(id);
            Wire.writeDecimal(out, price);
        }

        private static Print read(DataInput in) throws IOException {
            return new Print(in.readLong(), in.readLong(), Wire.readDecimal(in));
        }
    }

    /** The trades of both panes, which are of the same ten seconds and share no trade. */
    public Pane merge(Pane other) {
        QuantileSketch sketches = new QuantileSketch();
        sketches.mergePartialBytes(sketch);
        sketches.mergePartialBytes(other.sketch);
        return new Pane(
                instrument,
                start,
                open.compareTo(other.open) <= 0 ? open : other.open,
                close.compareTo(other.close) >= 0 ? close : other.close,
                high.max(other.high),
                low.min(other.low),
                aggregateTrades + other.aggregateTrades,
                fills + other.fills,
                takerBuyFills + other.takerBuyFills,
                sum(volume, other.volume),
                sum(takerBuyVolume, other.takerBuyVolume),
                sum(quoteVolume, other.quoteVolume),
                sum(takerBuyQuoteVolume, other.takerBuyQuoteVolume),
                sum(quoteSquareSum, other.quoteSquareSum),
                largestQuote.max(other.largestQuote),
                sketches.toPartialBytes(),
                Math.min(firstId, other.firstId),
                Math.max(lastId, other.lastId),
                missingIds + other.missingIds,
                skippedFillIds + other.skippedFillIds);
    }

    private static ExactSum sum(ExactSum one, ExactSum two) {
        ExactSum sum = one.copy();
        sum.add(two);
        return sum;
    }

    /** Writes everything but the instrument. */
    void write(DataOutput out) throws IOException {
        out.writeLong(start);
        open.write(out);
        close.write(out);
        Wire.writeDecimal(out, high);
        Wire.writeDecimal(out, low);
        out.writeLong(aggregateTrades);
        out.writeLong(fills);
        out.writeLong(takerBuyFills);
        volume.write(out);
        takerBuyVolume.write(out);
        quoteVolume.write(out);
        takerBuyQuoteVolume.write(out);
        quoteSquareSum.write(out);
        Wire.writeDecimal(out, largestQuote);
        out.writeInt(sketch.length);
        out.write(sketch);
        out.writeLong(firstId);
        out.writeLong(lastId);
        out.writeLong(missingIds);
        out.writeLong(skippedFillIds);
    }

    static Pane read(DataInput in, Instrument instrument) throws IOException {
        return new Pane(
                instrument,
                in.readLong(),
                Print.read(in),
                Print.read(in),
                Wire.readDecimal(in),
                Wire.readDecimal(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                ExactSum.read(in),
                ExactSum.read(in),
                ExactSum.read(in),
                ExactSum.read(in),
                ExactSum.read(in),
                Wire.readDecimal(in),
                readBytes(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static byte[] readBytes(DataInput in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
