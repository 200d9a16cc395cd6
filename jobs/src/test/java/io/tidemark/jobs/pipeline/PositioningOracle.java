package io.tidemark.jobs.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known of an instrument at an instant, found by going through all lines of an archive for each instant anew. It
 * knows the definitions, and nothing of the project.
 */
final class PositioningOracle {

    static final Duration STEP = Duration.ofMinutes(5);

    private static final Duration SILENCE = Duration.ofMinutes(30);
    private static final LocalDate FIRST_DAY_OF_START_LABELS = LocalDate.of(2026, 6, 25);

    /** A minute with the last price in it, null if there is none; known at its end. */
    record Minute(Instant end, BigDecimal price) {}

    /** Something that is so from an instant on, and known from another. */
    record Stamped(Instant time, Instant known, BigDecimal value, int hours) {}

    /** What is known, nothing of it computed; nulls for what is not. */
    record Frame(
            Minute close,
            Stamped funding,
            Stamped openInterest,
            Minute mark,
            Minute index,
            Minute premium,
            BigDecimal valuedAt) {}

    private final Duration openInterestLag;
    private final Map<Instant, List<Minute>> ownMinutes;
    private final Map<Instant, List<Minute>> klines;
    private final Map<Instant, List<Minute>> marks;
    private final Map<Instant, List<Minute>> indexes;
    private final Map<Instant, List<Minute>> premiums;
    private final List<Stamped> openInterest = new ArrayList<>();
    private final List<Stamped> funding = new ArrayList<>();

    PositioningOracle(RawArchive archive, String symbol, Duration openInterestLag) {
        this.openInterestLag = openInterestLag;
        this.ownMinutes = byHour(ownMinutes(archive, symbol));
        this.klines = byHour(minutes(archive.rows("klines", symbol), cells -> Long.parseLong(cells[8]) > 0));
        this.marks = byHour(minutes(archive.rows("markPriceKlines", symbol), cells -> true));
        this.indexes = byHour(minutes(archive.rows("indexPriceKlines", symbol), cells -> true));
        this.premiums = byHour(minutes(archive.rows("premiumIndexKlines", symbol), cells -> true));
        for (RawArchive.RawFile file : archive.files("metrics", symbol)) {
            boolean starts = !file.day().isBefore(FIRST_DAY_OF_START_LABELS);
            for (String[] cells : file.rows()) {
                Instant label = RawArchive.stamp(cells[0]);
                Instant described = starts ? label.plus(STEP) : label;
                if (!cells[2].isEmpty()) {
                    openInterest.add(
                            new Stamped(described, described.plus(openInterestLag), new BigDecimal(cells[2]), 0));
                }
            }
        }
        for (String[] cells : archive.rows("fundingRate", symbol)) {
            Instant time = RawArchive.millis(cells[0]);
            funding.add(new Stamped(time, time.plusSeconds(1), new BigDecimal(cells[2]), Integer.parseInt(cells[1])));
        }
    }

    private static List<Minute> minutes(List<String[]> rows, Predicate<String[]> isTraded) {
        return rows.stream()
                .filter(isTraded)
                .map(cells -> new Minute(RawArchive.millis(cells[0]).plusSeconds(60), new BigDecimal(cells[4])))
                .toList();
    }

    /** Every minute that a file delivers, traded or not: all but those of a long silence at the edges of its day. */
    private static List<Minute> ownMinutes(RawArchive archive, String symbol) {
        List<Minute> minutes = new ArrayList<>();
        for (RawArchive.RawFile file : archive.files("aggTrades", symbol)) {
            Map<Instant, String[]> last = new HashMap<>();
            Instant first = Instant.MAX;
            Instant latest = Instant.MIN;
            for (String[] cells : file.rows()) {
                Instant time = RawArchive.millis(cells[5]);
                first = time.isBefore(first) ? time : first;
                latest = time.isAfter(latest) ? time : latest;
                last.merge(time.truncatedTo(ChronoUnit.MINUTES), cells, PositioningOracle::later);
            }
            Instant midnight = file.day().atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant end = midnight.plus(1, ChronoUnit.DAYS);
            boolean silentStart = Duration.between(midnight, first).compareTo(SILENCE) > 0;
            boolean silentEnd = Duration.between(latest, end).compareTo(SILENCE) > 0;
            for (Instant minute = midnight; minute.isBefore(end); minute = minute.plusSeconds(60)) {
                boolean before = silentStart && !minute.plusSeconds(60).isAfter(first);
                boolean after = silentEnd && minute.isAfter(latest);
                if (!before && !after) {
                    String[] trade = last.get(minute);
                    minutes.add(new Minute(minute.plusSeconds(60), trade == null ? null : new BigDecimal(trade[1])));
                }
            }
        }
        return minutes;
    }

    private static String[] later(String[] one, String[] other) {
        int byTime = Long.compare(Long.parseLong(one[5]), Long.parseLong(other[5]));
        int order = byTime == 0 ? Long.compare(Long.parseLong(one[0]), Long.parseLong(other[0])) : byTime;
        return order > 0 ? one : other;
    }

    private static Map<Instant, List<Minute>> byHour(List<Minute> minutes) {
        return minutes.stream().collect(Collectors.groupingBy(minute -> minute.end.truncatedTo(ChronoUnit.HOURS)));
    }

    /** Those that end in the hour of the instant or in the one before: nobody looks further. */
    private static List<Minute> around(Map<Instant, List<Minute>> minutes, Instant at) {
        Instant hour = at.truncatedTo(ChronoUnit.HOURS);
        List<Minute> around = new ArrayList<>(minutes.getOrDefault(hour.minusSeconds(3600), List.of()));
        around.addAll(minutes.getOrDefault(hour, List.of()));
        return around;
    }

    /** What is known at the instant. */
    Frame at(Instant at) {
        Stamped settled = latest(funding, at, at.minus(Duration.ofDays(32)));
        Stamped observed =
                latest(openInterest, at, at.minus(Duration.ofMinutes(10)).minus(openInterestLag));
        Minute close = close(at);
        Minute mark = null;
        Minute index = null;
        for (Minute candidate : around(marks, at)) {
            for (Minute other : around(indexes, at)) {
                if (isIn(candidate, at)
                        && other.end.equals(candidate.end)
                        && (mark == null || candidate.end.isAfter(mark.end))) {
                    mark = candidate;
                    index = other;
                }
            }
        }
        return new Frame(
                close, settled, observed, mark, index, latest(premiums, at, STEP), valuedAt(observed, close, at));
    }

    private BigDecimal valuedAt(Stamped observed, Minute close, Instant at) {
        if (observed == null) {
            return null;
        }
        // At most ten minutes old, exactly ten included.
        Minute mark = latest(marks, at, Duration.ofMinutes(10).plusNanos(1));
        return mark != null ? mark.price : close == null ? null : close.price;
    }

    /** The price at the instant, as labels compare it as well; null without trades. */
    Minute close(Instant at) {
        Minute latest = null;
        for (Minute own : around(ownMinutes, at)) {
            if (isIn(own, at) && own.price != null && (latest == null || own.end.isAfter(latest.end))) {
                latest = own;
            }
        }
        for (Minute kline : around(klines, at)) {
            if (isIn(kline, at)
                    && (latest == null || kline.end.isAfter(latest.end))
                    && around(ownMinutes, at).stream().noneMatch(own -> own.end.equals(kline.end))) {
                latest = kline;
            }
        }
        return latest;
    }

    private static boolean isIn(Minute minute, Instant at) {
        return minute.end.isAfter(at.minus(STEP)) && !minute.end.isAfter(at);
    }

    private static Minute latest(Map<Instant, List<Minute>> minutes, Instant at, Duration back) {
        Minute latest = null;
        for (Minute minute : around(minutes, at)) {
            boolean isInside = minute.end.isAfter(at.minus(back)) && !minute.end.isAfter(at);
            if (isInside && (latest == null || minute.end.isAfter(latest.end))) {
                latest = minute;
            }
        }
        return latest;
    }

    private static Stamped latest(List<Stamped> facts, Instant at, Instant oldest) {
        Stamped latest = null;
        for (Stamped fact : facts) {
            boolean isUsable = !fact.known.isAfter(at) && !fact.time.isBefore(oldest);
            if (isUsable && (latest == null || fact.time.isAfter(latest.time))) {
                latest = fact;
            }
        }
        return latest;
    }

    /** Half-even, to the 18 decimals of a column. */
    static BigDecimal rounded(BigDecimal value) {
        return value.setScale(18, RoundingMode.HALF_EVEN);
    }
}
