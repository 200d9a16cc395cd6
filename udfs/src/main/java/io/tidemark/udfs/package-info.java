/**
 * The market mathematics: pure Java that knows no engine, and beside each formula a thin shell, named
 * {@code …Function}, that makes it callable from SQL. The shells are registered by name in {@code functions.sql}; the
 * package comment of each area lists its own.
 *
 * <p>{@code exact} reads and sums decimals without rounding, {@code stats} holds mergeable statistics, {@code flow}
 * and {@code derivatives} the measures. Every result is the same to the bit whatever the order of arrival, the merge
 * tree or the machine.
 */
package io.tidemark.udfs;
