/** Spark as a contestant: minute bars of unzipped CSV, in one statement. */
package io.tidemark.bench.spark;
