/**
 * The contest: the same archive turned into minute bars by Tidemark, by the {@link io.tidemark.bench.floor floor} and by
 * what people would use instead, each in fresh processes, in turns, on two sizes.
 *
 * <p>{@link io.tidemark.bench.contest.Main} reads the options, {@link io.tidemark.bench.contest.Inputs} provides the
 * archive, {@link io.tidemark.bench.contest.Contest} runs the {@link io.tidemark.bench.contest.Contestants} and holds
 * their bars against the floor's, {@link io.tidemark.bench.contest.Report} tells. Processor seconds are what to compare:
 * they depend much less on what else the machine does than time on the clock.
 */
package io.tidemark.bench.contest;
