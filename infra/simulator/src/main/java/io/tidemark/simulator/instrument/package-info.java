/**
 * What is traded: bases with their risk, and the instruments on them with their tick, quantity step and number format.
 */
package io.tidemark.simulator.instrument;
