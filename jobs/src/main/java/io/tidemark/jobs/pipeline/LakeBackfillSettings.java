package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.LakeSettings;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;

/**
 * What a backfill from the lake's own facts is to do.
 *
 * @param venues the exchanges, each once
 * @param symbols the venues' own symbols, each once
 * @param from first UTC day, inclusive
 * @param to last UTC day, exclusive
 * @param klineInterval length of the venues' bars to read
 * @param mode Flink's runtime mode; it changes nothing in the result
 * @param parallelism readers and writers; it changes nothing in the result
 * @param chunkDays days that are published at once
 * @param force true to do days again that are done already
 * @param lake where the tables are
 */
public record LakeBackfillSettings(
        List<String> venues,
        List<String> symbols,
        LocalDate from,
        LocalDate to,
        String klineInterval,
        RuntimeExecutionMode mode,
        int parallelism,
        int chunkDays,
        boolean force,
        LakeSettings lake) {

    /** Copies the lists. */
    public LakeBackfillSettings {
        venues = List.copyOf(venues);
        symbols = List.copyOf(symbols);
    }
}
