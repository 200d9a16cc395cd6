/**
 * The market mathematics: pure Java that knows no engine, and beside each formula a thin shell that makes it callable
 * from SQL. The shells are registered by name in {@code functions.sql}.
 */
package io.tidemark.udfs;
