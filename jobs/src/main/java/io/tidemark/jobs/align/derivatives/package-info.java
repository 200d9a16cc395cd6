/** What {@code derivatives.metrics} says of the facts that are known at the end of every five minutes. */
package io.tidemark.jobs.align.derivatives;
