package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/**
 * Who a fact is about.
 *
 * @param venue the exchange, in lower case
 * @param market the kind of market
 * @param symbol the venue's own symbol
 * @param base the base asset, without multiplier
 * @param quote the quote asset
 * @param id {@code venue:} and the unified symbol, unique over the lake
 */
public record Instrument(String venue, Market market, String symbol, String base, String quote, String id)
        implements Serializable {

    void write(DataOutput out) throws IOException {
        out.writeUTF(venue);
        out.writeUTF(market.text());
        out.writeUTF(symbol);
        out.writeUTF(base);
        out.writeUTF(quote);
        out.writeUTF(id);
    }

    static Instrument read(DataInput in) throws IOException {
        return new Instrument(
                in.readUTF(), Market.of(in.readUTF()), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
    }

    @Override
    public String toString() {
        return id;
    }
}
