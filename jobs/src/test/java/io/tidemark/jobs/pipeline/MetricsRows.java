package io.tidemark.jobs.pipeline;

import io.tidemark.jobs.pipeline.PositioningOracle.Frame;
import io.tidemark.jobs.pipeline.PositioningOracle.Minute;
import io.tidemark.jobs.pipeline.PositioningOracle.Stamped;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The columns of {@code derivatives.metrics} as the definitions have them, in decimals of 34 digits. Decimals of facts
 * stay {@link BigDecimal}, statistics become {@link Double}, instants are those of the column.
 */
final class MetricsRows {

    private static final int DAY = 288;
    private static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final List<Instant> ends = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();

    /** Rows that end from {@code first} to {@code last}, both inclusive; the first week of them is looked back at only. */
    MetricsRows(PositioningOracle oracle, Instant first, Instant last) {
        for (Instant at = first; !at.isAfter(last); at = at.plus(PositioningOracle.STEP)) {
            ends.add(at);
            frames.add(oracle.at(at));
        }
    }

    int indexOf(Instant end) {
        return ends.indexOf(end);
    }

    /** All columns but who it is about and which run it was; those that are null are in the map. */
    Map<String, Object> row(int i) {
        Frame frame = frames.get(i);
        Map<String, Object> row = new TreeMap<>();
        row.put("window_start", utc(ends.get(i).minus(PositioningOracle.STEP)));
        row.put("window_end", utc(ends.get(i)));
        row.put("available_at", utc(ends.get(i)));
        row.put("funding_rate_running", null);
        row.put("funding_rate_running_event_time", null);
        row.put("quote_is_dollar_token", true);
        price(row, i, frame);
        funding(row, i, frame);
        openInterest(row, i, frame);
        basis(row, i, frame);
        positioning(row);
        long present = List.of("close_price", "funding_rate", "open_interest", "basis_bps").stream()
                .filter(column -> row.get(column) != null)
                .count();
        row.put("complete", present == 4);
        row.put("coverage_ratio", present / 4.0);
        return row;
    }

    private void price(Map<String, Object> row, int i, Frame frame) {
        row.put("close_price", frame.close() == null ? null : frame.close().price());
        Function<Frame, BigDecimal> close =
                each -> each.close() == null ? null : each.close().price();
        Double change = number(relative(i, 12, close, TEN_THOUSAND));
        row.put("price_return_bps_1h", change);
        row.put("price_return_bps_1h_strict", change);
        age(row, "close_price", i, frame.close() == null ? null : frame.close().end());
    }

    private void funding(Map<String, Object> row, int i, Frame frame) {
        Stamped funding = frame.funding();
        row.put("funding_rate", funding == null ? null : funding.value());
        row.put("funding_interval_hours", funding == null ? null : funding.hours());
        row.put("funding_rate_8h", funding == null ? null : eight(funding));
        row.put("funding_rate_bps", number(bps(frame)));
        row.put("funding_rate_bps_strict", number(bps(frame)));
        row.put(
                "funding_rate_annualized_pct",
                funding == null ? null : funding.value().doubleValue() * 24 / funding.hours() * 365 * 100);
        BigDecimal usd = usd(frame);
        row.put(
                "funding_spend_usd",
                funding == null || usd == null ? null : number(funding.value().multiply(usd)));
        scores(row, "funding_rate_bps", i, MetricsRows::bps);
        age(row, "funding_rate", i, funding == null ? null : funding.time());
    }

    private static BigDecimal eight(Stamped funding) {
        return funding.value()
                .multiply(BigDecimal.valueOf(8))
                .divide(BigDecimal.valueOf(funding.hours()), 18, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal bps(Frame frame) {
        return frame.funding() == null ? null : frame.funding().value().multiply(TEN_THOUSAND);
    }

    private void openInterest(Map<String, Object> row, int i, Frame frame) {
        Stamped openInterest = frame.openInterest();
        row.put("open_interest", amount(frame));
        row.put("open_interest_unit", openInterest == null ? null : "base");
        row.put("open_interest_base", amount(frame));
        row.put("open_interest_usd", usd(frame));
        row.put("open_interest_price_used", frame.valuedAt());
        Map<String, Integer> lengths = Map.of("5m", 1, "15m", 3, "1h", 12, "4h", 48, "24h", DAY, "7d", 7 * DAY);
        lengths.forEach((length, rows) -> {
            row.put("oi_change_" + length, number(change(i, rows, MetricsRows::amount)));
            row.put("oi_change_" + length + "_pct", number(relative(i, rows, MetricsRows::amount, HUNDRED)));
        });
        row.put("oi_change_1h_pct_strict", row.get("oi_change_1h_pct"));
        row.put("oi_usd_change_1h", number(change(i, 12, MetricsRows::usd)));
        BigDecimal contracts = change(i, 12, MetricsRows::amount);
        BigDecimal price = change(i, 12, Frame::valuedAt);
        boolean both = contracts != null && price != null;
        Frame before = before(i, 12);
        row.put("oi_usd_change_1h_contracts", both ? number(contracts.multiply(before.valuedAt())) : null);
        row.put("oi_usd_change_1h_price", both ? number(price.multiply(amount(before))) : null);
        row.put("oi_usd_change_1h_cross", both ? number(contracts.multiply(price)) : null);
        scores(row, "open_interest", i, MetricsRows::amount);
        age(row, "open_interest", i, openInterest == null ? null : openInterest.time());
    }

    private static BigDecimal amount(Frame frame) {
        return frame.openInterest() == null ? null : frame.openInterest().value();
    }

    private static BigDecimal usd(Frame frame) {
        return frame.openInterest() == null || frame.valuedAt() == null
                ? null
                : PositioningOracle.rounded(frame.openInterest().value().multiply(frame.valuedAt()));
    }

    private void basis(Map<String, Object> row, int i, Frame frame) {
        Minute mark = frame.mark();
        row.put("mark_price", mark == null ? null : mark.price());
        row.put("index_price", mark == null ? null : frame.index().price());
        row.put("basis_bps", number(basis(frame)));
        Minute premium = frame.premium();
        row.put(
                "premium_index_bps",
                premium == null ? null : number(premium.price().multiply(TEN_THOUSAND)));
        row.put("premium_index_event_time", premium == null ? null : utc(premium.end()));
        row.put(
                "funding_premium_agree",
                (mark == null || frame.funding() == null)
                        ? null
                        : basis(frame).signum() == frame.funding().value().signum());
        scores(row, "basis_bps", i, MetricsRows::basis);
        age(row, "basis", i, mark == null ? null : mark.end());
    }

    private static BigDecimal basis(Frame frame) {
        return frame.mark() == null
                ? null
                : frame.mark()
                        .price()
                        .subtract(frame.index().price())
                        .multiply(TEN_THOUSAND)
                        .divide(frame.index().price(), MathContext.DECIMAL128);
    }

    private static void positioning(Map<String, Object> row) {
        for (String suffix : List.of("", "_strict")) {
            List<Double> scores = new ArrayList<>();
            for (String of : List.of("funding_rate_bps", "basis_bps", "open_interest")) {
                scores.add((Double) row.get(of + "_z_1d" + suffix));
            }
            boolean isStrict = !suffix.isEmpty();
            List<Double> there = scores.stream().filter(Objects::nonNull).toList();
            boolean isStressed = there.size() == 3 && scores.get(0) > 1.5 && scores.get(1) > 1.5 && scores.get(2) > 1.0;
            row.put("stress_regime" + suffix, isStrict && there.size() < 3 ? null : (Object) isStressed);
            row.put("crowding_n_inputs" + suffix, there.size());
            boolean isScored = isStrict ? there.size() == 3 : !there.isEmpty();
            row.put(
                    "crowding_score" + suffix,
                    isScored ? there.stream().mapToDouble(each -> each).sum() / there.size() : null);
        }
        row.put("oi_price_quadrant", quadrant((Double) row.get("price_return_bps_1h_strict"), (Double)
                row.get("oi_change_1h_pct_strict")));
    }

    private static String quadrant(Double price, Double openInterest) {
        if (price == null || openInterest == null) {
            return null;
        }
        if (Math.abs(price) <= 5 || Math.abs(openInterest) <= 0.1) {
            return "FLAT";
        }
        String build = price > 0 ? "LONG_BUILD" : "SHORT_BUILD";
        return openInterest > 0 ? build : price > 0 ? "SHORT_COVER" : "LONG_UNWIND";
    }

    private void age(Map<String, Object> row, String input, int i, Instant time) {
        row.put(input + "_event_time", time == null ? null : utc(time));
        row.put(
                input + "_staleness_seconds",
                time == null ? null : Duration.between(time, ends.get(i)).toMillis() / 1000.0);
    }

    private Frame before(int i, int rows) {
        return i < rows ? null : frames.get(i - rows);
    }

    private BigDecimal change(int i, int rows, Function<Frame, BigDecimal> column) {
        BigDecimal now = column.apply(frames.get(i));
        BigDecimal before = i < rows ? null : column.apply(frames.get(i - rows));
        return now == null || before == null ? null : now.subtract(before);
    }

    private BigDecimal relative(int i, int rows, Function<Frame, BigDecimal> column, BigDecimal unit) {
        BigDecimal change = change(i, rows, column);
        if (change == null || column.apply(frames.get(i - rows)).signum() == 0) {
            return null;
        }
        return change.multiply(unit).divide(column.apply(frames.get(i - rows)), MathContext.DECIMAL128);
    }

    private void scores(Map<String, Object> row, String of, int i, Function<Frame, BigDecimal> column) {
        BigDecimal value = column.apply(frames.get(i));
        List<BigDecimal> withItself = values(i - DAY + 1, i + 1, column);
        List<BigDecimal> before = values(i - DAY, i, column);
        row.put(of + "_z_1d", withItself.size() == DAY ? score(value, withItself) : null);
        row.put(of + "_z_1d_strict", value != null && before.size() >= 30 ? score(value, before) : null);
    }

    private List<BigDecimal> values(int from, int to, Function<Frame, BigDecimal> column) {
        List<BigDecimal> values = new ArrayList<>();
        for (Frame frame : frames.subList(Math.max(from, 0), to)) {
            if (column.apply(frame) != null) {
                values.add(column.apply(frame));
            }
        }
        return values;
    }

    /** Null if all values are equal. */
    private static Double score(BigDecimal value, List<BigDecimal> values) {
        if (values.stream().allMatch(each -> each.compareTo(values.get(0)) == 0)) {
            return null;
        }
        MathContext digits = MathContext.DECIMAL128;
        BigDecimal mean = values.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(values.size()), digits);
        BigDecimal squares =
                values.stream().map(each -> each.subtract(mean).pow(2)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal deviation =
                squares.divide(BigDecimal.valueOf(values.size() - 1), digits).sqrt(digits);
        return value.subtract(mean).divide(deviation, digits).doubleValue();
    }

    private static Double number(BigDecimal value) {
        return value == null ? null : (Double) value.doubleValue();
    }

    private static Object utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
