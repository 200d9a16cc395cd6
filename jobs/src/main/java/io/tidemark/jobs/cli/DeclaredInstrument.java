package io.tidemark.jobs.cli;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.pipeline.UsageException;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import io.tidemark.jobs.venue.binance.BinanceSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whom a declared series is about: by Binance's naming rules, or as the declaration says. */
final class DeclaredInstrument {

    private static final String WORD = "[A-Za-z0-9._-]+";

    private final Declaration declaration;

    DeclaredInstrument(Declaration declaration) {
        this.declaration = declaration;
    }

    /** The instrument, its columns as they are in the tables. */
    Instrument instrument() {
        String venue = text("venue", "[a-z0-9_-]+", "the exchange's name in lower case");
        String market = declaration.required("market");
        String symbol = text("symbol", "[A-Za-z0-9._:/@-]+", "the venue's own symbol");
        if (venue.equals(BinanceSymbols.VENUE) && declaration.text("base").isEmpty()) {
            Optional<BinanceMarket> listed = BinanceMarket.find(market);
            if (listed.isPresent()) {
                declaration.refuse("the symbol says it", "quote", "instrument");
                return BinanceSymbols.instrument(listed.get(), symbol)
                        .orElseThrow(() -> new UsageException(
                                "--symbol", symbol, "a symbol that ends in a quote asset, as BTCUSDT"));
            }
        }
        Market kind = market(market, venue.equals(BinanceSymbols.VENUE));
        declaration.require("base", "quote");
        String base = text("base", WORD, "an asset");
        String quote = text("quote", WORD, "an asset");
        return new Instrument(venue, kind, symbol, base, quote, id(venue, kind, base, quote));
    }

    private String text(String name, String pattern, String allowed) {
        String text = declaration.required(name);
        if (!text.matches(pattern)) {
            throw new UsageException("--" + name, text, allowed);
        }
        return text;
    }

    private static Market market(String text, boolean binance) {
        for (Market market : Market.values()) {
            if (market.text().equals(text)) {
                return market;
            }
        }
        List<String> allowed =
                new ArrayList<>(Arrays.stream(Market.values()).map(Market::text).toList());
        if (binance) {
            Arrays.stream(BinanceMarket.values()).map(BinanceMarket::text).forEach(allowed::add);
        }
        throw new UsageException(
                "--market",
                text,
                "one of " + String.join(", ", allowed.stream().distinct().toList()));
    }

    private String id(String venue, Market market, String base, String quote) {
        Optional<String> stated = declaration.text("instrument");
        if (stated.isPresent()) {
            if (!stated.get().matches(venue + ":[^,\\s]+")) {
                throw new UsageException("--instrument", stated.get(), "an id that starts with " + venue + ":");
            }
            return stated.get();
        }
        String pair = venue + ":" + base + "/" + quote;
        return switch (market) {
            case SPOT -> pair;
            case LINEAR_PERP -> pair + ":" + quote;
            case INVERSE_PERP -> pair + ":" + base;
            case LINEAR_FUTURE, INVERSE_FUTURE ->
                throw declaration.missing("--instrument (a future's id has its date: binance:BTC/USDT:USDT-260626)");
        };
    }
}
