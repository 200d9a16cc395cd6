/**
 * Exact decimals for the hot path: amounts are read from bytes as {@code mantissa × 10^-scale} and summed without
 * ever rounding, so that no order of arrival, degree of parallelism or merge tree can change a bit of a result. A quotient
 * of such sums is rounded once.
 */
package io.tidemark.udfs.exact;
