package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a source sends: observations, and in band with them how far it has delivered and what went wrong.
 *
 * <p>The order within an instrument matters: a {@link Delivered} comes after everything of its interval. Therefore all
 * kinds travel in one stream, with a serializer of their own ({@link FactSerializer}).
 */
public sealed interface Fact
        permits Pane, Kline, OpenInterest, LongShortRatios, FundingRate, Delivered, Gap, DeadLetter, FileRead {

    /** The instrument that the fact is about. */
    Instrument instrument();

    /** Writes everything but the kind. */
    void write(DataOutput out) throws IOException;

    /** The kinds, by the tag that precedes them on the wire; the order is part of the format. */
    enum Kind {
        PANE(Pane.class, Pane::read),
        KLINE(Kline.class, Kline::read),
        OPEN_INTEREST(OpenInterest.class, OpenInterest::read),
        LONG_SHORT_RATIOS(LongShortRatios.class, LongShortRatios::read),
        FUNDING_RATE(FundingRate.class, FundingRate::read),
        DELIVERED(Delivered.class, Delivered::read),
        GAP(Gap.class, Gap::read),
        DEAD_LETTER(DeadLetter.class, DeadLetter::read),
        FILE_READ(FileRead.class, FileRead::read);

        private final Class<? extends Fact> type;
        private final Reading reading;

        Kind(Class<? extends Fact> type, Reading reading) {
            this.type = type;
            this.reading = reading;
        }

        static Kind of(Fact fact) {
            for (Kind kind : VALUES) {
                if (kind.type == fact.getClass()) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind for " + fact.getClass());
        }

        private static final Kind[] VALUES = values();
    }

    /** Reads what {@link #write} wrote. */
    @FunctionalInterface
    interface Reading {
        Fact read(DataInput in) throws IOException;
    }

    /** Writes the kind, then the fact. */
    static void writeTagged(Fact fact, DataOutput out) throws IOException {
        out.writeByte(Kind.of(fact).ordinal());
        fact.write(out);
    }

    /** Reads what {@link #writeTagged} wrote. */
    static Fact readTagged(DataInput in) throws IOException {
        return Kind.VALUES[in.readByte()].reading.read(in);
    }
}
