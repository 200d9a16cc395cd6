package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.TimeRange;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import is to do.
 *
 * @param file the file of the series
 * @param instrument whom it is about
 * @param contractSize as in {@code market.instruments}; null if not known
 * @param series how the file is read
 * @param availability the lags of the sources
 * @param from first UTC day; null for the file's first
 * @param to last UTC day, exclusive; null for the day after the file's last
 * @param declared the declaration as it was written, by the names of the options: a text or a list of texts each
 * @param force true to import again what is imported and unchanged
 * @param lake where the tables are
 */
public record ImportSettings(
        Path file,
        Instrument instrument,
        BigDecimal contractSize,
        SeriesDeclaration series,
        Availability availability,
        LocalDate from,
        LocalDate to,
        Map<String, Object> declared,
        boolean force,
        LakeSettings lake) {

    /** Copies the map, by name. */
    public ImportSettings {
        declared = new TreeMap<>(declared);
    }

    /**
     * The days that are replaced.
     *
     * @param covered the days that the file covers
     * @throws UsageException if there is none, or one has not settled
     */
    TimeRange range(TimeRange covered, Instant now) {
        LocalDate first = from == null ? TimeRange.dayOf(covered.from()) : from;
        LocalDate end = to == null ? TimeRange.dayOf(covered.to()) : to;
        if (!first.isBefore(end)) {
            throw new UsageException("--to", end.toString(), "a day after --from " + first + " (it is exclusive)");
        }
        LocalDate settled = TimeRange.dayOf(now.minus(BackfillSettings.SETTLING_TIME));
        if (end.isAfter(settled)) {
            throw new UsageException(
                    "--to", end.toString(), settled + " or earlier: a day is imported once it ended two hours ago");
        }
        TimeRange range = TimeRange.ofDays(first, end);
        if (range.intersection(covered).isEmpty()) {
            throw new UsageException(
                    "--from",
                    first.toString(),
                    "a day that the file covers, from " + TimeRange.dayOf(covered.from()) + " to "
                            + TimeRange.dayOf(covered.to()) + ", exclusive");
        }
        return range;
    }
}
