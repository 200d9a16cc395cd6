package io.tidemark.jobs.testing;

import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.Market;
import io.tidemark.jobs.model.Pane;
import io.tidemark.jobs.model.PaneGroup;
import io.tidemark.jobs.model.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Short ways to make and to pick facts. */
public final class Facts {

    /** The instrument that most tests are about. */
    public static final Instrument BTC =
            new Instrument("binance", Market.LINEAR_PERP, "BTCUSDT", "BTC", "USDT", "binance:BTC/USDT:USDT");

    /** Another instrument. */
    public static final Instrument ETH =
            new Instrument("binance", Market.LINEAR_PERP, "ETHUSDT", "ETH", "USDT", "binance:ETH/USDT:USDT");

    private Facts() {}

    /** The facts of one kind, in order. */
    public static <T extends Fact> List<T> of(Class<T> kind, List<Fact> facts) {
        return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The panes of all groups, in order. */
    public static List<Pane> panes(List<Fact> facts) {
        return of(PaneGroup.class, facts).stream()
                .flatMap(group -> group.panes().stream())
                .toList();
    }

    /** UTC days, given as text, the second exclusive. */
    public static TimeRange days(String from, String to) {
        return TimeRange.ofDays(LocalDate.parse(from), LocalDate.parse(to));
    }

    /** A stretch of time, given as text. */
    public static TimeRange range(String from, String to) {
        return new TimeRange(Instant.parse(from), Instant.parse(to));
    }
}
