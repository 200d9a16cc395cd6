package io.tidemark.jobs.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What was known of an instrument's positioning at the end of five minutes. What was not is null.
 *
 * @param windowEnd the instant at which it was known
 * @param close of the latest minute with trades in the five minutes
 * @param funding the last settlement
 * @param openInterest the last observation
 * @param openInterestUsd taking the quote for a dollar
 * @param priceUsed the price behind {@code openInterestUsd}; null if the venue's contracts are worth dollars
 * @param mark of the last minute that has both mark and index
 * @param index of the same minute
 * @param premium the venue's premium index, as a fraction
 */
public record DerivativesFrame(
        Instrument instrument,
        Instant windowEnd,
        Close close,
        FundingRate funding,
        OpenInterest openInterest,
        BigDecimal openInterestUsd,
        BigDecimal priceUsed,
        Close mark,
        Close index,
        Close premium) {}
