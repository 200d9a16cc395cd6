/**
 * Named random streams and the paths drawn from them.
 *
 * <p>Every stream is derived from the seed by name and day, never from another stream's position, and only arithmetic
 * that is exact on every machine is used. So a day of a symbol comes out the same whatever else is simulated, and wherever.
 */
package io.tidemark.simulator.random;
