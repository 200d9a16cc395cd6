/** Where facts come from. Whether that is live or an archive is known here and nowhere downstream. */
package io.tidemark.jobs.source;
