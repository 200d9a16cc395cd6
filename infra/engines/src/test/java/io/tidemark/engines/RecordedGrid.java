package io.tidemark.engines;

import io.tidemark.engines.testing.RecordedArchive;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the recorded files of a symbol hold and lack, read without the product. */
record RecordedGrid(String symbol, Kind kind, LocalDate from, LocalDate to) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** Datasets with a row for each step of time. */
    enum Kind {
        METRICS("metrics", Duration.ofMinutes(5)),
        KLINES("klines", Duration.ofMinutes(1));

        private final String dataset;
        private final Duration step;

        Kind(String dataset, Duration step) {
            this.dataset = dataset;
            this.step = step;
        }

        String dataset() {
            return dataset;
        }
    }

    /** A stretch without rows inside a day, and whether its file is there. */
    record Hole(Instant from, Instant to, boolean fileIsThere) {}

    private String key(LocalDate day) {
        String folder = "data/futures/um/daily/" + kind.dataset + "/" + symbol + "/";
        return kind == Kind.METRICS
                ? folder + symbol + "-metrics-" + day + ".zip"
                : folder + "1m/" + symbol + "-1m-" + day + ".zip";
    }

    /** The file of day D holds the metrics stamped 00:05 of D to 00:00 of the next day. */
    private LocalDate fileDay(Instant row) {
        Instant inside = kind == Kind.METRICS ? row.minus(kind.step) : row;
        return inside.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The rows of the range, as cells. */
    List<String[]> rows() {
        List<String[]> rows = new ArrayList<>();
        for (LocalDate day = from.minusDays(1); day.isBefore(to); day = day.plusDays(1)) {
            if (RecordedArchive.has(key(day))) {
                for (String line : RecordedArchive.lines(key(day))) {
                    String[] cells = line.split(",", -1);
                    if (Character.isDigit(line.charAt(0)) && isInRange(onGrid(time(cells)))) {
                        rows.add(cells);
                    }
                }
            }
        }
        return rows;
    }

    /** The instant that a row is labelled with. */
    Instant time(String[] cells) {
        return kind == Kind.METRICS
                ? LocalDateTime.parse(cells[0], STAMP).toInstant(ZoneOffset.UTC)
                : Instant.ofEpochMilli(Long.parseLong(cells[0]));
    }

    private Instant onGrid(Instant time) {
        long step = kind.step.toSeconds();
        return Instant.ofEpochSecond(Math.round((double) time.getEpochSecond() / step) * step);
    }

    private boolean isInRange(Instant time) {
        return !time.isBefore(start(from)) && time.isBefore(start(to));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Everything that is not there, cut at UTC midnights and where a file begins or ends to exist. */
    List<Hole> holes() {
        Set<Instant> present = new HashSet<>();
        rows().forEach(cells -> present.add(onGrid(time(cells))));
        List<Hole> holes = new ArrayList<>();
        for (Instant row = start(from); row.isBefore(start(to)); row = row.plus(kind.step)) {
            if (!present.contains(row)) {
                add(holes, new Hole(row, row.plus(kind.step), RecordedArchive.has(key(fileDay(row)))));
            }
        }
        return holes;
    }

    private static void add(List<Hole> holes, Hole next) {
        Hole last = holes.isEmpty() ? null : holes.get(holes.size() - 1);
        boolean midnight = next.from().getEpochSecond() % Duration.ofDays(1).toSeconds() == 0;
        if (last != null && last.to().equals(next.from()) && !midnight && last.fileIsThere() == next.fileIsThere()) {
            holes.set(holes.size() - 1, new Hole(last.from(), next.to(), next.fileIsThere()));
        } else {
            holes.add(next);
        }
    }
}
