package io.tidemark.simulator;

import io.tidemark.simulator.instrument.Instrument;
import io.tidemark.simulator.instrument.Listings;
import io.tidemark.simulator.instrument.Market;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which instruments to simulate. */
final class InstrumentOptions {
    private static final List<String> USUAL_SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "1000PEPEUSDT", "PEPEUSDT");
    private static final int USUAL_COIN_INSTRUMENTS = 4;
    private static final int MOST_INSTRUMENTS = 50;

    @Option(
            names = "--market",
            paramLabel = "MARKET",
            split = ",",
            converter = MarketConverter.class,
            description = "Some of um, spot, cm (those that list a symbol; um,spot without symbols).")
    private Set<Market> markets;

    @Option(
            names = "--symbols",
            paramLabel = "SYMBOL",
            split = ",",
            description = "Such as BTCUSDT, BTCUSD_PERP or BTCUSD_260626, each in every market that lists it"
                    + " (BTCUSDT,ETHUSDT,1000PEPEUSDT,PEPEUSDT; on cm BTC and ETH, perpetual and quarterly).")
    private List<String> symbols;

    @Option(
            names = "--instruments",
            paramLabel = "N",
            description =
                    "Instead of --symbols: the N busiest instruments of the markets, 1 to " + MOST_INSTRUMENTS + ".")
    private Integer count;

    /** The instruments chosen; {@code day} says which quarterly contracts are listed. */
    List<Instrument> chosen(LocalDate day) {
        if (count != null) {
            return busiest(day);
        }
        Set<Instrument> chosen = new LinkedHashSet<>();
        if (symbols == null) {
            Set<Market> wanted = marketsOr(EnumSet.of(Market.UM, Market.SPOT));
            USUAL_SYMBOLS.forEach(symbol -> addListed(chosen, symbol, wanted));
            if (wanted.contains(Market.CM)) {
                chosen.addAll(Listings.busiest(EnumSet.of(Market.CM), day).subList(0, USUAL_COIN_INSTRUMENTS));
            }
            return List.copyOf(chosen);
        }
        for (String symbol : symbols) {
            addListed(chosen, symbol, marketsOr(EnumSet.allOf(Market.class)));
            if (chosen.stream().noneMatch(instrument -> instrument.symbol().equals(symbol))) {
                throw new WrongOption("--symbols", symbol, allowedSymbols());
            }
        }
        return List.copyOf(chosen);
    }

    private List<Instrument> busiest(LocalDate day) {
        if (symbols != null) {
            throw new WrongOption("--instruments", count, "only without --symbols");
        }
        if (count < 1 || count > MOST_INSTRUMENTS) {
            throw new WrongOption("--instruments", count, "1 to " + MOST_INSTRUMENTS);
        }
        return Listings.busiest(marketsOr(EnumSet.of(Market.UM, Market.SPOT)), day)
                .subList(0, count);
    }

    private static void addListed(Set<Instrument> chosen, String symbol, Set<Market> wanted) {
        for (Instrument instrument : Listings.of(symbol)) {
            if (wanted.contains(instrument.market())) {
                chosen.add(instrument);
            }
        }
    }

    private Set<Market> marketsOr(Set<Market> usual) {
        return markets == null ? usual : markets;
    }

    private String allowedSymbols() {
        Set<Market> wanted = marketsOr(EnumSet.allOf(Market.class));
        String linear = "capitals and digits that end in USDT, such as BTCUSDT";
        String coin = "BTCUSD_PERP, or a quarterly such as BTCUSD_260626 (the last Friday of a quarter)";
        if (!wanted.contains(Market.CM)) {
            return linear;
        }
        return wanted.size() == 1 ? coin : linear + "; or on cm " + coin;
    }
}
