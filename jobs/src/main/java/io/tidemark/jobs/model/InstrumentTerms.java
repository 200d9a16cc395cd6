package io.tidemark.jobs.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * The terms that an instrument trades on.
 *
 * @param contractSize quote units per contract (inverse) or base units per quantity (linear, spot: 1)
 * @param multiplier base units in one unit of quantity
 * @param tickSize smallest price step; null if not known
 * @param quantityStep smallest quantity step; null if not known
 * @param marginAsset the asset that margin is posted in; null on spot
 * @param validFrom inclusive; null if not known
 * @param validTo exclusive; null while valid or if not known
 * @param derived true if only the symbol's name says so
 * @param source where the terms were read
 */
public record InstrumentTerms(
        Instrument instrument,
        BigDecimal contractSize,
        BigDecimal multiplier,
        BigDecimal tickSize,
        BigDecimal quantityStep,
        String marginAsset,
        Instant validFrom,
        Instant validTo,
        boolean derived,
        String source) {}
