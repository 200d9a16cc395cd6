/** Readers and market settings that the tests share. */
package io.tidemark.simulator.testing;
