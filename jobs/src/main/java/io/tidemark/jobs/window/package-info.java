/**
 * From trades to panes, and from panes to bars.
 *
 * <p>Reads the trades of a file as its decoder meets them ({@link io.tidemark.jobs.window.PaneBuilder}, before any
 * shuffle) and panes with their progress, by instrument ({@link io.tidemark.jobs.window.BarFunction}). Emits panes, bars
 * and gaps. Invariant: neither the order of arrival nor where a run began changes a bit of a bar.
 */
package io.tidemark.jobs.window;
