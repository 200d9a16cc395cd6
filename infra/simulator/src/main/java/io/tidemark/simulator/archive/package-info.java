/**
 * The venue's public archive: its layout, its files and their number formats.
 *
 * <p>Each file listens to a trading day and writes the rows of one dataset into a zip with a checksum beside it.
 */
package io.tidemark.simulator.archive;
