package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestatementTest {

    private static final TableDefinition DEFINITION = MarketTables.OPEN_INTEREST;
    private static final List<String> INSTRUMENTS =
            List.of("a:ONE", "a:ONE-LONGER-THAN-SIXTEEN-1", "a:ONE-LONGER-THAN-SIXTEEN-2");
    private static final LocalDate DAY = LocalDate.of(2026, 4, 6);

    @TempDir
    Path folder;

    private Lake lake;
    private Table table;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
        table = lake.createOrEvolve(DEFINITION);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private static List<Map<String, Object>> hourly(String instrument, LocalDate day, String run) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int hour = 0; hour < 24; hour += 4) {
            rows.add(Rows.openInterest(
                    instrument, TimeRange.startOf(day).plusSeconds(3600L * hour), String.valueOf(hour), run));
        }
        return rows;
    }

    private static boolean isIn(Map<String, Object> row, Scope scope) {
        return scope.values().get("instrument").contains((String) row.get("instrument"))
                && scope.range().contains(((OffsetDateTime) row.get("event_time")).toInstant());
    }

    private void restate(Table into, Scope scope, List<Map<String, Object>> rows) {
        RowAppender appender = new RowAppender(into, DEFINITION);
        new Restatement(into, DEFINITION, scope)
                .commit(appender.write(Rows.records(into, DEFINITION, rows)), Map.of("run", "test"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void exactlyTheRowsOfTheScopeAreReplaced(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> model = new ArrayList<>();
        // Mixed files: every instrument, several days at once.
        for (int file = 0; file < 3; file++) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (String instrument : INSTRUMENTS) {
                rows.addAll(hourly(instrument, DAY.plusDays(random.nextInt(4)), "append " + file));
            }
            Rows.append(table, DEFINITION, rows);
            model.addAll(rows);
        }
        for (int round = 0; round < 6; round++) {
            Set<String> instruments = new HashSet<>(Set.of(INSTRUMENTS.get(random.nextInt(3))));
            instruments.add(INSTRUMENTS.get(random.nextInt(3)));
            LocalDate from = DAY.plusDays(random.nextInt(4));
            LocalDate to = from.plusDays(1 + random.nextInt(2));
            Scope scope = Rows.scope(instruments, TimeRange.ofDays(from, to));
            List<Map<String, Object>> rows = new ArrayList<>();
            if (random.nextInt(4) > 0) {
                for (String instrument : instruments) {
                    rows.addAll(hourly(instrument, from, "round " + round));
                }
            }

            restate(table, scope, rows);

            model.removeIf(row -> isIn(row, scope));
            model.addAll(rows);
            assertThat(Rows.all(table))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(Rows.texts(table, DEFINITION, model));
        }
    }

    @Test
    void theEndOfTheRangeIsExclusive() {
        Map<String, Object> before =
                Rows.openInterest("a:ONE", TimeRange.startOf(DAY).minusNanos(1000), "1", "old");
        Map<String, Object> first = Rows.openInterest("a:ONE", TimeRange.startOf(DAY), "2", "old");
        Map<String, Object> last =
                Rows.openInterest("a:ONE", TimeRange.startOf(DAY.plusDays(1)).minusNanos(1000), "3", "old");
        Map<String, Object> after = Rows.openInterest("a:ONE", TimeRange.startOf(DAY.plusDays(1)), "4", "old");
        Rows.append(table, DEFINITION, List.of(before, first, last, after));

        restate(table, Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY)), List.of());

        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, List.of(before, after)));
    }

    @Test
    void everyColumnOfTheScopeCounts() {
        TableDefinition klines = MarketTables.KLINES;
        Table bars = lake.createOrEvolve(klines);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String dataset : List.of("klines", "markPriceKlines")) {
            for (String interval : List.of("1m", "5m")) {
                rows.add(new HashMap<>(Map.of(
                        "instrument",
                        "a:ONE",
                        "dataset",
                        dataset,
                        "bar_interval",
                        interval,
                        "window_start",
                        TimeRange.startOf(DAY).atOffset(ZoneOffset.UTC))));
            }
        }
        Rows.append(bars, klines, rows);
        Scope scope = new Scope(
                Map.of("instrument", Set.of("a:ONE"), "dataset", Set.of("klines"), "bar_interval", Set.of("5m")),
                TimeRange.ofDay(DAY));

        new Restatement(bars, klines, scope).commit(List.of(), Map.of());

        rows.removeIf(row ->
                row.get("dataset").equals("klines") && row.get("bar_interval").equals("5m"));
        assertThat(Rows.all(bars)).isEqualTo(Rows.texts(bars, klines, rows));
    }

    @Test
    void aScopeOfOtherColumnsIsRefused() {
        assertThatThrownBy(() -> new Restatement(
                        table, DEFINITION, new Scope(Map.of("venue", Set.of("binance")), TimeRange.ofDay(DAY))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instrument");
    }

    @Test
    void aFileThatHoldsNothingElseIsDroppedUnread() throws IOException {
        String instrument = INSTRUMENTS.get(1);
        Rows.append(table, DEFINITION, hourly(instrument, DAY, "old"));
        for (String file : Rows.files(table)) {
            Files.delete(Path.of(file));
        }
        List<Map<String, Object>> fresh = hourly(instrument, DAY, "new");

        restate(table, Rows.scope(Set.of(instrument), TimeRange.ofDay(DAY)), fresh);

        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, fresh));
    }

    @Test
    void filesWithoutRowsOfTheScopeStayAsTheyAre() {
        Rows.append(table, DEFINITION, hourly(INSTRUMENTS.get(0), DAY, "old"));
        Rows.append(table, DEFINITION, hourly(INSTRUMENTS.get(1), DAY.plusDays(1), "old"));
        // Mixed by its bounds, and yet without a row of the scope.
        List<Map<String, Object>> mixed = new ArrayList<>(hourly(INSTRUMENTS.get(0), DAY, "mixed"));
        mixed.addAll(hourly(INSTRUMENTS.get(2), DAY, "mixed"));
        Rows.append(table, DEFINITION, mixed);
        Set<String> before = Rows.files(table);

        restate(table, Rows.scope(Set.of(INSTRUMENTS.get(1)), TimeRange.ofDay(DAY)), List.of());

        assertThat(Rows.files(table)).isEqualTo(before).hasSize(3);
    }

    @Test
    void restatingTwiceChangesNothing() {
        List<Map<String, Object>> rows = hourly("a:ONE", DAY, "run");
        Scope scope = Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY));
        restate(table, scope, rows);
        List<String> once = Rows.all(table);

        restate(table, scope, rows);

        assertThat(Rows.all(table)).isEqualTo(once).hasSize(6);
    }

    /** A table in which something else happens between the planning and the first commits of a restatement. */
    private Table disturbed(int times, Runnable meanwhile, List<Integer> attempts) {
        return (Table) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {Table.class}, (proxy, method, arguments) -> {
                    Object result = invoke(method, table, arguments);
                    return result instanceof OverwriteFiles overwrite
                            ? disturbed(overwrite, times, meanwhile, attempts)
                            : result;
                });
    }

    private static OverwriteFiles disturbed(
            OverwriteFiles overwrite, int times, Runnable meanwhile, List<Integer> attempts) {
        return (OverwriteFiles) Proxy.newProxyInstance(
                Table.class.getClassLoader(), new Class<?>[] {OverwriteFiles.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        attempts.add(attempts.size() + 1);
                        if (attempts.size() <= times) {
                            meanwhile.run();
                        }
                    }
                    Object result = invoke(method, overwrite, arguments);
                    return result == overwrite ? proxy : result;
                });
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Table another() {
        return lake.find(DEFINITION);
    }

    @Test
    void rowsOfTheScopeThatAnotherRunPublishedMeanwhileAreReplacedToo() {
        Rows.append(table, DEFINITION, hourly("a:ONE", DAY, "old"));
        Scope scope = Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY));
        List<Map<String, Object>> ours = hourly("a:ONE", DAY, "ours");
        List<Integer> attempts = new ArrayList<>();

        restate(disturbed(1, () -> restate(another(), scope, hourly("a:ONE", DAY, "theirs")), attempts), scope, ours);

        assertThat(attempts).hasSize(2);
        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, ours));
    }

    @Test
    void aRestatementOfTheSameMixedFileMeanwhileKeepsBoth() {
        List<Map<String, Object>> mixed = new ArrayList<>(hourly("a:ONE", DAY, "old"));
        mixed.addAll(hourly("a:TWO", DAY, "old"));
        mixed.addAll(hourly("a:THREE", DAY, "old"));
        Rows.append(table, DEFINITION, mixed);
        List<Integer> attempts = new ArrayList<>();
        TimeRange day = TimeRange.ofDay(DAY);

        restate(
                disturbed(
                        1,
                        () -> restate(another(), Rows.scope(Set.of("a:TWO"), day), hourly("a:TWO", DAY, "theirs")),
                        attempts),
                Rows.scope(Set.of("a:ONE"), day),
                hourly("a:ONE", DAY, "ours"));

        assertThat(attempts).hasSize(2);
        List<Map<String, Object>> expected = new ArrayList<>(hourly("a:ONE", DAY, "ours"));
        expected.addAll(hourly("a:TWO", DAY, "theirs"));
        expected.addAll(hourly("a:THREE", DAY, "old"));
        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, expected));
    }

    @Test
    void theFirstRowsOfATableMayBePublishedByTwoRunsAtOnce() {
        Scope scope = Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY));
        List<Map<String, Object>> ours = hourly("a:ONE", DAY, "ours");

        restate(
                disturbed(1, () -> restate(another(), scope, hourly("a:ONE", DAY, "theirs")), new ArrayList<>()),
                scope,
                ours);

        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, ours));
    }

    @Test
    void whatHappensElsewhereMeanwhileIsNoConflict() {
        Rows.append(table, DEFINITION, hourly("a:ONE", DAY, "old"));
        List<Integer> attempts = new ArrayList<>();
        List<Map<String, Object>> theirs = hourly("a:ONE", DAY.plusDays(1), "theirs");
        List<Map<String, Object>> ours = hourly("a:ONE", DAY, "ours");

        restate(
                disturbed(1, () -> Rows.append(another(), DEFINITION, theirs), attempts),
                Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY)),
                ours);

        assertThat(attempts).hasSize(1);
        List<Map<String, Object>> expected = new ArrayList<>(theirs);
        expected.addAll(ours);
        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, expected));
    }

    @Test
    void filesWrittenForAnAttemptThatFailedAreRemoved() throws IOException {
        List<Map<String, Object>> mixed = new ArrayList<>(hourly("a:ONE", DAY, "old"));
        mixed.addAll(hourly("a:TWO", DAY, "old"));
        Rows.append(table, DEFINITION, mixed);
        Scope scope = Rows.scope(Set.of("a:ONE"), TimeRange.ofDay(DAY));
        Set<String> known = new HashSet<>(Rows.files(table));

        restate(
                disturbed(
                        3,
                        () -> {
                            restate(another(), scope, hourly("a:ONE", DAY, "theirs"));
                            known.addAll(Rows.files(table));
                        },
                        new ArrayList<>()),
                scope,
                hourly("a:ONE", DAY, "ours"));

        known.addAll(Rows.files(table));
        try (var files = Files.walk(Path.of(table.location()).resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile).map(Path::toString).toList())
                    .isSubsetOf(known);
        }
    }

    @Test
    void runsOfManyInstrumentsAtOnceAllArrive() throws Exception {
        List<String> instruments = List.of("a:ONE", "a:TWO", "a:THREE", "a:FOUR");
        List<Map<String, Object>> mixed = new ArrayList<>();
        instruments.forEach(instrument -> mixed.addAll(hourly(instrument, DAY, "old")));
        Rows.append(table, DEFINITION, mixed);
        ExecutorService runs = Executors.newFixedThreadPool(instruments.size());
        List<Future<?>> done = new ArrayList<>();
        for (String instrument : instruments) {
            done.add(runs.submit(() -> {
                try (Lake own = Rows.lake(folder)) {
                    for (int round = 0; round < 3; round++) {
                        restate(
                                own.find(DEFINITION),
                                Rows.scope(Set.of(instrument), TimeRange.ofDay(DAY)),
                                hourly(instrument, DAY, "round " + round));
                    }
                }
                return null;
            }));
        }
        for (Future<?> run : done) {
            run.get(60, TimeUnit.SECONDS);
        }
        runs.shutdown();

        List<Map<String, Object>> expected = new ArrayList<>();
        instruments.forEach(instrument -> expected.addAll(hourly(instrument, DAY, "round 2")));
        assertThat(Rows.all(table)).isEqualTo(Rows.texts(table, DEFINITION, expected));
    }

    @Test
    void whatWasKnownBeforeIsReadableByTimeTravel() {
        Rows.append(table, DEFINITION, hourly("a:ONE", DAY, "old"));
        long before = table.currentSnapshot().snapshotId();

        restate(table, Rows.scope(Set.of("a:ONE"), Facts.days("2026-04-06", "2026-04-07")), List.of());

        table.refresh();
        assertThat(table.snapshot(before).summary()).containsEntry("total-records", "6");
        assertThat(table.currentSnapshot().summary())
                .containsEntry("total-records", "0")
                .containsEntry("run", "test");
        assertThat(Instant.ofEpochMilli(table.currentSnapshot().timestampMillis()))
                .isAfterOrEqualTo(Instant.ofEpochMilli(table.snapshot(before).timestampMillis()));
    }
}
