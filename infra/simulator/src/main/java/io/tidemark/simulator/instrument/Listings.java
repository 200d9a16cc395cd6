package io.tidemark.simulator.instrument;

import io.tidemark.simulator.random.RandomStream;
import io.tidemark.simulator.random.Seed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the simulated venue lists. A symbol stands for the instrument of that name in every market that has one:
 * BTCUSDT for perpetual and spot, 1000PEPEUSDT for the perpetual and PEPEUSDT for the spot pair of the same base,
 * BTCUSD_PERP for the coin-margined perpetual. A symbol that is not written down here is listed as an asset whose price
 * and steps follow from its name alone.
 */
public final class Listings {
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{2,20}USDT");
    private static final String QUOTE = "USDT";

    private static final BaseAsset BITCOIN = new BaseAsset("BTC", 70_000.0, 1.0, 0.05);
    private static final BaseAsset ETHER = new BaseAsset("ETH", 2_150.0, 1.2, 0.10);
    private static final BaseAsset SOLANA = new BaseAsset("SOL", 88.0, 1.3, 0.16);
    private static final BaseAsset RIPPLE = new BaseAsset("XRP", 1.36, 1.1, 0.15);
    private static final BaseAsset DOGE = new BaseAsset("DOGE", 0.0935, 1.4, 0.18);
    private static final BaseAsset PEPE = new BaseAsset("PEPE", 0.00000362, 1.6, 0.25);
    private static final BaseAsset BOME = new BaseAsset("BOME", 0.0003743, 1.5, 0.28);

    private static final List<Instrument> LISTED = List.of(
            perpetual("BTCUSDT", BITCOIN, 1, 2, 10, 3, 260.0, 8, NumberStyle.SHORTEST),
            spot("BTCUSDT", BITCOIN, 2, 1, 5, 140.0),
            perpetual("ETHUSDT", ETHER, 1, 2, 1, 3, 220.0, 8, NumberStyle.SHORTEST),
            spot("ETHUSDT", ETHER, 2, 1, 4, 120.0),
            perpetual("SOLUSDT", SOLANA, 1, 4, 100, 2, 150.0, 8, NumberStyle.SHORTEST),
            spot("SOLUSDT", SOLANA, 2, 1, 3, 90.0),
            perpetual("XRPUSDT", RIPPLE, 1, 4, 1, 1, 140.0, 8, NumberStyle.SHORTEST),
            spot("XRPUSDT", RIPPLE, 4, 1, 1, 80.0),
            perpetual("DOGEUSDT", DOGE, 1, 6, 10, 0, 120.0, 8, NumberStyle.SHORTEST),
            spot("DOGEUSDT", DOGE, 5, 1, 0, 70.0),
            perpetual("1000PEPEUSDT", PEPE, 1000, 7, 1, 0, 90.0, 4, NumberStyle.SHORTEST),
            spot("PEPEUSDT", PEPE, 8, 1, 0, 60.0),
            perpetual("BOMEUSDT", BOME, 1, 7, 1, 0, 110.0, 4, NumberStyle.SCIENTIFIC),
            spot("BOMEUSDT", BOME, 7, 1, 0, 40.0));

    /** Bases without properties of their own here, the busiest of the real venue first. */
    private static final List<String> FURTHER_BASES = List.of(
            "BNB", "ADA", "TRX", "LINK", "AVAX", "SUI", "LTC", "BCH", "DOT", "NEAR", "UNI", "AAVE", "FIL", "ARB", "APT",
            "OP", "ATOM", "ETC", "XLM", "HBAR", "INJ", "TIA", "SEI", "WLD", "ENA", "ONDO", "RUNE", "LDO", "JUP", "ICP",
            "GALA", "CRV", "ALGO", "VET", "FET", "TAO", "STX", "IMX", "GRT", "SAND", "MANA", "AXS", "DYDX", "EGLD",
            "FLOW", "KAVA", "THETA", "XTZ", "ZEC", "DASH", "COMP", "SNX", "MKR", "ENS", "PENDLE", "STRK", "PYTH");

    private Listings() {}

    /**
     * The instruments that the symbol stands for: perpetual, spot, coin-margined.
     *
     * @return empty if the venue cannot list such a symbol
     */
    public static List<Instrument> of(String symbol) {
        if (!SYMBOL.matcher(symbol).matches()) {
            return CoinListings.of(symbol).stream().toList();
        }
        List<Instrument> found = new ArrayList<>();
        for (Instrument instrument : LISTED) {
            if (instrument.symbol().equals(symbol)) {
                found.add(instrument);
            }
        }
        return found.isEmpty() ? fromName(symbol) : List.copyOf(found);
    }

    /**
     * The instruments of the markets with the busiest bases first; of a base all its instruments together, with the
     * quarterly that is nearest on the day.
     */
    public static List<Instrument> busiest(Set<Market> markets, LocalDate day) {
        Set<String> symbols = new LinkedHashSet<>();
        for (Instrument instrument : LISTED) {
            addSymbols(symbols, instrument.symbol(), instrument.base().name(), day);
        }
        for (String base : FURTHER_BASES) {
            addSymbols(symbols, base + QUOTE, base, day);
        }
        return symbols.stream()
                .flatMap(symbol -> of(symbol).stream())
                .filter(instrument -> markets.contains(instrument.market()))
                .toList();
    }

    private static void addSymbols(Set<String> symbols, String symbol, String base, LocalDate day) {
        symbols.add(symbol);
        symbols.add(CoinListings.perpetual(base));
        symbols.add(CoinListings.quarterly(base, day));
    }

    /** The base of that name, as the USDT pairs have it. */
    static BaseAsset base(String name) {
        return LISTED.stream()
                .map(Instrument::base)
                .filter(base -> base.name().equals(name))
                .findFirst()
                .orElseGet(() -> fromName(name + QUOTE).get(0).base());
    }

    private static List<Instrument> fromName(String symbol) {
        RandomStream random = Seed.of(0).branch(symbol).stream();
        double price = StrictMath.exp(random.between(StrictMath.log(0.02), StrictMath.log(300.0)));
        double beta = random.between(0.8, 1.7);
        double deviation = random.between(0.12, 0.3);
        String name = symbol.substring(0, symbol.length() - QUOTE.length());
        BaseAsset base = new BaseAsset(name, price, beta, deviation);
        int priceDecimals = decimalsFor(price * 2e-4);
        int quantityDecimals = decimalsFor(2.0 / price);
        double notional = random.between(40.0, 160.0);
        return List.of(
                perpetual(symbol, base, 1, priceDecimals, 1, quantityDecimals, notional, 8, NumberStyle.SHORTEST),
                spot(symbol, base, priceDecimals, 1, quantityDecimals, 0.6 * notional));
    }

    /** The fewest decimals whose unit is no coarser than the given size. */
    static int decimalsFor(double coarsest) {
        int decimals = 0;
        for (double unit = 1.0; unit > coarsest; unit /= 10.0) {
            decimals++;
        }
        return decimals;
    }

    private static Instrument perpetual(
            String symbol,
            BaseAsset base,
            int multiplier,
            int priceDecimals,
            long tick,
            int quantityDecimals,
            double fillNotional,
            int fundingHours,
            NumberStyle style) {
        return new Instrument(
                Market.UM,
                symbol,
                base,
                multiplier,
                priceDecimals,
                tick,
                quantityDecimals,
                1,
                fillNotional,
                fundingHours,
                style,
                null);
    }

    private static Instrument spot(
            String symbol, BaseAsset base, int priceDecimals, long tick, int quantityDecimals, double fillNotional) {
        return new Instrument(
                Market.SPOT,
                symbol,
                base,
                1,
                priceDecimals,
                tick,
                quantityDecimals,
                1,
                fillNotional,
                0,
                NumberStyle.EIGHT_DECIMALS,
                null);
    }
}
