package io.tidemark.jobs.model;

import io.tidemark.udfs.derivatives.Crowding;
import io.tidemark.udfs.derivatives.OpenInterestValueChange;
import io.tidemark.udfs.derivatives.Quadrant;
import io.tidemark.udfs.derivatives.StressRegime;

/**
 * A row of {@code derivatives.metrics}, whose columns say what each value means. Statistics that are not defined are NaN.
 *
 * @param frame what was known
 * @param basisBps of the frame's mark and index
 * @param priceReturnBps1h against the row 12 rows before
 * @param openInterestChanges against rows before
 * @param openInterestUsdChange1h change of open interest in USD
 * @param usdChange1h parts of that change, where the quantity has a price; null if not defined
 * @param parity scores against the last 288 rows, this one included
 * @param strict scores against the rows of the 24 hours before
 * @param quadrant null if price or open interest of one hour is missing
 */
public record DerivativesRow(
        DerivativesFrame frame,
        double basisBps,
        double priceReturnBps1h,
        Changes openInterestChanges,
        double openInterestUsdChange1h,
        OpenInterestValueChange usdChange1h,
        Scores parity,
        Scores strict,
        Quadrant quadrant) {

    /** A change of open interest, in the venue's unit and in percent of what it was before; NaN where not defined. */
    public record Change(double amount, double percent) {}

    /** Changes of open interest over several lengths of time. */
    public record Changes(
            Change fiveMinutes, Change fifteenMinutes, Change hour, Change fourHours, Change day, Change week) {}

    /** How unusual three inputs are, as z-scores; NaN where not defined. */
    public record Scores(double fundingZ, double basisZ, double openInterestZ) {

        /** How many are defined. */
        public int inputs() {
            return Crowding.inputs(fundingZ, basisZ, openInterestZ);
        }

        /** Mean of those that are defined. */
        public double crowding() {
            return Crowding.parity(fundingZ, basisZ, openInterestZ);
        }

        /** Mean, if all are defined. */
        public double crowdingOfAll() {
            return Crowding.strict(fundingZ, basisZ, openInterestZ);
        }

        /** True if all are above their thresholds; what is not defined is not. */
        public boolean stress() {
            return StressRegime.parity(fundingZ, basisZ, openInterestZ);
        }

        /** The same; null if one is not defined. */
        public Boolean stressOfAll() {
            return StressRegime.strict(fundingZ, basisZ, openInterestZ);
        }
    }
}
