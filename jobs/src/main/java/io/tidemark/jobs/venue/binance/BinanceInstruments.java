package io.tidemark.jobs.venue.binance;

import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.InstrumentTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** The terms of Binance's instruments: as a saved exchangeInfo response states them, else derived from the symbol. */
public final class BinanceInstruments {

    private final JsonNode symbols;
    private final String source;

    private BinanceInstruments(JsonNode symbols, String source) {
        this.symbols = symbols;
        this.source = source;
    }

    /** Terms by naming rules alone. */
    public static BinanceInstruments derived() {
        return new BinanceInstruments(null, "naming rules");
    }

    /**
     * Terms as a saved response of {@code /fapi/v1/exchangeInfo}, {@code /dapi/v1/exchangeInfo} or
     * {@code /api/v3/exchangeInfo} states them.
     *
     * @throws IOException if the file cannot be read or is no such response; the message says so in one line
     */
    public static BinanceInstruments saved(Path file) throws IOException {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            JsonNode symbols = root == null ? null : root.get("symbols");
            if (symbols == null || !symbols.isArray()) {
                throw new IOException(file + " is no saved exchangeInfo: it has no array named symbols");
            }
            return new BinanceInstruments(symbols, file.getFileName().toString());
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The terms of an instrument; derived ones if the saved response does not list it. */
    public InstrumentTerms terms(Instrument instrument) {
        if (symbols != null) {
            for (JsonNode symbol : symbols) {
                if (symbol.path("symbol").asText().equals(instrument.symbol())) {
                    return stated(instrument, symbol);
                }
            }
        }
        return new InstrumentTerms(
                instrument,
                BinanceSymbols.contractSize(instrument),
                BinanceSymbols.multiplier(instrument),
                null,
                null,
                BinanceSymbols.marginAsset(instrument),
                null,
                null,
                true,
                "naming rules");
    }

    private InstrumentTerms stated(Instrument instrument, JsonNode symbol) {
        return new InstrumentTerms(
                instrument,
                contractSize(instrument, symbol),
                BinanceSymbols.multiplier(instrument),
                filter(symbol, "PRICE_FILTER", "tickSize"),
                filter(symbol, "LOT_SIZE", "stepSize"),
                symbol.path("marginAsset").isMissingNode()
                        ? null
                        : symbol.path("marginAsset").asText(),
                instant(symbol.path("onboardDate")),
                // Perpetuals carry a delivery date a century away, which means none.
                instrument.market().isDelivered() ? instant(symbol.path("deliveryDate")) : null,
                false,
                source);
    }

    private static BigDecimal contractSize(Instrument instrument, JsonNode symbol) {
        BigDecimal derived = BinanceSymbols.contractSize(instrument);
        BigDecimal stated = decimal(symbol.path("contractSize"), derived);
        return stated.signum() > 0 ? stated : derived;
    }

    private static BigDecimal filter(JsonNode symbol, String type, String field) {
        for (JsonNode filter : symbol.path("filters")) {
            if (filter.path("filterType").asText().equals(type)) {
                return decimal(filter.path(field), null);
            }
        }
        return null;
    }

    private static BigDecimal decimal(JsonNode value, BigDecimal otherwise) {
        return value.isMissingNode() ? otherwise : new BigDecimal(value.asText());
    }

    private static Instant instant(JsonNode millis) {
        return millis.isMissingNode() ? null : Instant.ofEpochMilli(millis.asLong());
    }
}
