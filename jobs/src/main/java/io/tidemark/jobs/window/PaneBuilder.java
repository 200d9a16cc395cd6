package io.tidemark.jobs.window;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileDecoder.OutOfOrderException;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.model.TradeConsumer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Adds the trades of one file up to panes, and says which of its minutes are delivered.
 *
 * <p>Trades come by ascending id. Holes in the ids inside a UTC day are counted with the later trade and are gaps of
 * their own; but ids of single fills of futures are used up by liquidation and other prints that are never published, so
 * that holes in them are counted as skipped. A silence of more than 30 minutes at an edge of the file is a suspected gap, whose minutes are not
 * delivered.
 */
public final class PaneBuilder implements TradeConsumer {

    private static final Duration LONGEST_EDGE_SILENCE = Duration.ofMinutes(30);
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private final ArchiveFile file;
    private final BigDecimal contractSize;
    private final boolean idsAreUsedUp;
    private final long periodStart;
    private final PaneGroup[] minutes;
    private final List<Pane> panesOfMinute = new ArrayList<>();
    private final PaneAccumulator current;
    private final List<Gap> holes = new ArrayList<>();

    private long minuteStart;
    private long paneStart;
    private long paneEnd;
    private long day;
    private boolean any;
    private long previousId;
    private long previousLastFill;
    private long previousTime;
    private long previousDay;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;

    /** For one reading of a file whose quantities are in base asset. */
    public PaneBuilder(ArchiveFile file) {
        this(file, null);
    }

    /**
     * For one reading of the file.
     *
     * @param contractSize quote units per contract; null if quantities are in base asset
     */
    public PaneBuilder(ArchiveFile file, BigDecimal contractSize) {
        this.file = file;
        this.contractSize = contractSize;
        this.idsAreUsedUp =
                file.dataset() == Dataset.TRADES && file.instrument().market() != Market.SPOT;
        this.periodStart = micros(file.period().from());
        this.minutes = new PaneGroup[Math.toIntExact((micros(file.period().to()) - periodStart) / PaneGroup.LENGTH)];
        this.current = new PaneAccumulator(file.instrument());
    }

    @Override
    public void trade(
            long id,
            long priceMantissa,
            int priceScale,
            long quantityMantissa,
            int quantityScale,
            long firstFillId,
            long lastFillId,
            long eventTime,
            boolean takerBought) {
        if (any && id <= previousId) {
            throw new OutOfOrderException("id " + id + " after " + previousId);
        }
        if (eventTime < paneStart || eventTime >= paneEnd) {
            startPane(eventTime);
        }
        boolean sameDay = any && day == previousDay;
        long missing = sameDay ? id - previousId - 1 : 0;
        long skipped = sameDay && missing == 0 ? Math.max(0, firstFillId - previousLastFill - 1) : 0;
        if (missing > 0 && idsAreUsedUp) {
            skipped = missing;
            missing = 0;
        } else if (missing > 0) {
            holes.add(new Gap(
                    file.instrument(),
                    file.dataset(),
                    null,
                    previousId + 1,
                    id - 1,
                    instant(Math.min(previousTime, eventTime)),
                    instant(Math.max(previousTime, eventTime)),
                    "trade ids are missing"));
        }
        long fills = lastFillId - firstFillId + 1;
        if (contractSize == null) {
            current.add(
                    id,
                    priceMantissa,
                    priceScale,
                    quantityMantissa,
                    quantityScale,
                    fills,
                    eventTime,
                    takerBought,
                    missing,
                    skipped);
        } else {
            current.addContracts(
                    id,
                    priceMantissa,
                    priceScale,
                    quantityMantissa,
                    quantityScale,
                    contractSize,
                    fills,
                    eventTime,
                    takerBought,
                    missing,
                    skipped);
        }
        previousId = id;
        previousLastFill = lastFillId;
        previousTime = eventTime;
        previousDay = day;
        firstTime = Math.min(firstTime, eventTime);
        lastTime = Math.max(lastTime, eventTime);
        any = true;
    }

    private void startPane(long eventTime) {
        keepPane();
        if (eventTime < minuteStart || eventTime >= minuteStart + PaneGroup.LENGTH) {
            keepMinute();
            minuteStart = eventTime - Math.floorMod(eventTime, PaneGroup.LENGTH);
        }
        paneStart = eventTime - Math.floorMod(eventTime, Pane.LENGTH);
        paneEnd = paneStart + Pane.LENGTH;
        day = Math.floorDiv(eventTime, MICROS_PER_DAY);
    }

    private void keepPane() {
        if (!current.isEmpty()) {
            panesOfMinute.add(current.takePane(paneStart));
        }
    }

    private void keepMinute() {
        if (!panesOfMinute.isEmpty()) {
            int minute = indexOf(minuteStart);
            PaneGroup group = PaneGroup.of(file.instrument(), minuteStart, panesOfMinute);
            minutes[minute] = minutes[minute] == null ? group : minutes[minute].plus(group);
            panesOfMinute.clear();
        }
    }

    private int indexOf(long minute) {
        return Math.toIntExact((minute - periodStart) / PaneGroup.LENGTH);
    }

    @Override
    public void finish(Consumer<Fact> facts) {
        if (!any) {
            refuse("no trades in the file", facts);
            return;
        }
        keepPane();
        keepMinute();
        holes.stream().filter(hole -> file.wants(hole.from())).forEach(facts);
        TimeRange heard = heard();
        missing(
                new TimeRange(file.period().from(), heard.from()),
                "silent for over 30 minutes at the file's start",
                facts);
        present(heard, facts);
        missing(new TimeRange(heard.to(), file.period().to()), "silent for over 30 minutes at the file's end", facts);
    }

    /** The period of the file without the whole minutes of a long silence at its edges. */
    private TimeRange heard() {
        Instant first = instant(firstTime);
        Instant last = instant(lastTime);
        TimeRange period = file.period();
        boolean silentStart = Duration.between(period.from(), first).compareTo(LONGEST_EDGE_SILENCE) > 0;
        boolean silentEnd = Duration.between(last, period.to()).compareTo(LONGEST_EDGE_SILENCE) > 0;
        return new TimeRange(
                silentStart ? first.truncatedTo(ChronoUnit.MINUTES) : period.from(),
                silentEnd ? last.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES) : period.to());
    }

    /** Panes and progress by the hour: whoever collects panes until they are delivered has few of them at a time. */
    private void present(TimeRange range, Consumer<Fact> facts) {
        for (TimeRange day : file.wantedOf(range)) {
            for (TimeRange hour : day.cutEvery(ChronoUnit.HOURS)) {
                panesOf(hour).forEach(facts);
                facts.accept(new Delivered(file.instrument(), file.dataset(), hour.from(), hour.to(), true));
            }
        }
    }

    private Stream<PaneGroup> panesOf(TimeRange range) {
        return Arrays.stream(minutes, indexOf(micros(range.from())), indexOf(micros(range.to())))
                .filter(Objects::nonNull);
    }

    private void missing(TimeRange range, String reason, Consumer<Fact> facts) {
        for (TimeRange day : file.wantedOf(range)) {
            facts.accept(Gap.inTime(file, day, reason));
            facts.accept(new Delivered(file.instrument(), file.dataset(), day.from(), day.to(), false));
        }
    }

    @Override
    public void refuse(String reason, Consumer<Fact> facts) {
        missing(file.period(), reason, facts);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
