/**
 * The hot paths, each measured alone with JMH: fields, lines, panes, inflaters, sketches, rolling statistics. They are
 * entered where they are public; times are for one trade, one field, one byte or one row, as each says.
 */
package io.tidemark.bench.micro;
