/** The distribution, archives, lakes and the second engine, as the tests use them. */
package io.tidemark.engines.testing;
