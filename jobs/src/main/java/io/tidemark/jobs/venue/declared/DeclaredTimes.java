package io.tidemark.jobs.venue.declared;

import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The instants of a file's rows, as declared, and that they are in the declared order.
 *
 * <p>A local time that clocks pass twice is the earlier instant, unless the file ascends and has come past that; one that
 * clocks skip is rejected.
 */
final class DeclaredTimes {

    /** No instrument is older than Bitcoin, and a stamp in another unit than declared is far from here. */
    private static final Instant FIRST = Instant.parse("2009-01-03T00:00:00Z");

    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    /** How many decimals lie between each unit and nanoseconds. */
    private static final Map<String, Integer> EPOCHS = Map.of("epoch-s", 9, "epoch-ms", 6, "epoch-us", 3);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Times times;
    private final DateTimeFormatter text;
    private SeriesRow lastRow;
    private Instant last;

    DeclaredTimes(Times times) {
        this.times = times;
        if (EPOCHS.containsKey(times.format())) {
            text = null;
        } else if (times.format().equals("iso")) {
            text = ISO;
        } else {
            text = DateTimeFormatter.ofPattern(times.format(), Locale.ROOT);
        }
    }

    /**
     * The instant of the next row.
     *
     * @throws RejectedLineException if the row has none
     * @throws RefusedFileException if the row is not in order, or its stamp needs a zone and none is declared
     */
    Instant next(SeriesRow row) {
        String stamp = row.cells().get(times.column());
        if (stamp == null || stamp.isEmpty()) {
            throw new RejectedLineException("has no " + times.column());
        }
        Instant instant = text == null ? epoch(stamp) : parsed(stamp);
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw rejected(
                    stamp,
                    "is " + instant + ", not between " + FIRST + " and " + END + "; declared is " + times.format());
        }
        check(row, instant);
        lastRow = row;
        last = instant;
        return instant;
    }

    private Instant epoch(String stamp) {
        BigDecimal nanos = Numbers.parse(stamp, '.')
                .orElseThrow(() -> rejected(stamp, "is no number, declared is " + times.format()))
                .movePointRight(EPOCHS.get(times.format()))
                .setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
        if (seconds[0].abs().compareTo(new BigDecimal(END.getEpochSecond())) > 0) {
            throw rejected(stamp, "is beyond " + END + "; declared is " + times.format());
        }
        return Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValueExact());
    }

    private Instant parsed(String stamp) {
        TemporalAccessor parsed;
        try {
            parsed = text.parseBest(stamp, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw rejected(stamp, "is no time, declared is " + times.format());
        }
        if (parsed instanceof OffsetDateTime withZone) {
            return withZone.toInstant();
        }
        if (times.zone() == null) {
            throw new RefusedFileException(times.column() + " '" + stamp + "' states no zone, and none is declared");
        }
        return inZone(stamp, (LocalDateTime) parsed);
    }

    private Instant inZone(String stamp, LocalDateTime local) {
        List<ZoneOffset> offsets = times.zone().getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw rejected(stamp, "does not exist in " + times.zone() + ": clocks skip it");
        }
        Instant earlier = local.toInstant(offsets.get(0));
        Instant later = local.toInstant(offsets.get(offsets.size() - 1));
        if (earlier.equals(later)) {
            return earlier;
        }
        // A file in order comes past the hour twice; which of both times it is at the order tells.
        return switch (times.order()) {
            case ASCENDING -> last != null && !earlier.isAfter(last) ? later : earlier;
            case DESCENDING -> last != null && !later.isBefore(last) ? earlier : later;
            case ANY ->
                throw rejected(
                        stamp,
                        "happened twice in " + times.zone() + ", at " + earlier + " and at " + later
                                + ", and rows in any order do not tell which it is");
        };
    }

    private void check(SeriesRow row, Instant instant) {
        boolean wrong = last != null
                && switch (times.order()) {
                    case ASCENDING -> instant.isBefore(last);
                    case DESCENDING -> instant.isAfter(last);
                    case ANY -> false;
                };
        if (wrong) {
            throw new RefusedFileException("row " + row.number() + " is of " + instant + ", row " + lastRow.number()
                    + " before it of " + last + ": that is not "
                    + times.order().name().toLowerCase(Locale.ROOT));
        }
    }

    private RejectedLineException rejected(String stamp, String problem) {
        return Numbers.rejected(times.column(), stamp, problem);
    }
}
