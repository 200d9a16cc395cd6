/** What is a venue's own: names, layouts, wire formats, label conventions. One package a venue. */
package io.tidemark.jobs.venue;
