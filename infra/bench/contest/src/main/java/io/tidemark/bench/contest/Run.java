package io.tidemark.bench.contest;

/**
 * What one run cost.
 *
 * @param wallSeconds from start to end
 * @param cpuSeconds user and system time of the process and all its descendants
 * @param peakMib largest resident memory of all of them together, sampled
 */
record Run(double wallSeconds, double cpuSeconds, double peakMib) {

    /** Both, one after the other. */
    Run then(Run next) {
        return new Run(wallSeconds + next.wallSeconds, cpuSeconds + next.cpuSeconds, Math.max(peakMib, next.peakMib));
    }
}
