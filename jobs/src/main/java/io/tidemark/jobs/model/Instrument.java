package io.tidemark.jobs.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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

    private static final String DOLLAR = "USD";

    private static final Set<String> DOLLAR_TOKENS =
            Set.of("USDT", "USDC", "FDUSD", "BUSD", "TUSD", "USDP", "USD1", "DAI");

    private static final String SEPARATOR = "\u001F";
    private static final Map<String, Instrument> KNOWN = new ConcurrentHashMap<>();

    /** True if an amount of the quote is an amount of US dollars, taking tokens that follow the dollar for it. */
    public boolean isQuotedInDollars() {
        return quote.equals(DOLLAR) || isQuotedInDollarTokens();
    }

    /** True if the quote is a token that follows the dollar, and that may lose it. */
    public boolean isQuotedInDollarTokens() {
        return DOLLAR_TOKENS.contains(quote);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(String.join(SEPARATOR, venue, market.text(), symbol, base, quote, id));
    }

    /** Every fact names its instrument, and there are few of them: what is read twice is one object. */
    static Instrument read(DataInput in) throws IOException {
        return KNOWN.computeIfAbsent(in.readUTF(), Instrument::parse);
    }

    private static Instrument parse(String written) {
        String[] parts = written.split(SEPARATOR, -1);
        return new Instrument(parts[0], Market.of(parts[1]), parts[2], parts[3], parts[4], parts[5]);
    }

    @Override
    public String toString() {
        return id;
    }
}
