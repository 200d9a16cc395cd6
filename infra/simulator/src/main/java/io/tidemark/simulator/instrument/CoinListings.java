package io.tidemark.simulator.instrument;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The coin-margined contracts: a perpetual of each base ({@code BTCUSD_PERP}) and its quarterlies ({@code BTCUSD_260626}). */
final class CoinListings {
    private static final Pattern SYMBOL = Pattern.compile("([A-Z0-9]{2,20})USD_(PERP|\\d{6})");
    private static final String PERPETUAL = "PERP";
    private static final DateTimeFormatter DELIVERY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final int FUNDING_HOURS = 8;
    private static final int BITCOIN_CONTRACT = 100;
    private static final int OTHER_CONTRACT = 10;
    /** Below it a contract would be so much of the base that a day's bar could not be counted in units of 10^-8. */
    private static final double LOWEST_PRICE = 0.001;

    private static final Map<String, Integer> PRICE_DECIMALS =
            Map.of("BTC", 1, "ETH", 2, "SOL", 3, "XRP", 4, "DOGE", 5);

    private CoinListings() {}

    static String perpetual(String base) {
        return base + "USD_" + PERPETUAL;
    }

    static String quarterly(String base, LocalDate day) {
        return base + "USD_" + DELIVERY.format(CoinContract.deliveryAfter(day));
    }

    /** The contract of that symbol; empty if there can be none. */
    static Optional<Instrument> of(String symbol) {
        Matcher parts = SYMBOL.matcher(symbol);
        if (!parts.matches()) {
            return Optional.empty();
        }
        BaseAsset base = Listings.base(parts.group(1));
        if (base.referencePrice() < LOWEST_PRICE) {
            return Optional.empty();
        }
        if (parts.group(2).equals(PERPETUAL)) {
            return Optional.of(contract(symbol, base, null, FUNDING_HOURS));
        }
        return delivery(parts.group(2)).map(day -> contract(symbol, base, day, 0));
    }

    private static Optional<LocalDate> delivery(String digits) {
        try {
            return Optional.of(LocalDate.parse(digits, DELIVERY)).filter(CoinContract::isDelivery);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private static Instrument contract(String symbol, BaseAsset base, LocalDate delivery, int fundingHours) {
        int size = base.name().equals("BTC") ? BITCOIN_CONTRACT : OTHER_CONTRACT;
        Integer listedDecimals = PRICE_DECIMALS.get(base.name());
        int priceDecimals =
                listedDecimals == null ? Listings.decimalsFor(base.referencePrice() * 2e-4) : listedDecimals;
        return new Instrument(
                Market.CM,
                symbol,
                base,
                1,
                priceDecimals,
                1,
                0,
                1,
                delivery == null ? 4.0 * size : 2.0 * size,
                fundingHours,
                NumberStyle.OWN_DECIMALS,
                new CoinContract(size, delivery));
    }
}
