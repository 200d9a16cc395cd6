package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Binance symbol says by itself, for archives that come without the venue's own list of instruments: base and
 * quote by the longest known quote at its end, the multiplier by a leading power of ten, the delivery date by its suffix.
 */
public final class BinanceSymbols {

    /** The venue's name in the lake. */
    public static final String VENUE = "binance";

    /** Longest first, so that FDUSD is not taken for USD. */
    private static final List<String> QUOTES = List.of(
            "FDUSD", "USDT", "USDC", "BUSD", "TUSD", "USDP", "USD1", "BIDR", "BVND", "IDRT", "DAI", "BTC", "ETH", "BNB",
            "TRY", "EUR", "GBP", "AUD", "BRL", "RUB", "UAH", "NGN", "ZAR", "PLN", "RON", "ARS", "JPY", "MXN", "COP",
            "CZK", "IDR", "TRX", "XRP", "DOT", "DOGE", "SOL", "PAX", "VAI", "USD");

    /** A power of ten is a multiplier before a letter; 1INCH and 0G are names. */
    private static final Pattern MULTIPLIER = Pattern.compile("(1000000|100000|10000|1000|1M)([A-Z].*)");

    private static final Pattern DELIVERY = Pattern.compile("(.+)_(\\d{6})");

    /** Coin-margined contracts are perpetual or delivered, and say which. */
    private static final Pattern COIN_MARGINED = Pattern.compile("(.+)USD_(PERP|\\d{6})");

    private static final BigDecimal BTC_CONTRACT = new BigDecimal(100);
    private static final BigDecimal CONTRACT = BigDecimal.TEN;

    private BinanceSymbols() {}

    /** The instrument of a symbol; empty if the symbol ends in no known quote. */
    public static Optional<Instrument> instrument(BinanceMarket market, String symbol) {
        if (market == BinanceMarket.CM) {
            return coinMargined(symbol);
        }
        Matcher delivery = DELIVERY.matcher(symbol);
        boolean delivered = market == BinanceMarket.UM && delivery.matches();
        String pair = delivered ? delivery.group(1) : symbol;
        return QUOTES.stream()
                .filter(quote -> pair.endsWith(quote) && pair.length() > quote.length())
                .findFirst()
                .map(quote -> {
                    String listed = pair.substring(0, pair.length() - quote.length());
                    String date = delivered ? "-" + delivery.group(2) : "";
                    String unified = market == BinanceMarket.SPOT
                            ? listed + "/" + quote
                            : listed + "/" + quote + ":" + quote + date;
                    return new Instrument(
                            VENUE, kind(market, delivered), symbol, base(listed), quote, VENUE + ":" + unified);
                });
    }

    /** True if the instrument is what its symbol says. */
    public static boolean isListedAs(Instrument instrument) {
        return Arrays.stream(BinanceMarket.values()).anyMatch(market -> instrument(market, instrument.symbol())
                .filter(instrument::equals)
                .isPresent());
    }

    private static Optional<Instrument> coinMargined(String symbol) {
        Matcher contract = COIN_MARGINED.matcher(symbol);
        if (!contract.matches()) {
            return Optional.empty();
        }
        String listed = contract.group(1);
        boolean perpetual = contract.group(2).equals("PERP");
        String unified = listed + "/USD:" + listed + (perpetual ? "" : "-" + contract.group(2));
        return Optional.of(new Instrument(
                VENUE,
                perpetual ? Market.INVERSE_PERP : Market.INVERSE_FUTURE,
                symbol,
                base(listed),
                "USD",
                VENUE + ":" + unified));
    }

    /** The pair that a contract's index is about: BTCUSD for BTCUSD_PERP. */
    static String pair(String symbol) {
        int suffix = symbol.lastIndexOf('_');
        return suffix < 0 ? symbol : symbol.substring(0, suffix);
    }

    /** Quote units in one contract: 100 USD of BTC, 10 USD of any other base; 1 where quantities are in base asset. */
    static BigDecimal contractSize(Instrument instrument) {
        if (!instrument.market().isInverse()) {
            return BigDecimal.ONE;
        }
        return instrument.base().equals("BTC") ? BTC_CONTRACT : CONTRACT;
    }

    /** The asset that margin is posted in; null on spot. */
    static String marginAsset(Instrument instrument) {
        return switch (instrument.market()) {
            case SPOT -> null;
            case LINEAR_PERP, LINEAR_FUTURE -> instrument.quote();
            case INVERSE_PERP, INVERSE_FUTURE -> instrument.base();
        };
    }

    private static Market kind(BinanceMarket market, boolean delivered) {
        return switch (market) {
            case SPOT -> Market.SPOT;
            case UM -> delivered ? Market.LINEAR_FUTURE : Market.LINEAR_PERP;
            case CM -> throw new IllegalArgumentException("coin-margined contracts have symbols of another form");
        };
    }

    /** Base units in one unit of quantity: 1000 for 1000PEPEUSDT, else 1. */
    public static BigDecimal multiplier(Instrument instrument) {
        String symbol = instrument.symbol();
        Matcher multiplier = MULTIPLIER.matcher(symbol.substring(0, symbol.lastIndexOf(instrument.quote())));
        if (!multiplier.matches()) {
            return BigDecimal.ONE;
        }
        return multiplier.group(1).equals("1M") ? new BigDecimal(1_000_000) : new BigDecimal(multiplier.group(1));
    }

    private static String base(String listed) {
        Matcher multiplier = MULTIPLIER.matcher(listed);
        return multiplier.matches() ? multiplier.group(2) : listed;
    }
}
