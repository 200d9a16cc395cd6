/**
 * Wiring: which stage feeds which, and the run around it.
 *
 * <p>The only package that imports stages. What it holds are graphs, plans and the bookkeeping of a run; what happens to
 * a fact is in the stages.
 */
package io.tidemark.jobs.pipeline;
