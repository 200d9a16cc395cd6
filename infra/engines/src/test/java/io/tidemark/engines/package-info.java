/**
 * Drives the finished distribution from outside, command by command, and reads its tables with another engine. Nothing here
 * shares code with what it tests.
 */
package io.tidemark.engines;
