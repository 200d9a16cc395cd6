/** Tests of the SQL in this module, against given and expected rows; a new view, query or case needs no Java. */
package io.tidemark.sql;
