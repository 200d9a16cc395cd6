/**
 * What looks forward. Nothing but the wiring of the jobs may use it: a feature that can reach a label leaks the future.
 */
package io.tidemark.jobs.align.label;
