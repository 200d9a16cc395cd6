/**
 * The hot paths of a backfill, each measured alone with JMH: fields, lines, panes, inflaters, sketches. They are
 * entered where they are public; times are for one trade, one field or one byte, as each says.
 */
package io.tidemark.bench.micro;
