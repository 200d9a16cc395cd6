/** What several tests need: recorded trades, facts by kind, recorded data, lakes in temporary folders. */
package io.tidemark.jobs.testing;
