/**
 * A synthetic venue on the command line.
 *
 * <p>{@link io.tidemark.simulator.Main} reads the options, {@link io.tidemark.simulator.ArchiveSimulation} plays the
 * market day by day into archive files and then damages some of them if asked to. It shares no code with the systems
 * that read its files, so that a misunderstanding cannot be on both sides.
 */
package io.tidemark.simulator;
