package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What a source sends: observations, and in band with them how far it has delivered and what went wrong.
 *
 * <p>The order within an instrument matters: a {@link Delivered} comes after everything of its interval. Therefore all
 * kinds travel in one stream, with a serializer of their own ({@link FactSerializer}).
 */
@TypeInfo(FactType.Factory.class)
public sealed interface Fact
        permits PaneGroup,
                Kline,
                Observation,
                LongShortRatios,
                Delivered,
                Gap,
                DeadLetter,
                FileRead,
                Trade,
                Liquidation {

    /** The instrument that the fact is about. */
    Instrument instrument();

    /** Writes everything but the kind. */
    void write(DataOutput out) throws IOException;

    /** The kinds, by the tag that precedes them on the wire; a tag never gets another meaning. */
    enum Kind {
        PANES(1, PaneGroup.class, PaneGroup::read),
        KLINE(2, Kline.class, Kline::read),
        OPEN_INTEREST(3, OpenInterest.class, OpenInterest::read),
        LONG_SHORT_RATIOS(4, LongShortRatios.class, LongShortRatios::read),
        FUNDING_RATE(5, FundingRate.class, FundingRate::read),
        DELIVERED(6, Delivered.class, Delivered::read),
        GAP(7, Gap.class, Gap::read),
        DEAD_LETTER(8, DeadLetter.class, DeadLetter::read),
        FILE_READ(9, FileRead.class, FileRead::read),
        TRADE(10, Trade.class, Trade::read),
        LIQUIDATION(11, Liquidation.class, Liquidation::read),
        CLOSE(12, Close.class, Close::read);

        private static final Kind[] BY_TAG = new Kind[16];

        static {
            for (Kind kind : values()) {
                BY_TAG[kind.tag] = kind;
            }
        }

        private final int tag;
        private final Class<? extends Fact> type;
        private final Reading reading;

        Kind(int tag, Class<? extends Fact> type, Reading reading) {
            this.tag = tag;
            this.type = type;
            this.reading = reading;
        }

        static Kind of(Fact fact) {
            for (Kind kind : BY_TAG) {
                if (kind != null && kind.type == fact.getClass()) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind for " + fact.getClass());
        }
    }

    /** Reads what {@link #write} wrote. */
    @FunctionalInterface
    interface Reading {
        Fact read(DataInput in) throws IOException;
    }

    /** Writes the kind, then the fact. */
    static void writeTagged(Fact fact, DataOutput out) throws IOException {
        out.writeByte(Kind.of(fact).tag);
        fact.write(out);
    }

    /** Reads what {@link #writeTagged} wrote. */
    static Fact readTagged(DataInput in) throws IOException {
        return Kind.BY_TAG[in.readByte()].reading.read(in);
    }
}
