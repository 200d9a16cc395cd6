/**
 * The tables of the lake and the catalog that holds them.
 *
 * <p>Every table is defined once, here: its columns with a doc string each, the column that date ranges select on, the
 * key of a row, what the content hash leaves out, its partitioning and sort order. Everything else (writers, SQL,
 * hashes, tests) derives from these definitions.
 */
package io.tidemark.catalog;
