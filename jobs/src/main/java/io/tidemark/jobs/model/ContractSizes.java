package io.tidemark.jobs.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much one contract of each inverse instrument is.
 *
 * @param byInstrument quote units per contract, by the instrument's id
 */
public record ContractSizes(Map<String, BigDecimal> byInstrument) implements Serializable {

    /** For markets whose quantities are in the base asset. */
    public static final ContractSizes NONE = new ContractSizes(Map.of());

    /** Copies the map, in order. */
    public ContractSizes {
        byInstrument = new TreeMap<>(byInstrument);
    }

    /** The sizes of those instruments that are inverse. */
    public static ContractSizes of(Collection<InstrumentTerms> terms) {
        Map<String, BigDecimal> sizes = new TreeMap<>();
        for (InstrumentTerms instrument : terms) {
            if (instrument.instrument().market().isInverse()) {
                sizes.put(instrument.instrument().id(), instrument.contractSize());
            }
        }
        return new ContractSizes(sizes);
    }

    /**
     * Quote units per contract; null if the instrument's quantities are in the base asset.
     *
     * @throws IllegalArgumentException if the instrument is inverse and its size is not known
     */
    public BigDecimal of(Instrument instrument) {
        BigDecimal size = byInstrument.get(instrument.id());
        if (size == null && instrument.market().isInverse()) {
            throw new IllegalArgumentException("the contract size of " + instrument + " is not known");
        }
        return size;
    }
}
