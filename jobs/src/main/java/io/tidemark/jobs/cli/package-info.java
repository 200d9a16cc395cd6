/**
 * The command line: options, messages and exit codes. Results go to standard output, everything else to standard error.
 */
package io.tidemark.jobs.cli;
