package io.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.ContentHash.Part;
import io.tidemark.catalog.ContentHash.Sum;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentHashTest {

    @TempDir
    Path folder;

    private Lake lake;
    private int tables;

    @BeforeEach
    void openLake() {
        lake = Lake.open(LakeSettings.embedded(folder.resolve("lake")));
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private TableDefinition definition() {
        tables++;
        return TableDefinition.named("flow.things" + tables, "One row per thing.")
                .text("instrument", "whose")
                .instant("seen", "when")
                .text("note", "a text")
                .decimal("amount", "an amount")
                .statistic("score", "a statistic")
                .whole("total", "a count")
                .flag("good", "a flag")
                .bytes("blob", "bytes")
                .text("run_id", "the run")
                .key("instrument", "seen")
                .range("seen")
                .withoutInHash("run_id")
                .build();
    }

    private static Map<String, Object> row(String instrument, String seen) {
        Map<String, Object> row = new HashMap<>();
        row.put("instrument", instrument);
        row.put("seen", OffsetDateTime.parse(seen));
        row.put("note", "x");
        row.put("amount", new BigDecimal("1.5").setScale(18));
        row.put("score", 0.1);
        row.put("total", 7L);
        row.put("good", true);
        row.put("blob", ByteBuffer.wrap(new byte[] {1, 2}));
        row.put("run_id", "run-1");
        return row;
    }

    @SafeVarargs
    private SortedMap<Part, Sum> hash(List<Map<String, Object>>... commits) {
        TableDefinition definition = definition();
        Table table = lake.createOrEvolve(definition);
        for (List<Map<String, Object>> rows : commits) {
            TestRows.append(table, rows);
        }
        return ContentHash.of(table, definition, Expressions.alwaysTrue());
    }

    private static List<Map<String, Object>> rows() {
        return List.of(
                row("a", "2026-04-06T00:00:00Z"),
                row("a", "2026-04-06T23:59:59.999999Z"),
                row("a", "2026-04-07T00:00:00Z"),
                row("b", "2026-04-06T12:00:00Z"));
    }

    @Test
    void anEmptyTableHasNoParts() {
        assertThat(hash()).isEmpty();
    }

    @Test
    void partsAreInstrumentsAndUtcDays() {
        SortedMap<Part, Sum> sums = hash(rows());

        assertThat(sums.keySet())
                .containsExactly(
                        new Part("a", LocalDate.parse("2026-04-06")),
                        new Part("a", LocalDate.parse("2026-04-07")),
                        new Part("b", LocalDate.parse("2026-04-06")));
        assertThat(sums.values()).extracting(Sum::rows).containsExactly(2L, 1L, 1L);
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum.text()).matches("[0-9a-f]{32}"));
    }

    @Test
    void neitherOrderNorFilesNorCommitsMatter() {
        List<Map<String, Object>> reversed = new ArrayList<>(rows());
        Collections.reverse(reversed);

        assertThat(hash(reversed)).isEqualTo(hash(rows()));
        assertThat(hash(rows().subList(0, 1), rows().subList(1, 4))).isEqualTo(hash(rows()));
    }

    @Test
    void columnsThatTellOfTheRunDoNotCount() {
        List<Map<String, Object>> rows = rows();
        rows.forEach(row -> row.put("run_id", "run-2"));
        rows.get(0).remove("run_id");

        assertThat(hash(rows)).isEqualTo(hash(rows()));
    }

    @Test
    void everyOtherColumnCounts() {
        Map<String, Object> changes = Map.of(
                "seen",
                OffsetDateTime.parse("2026-04-06T00:00:00.000001Z"),
                "note",
                "y",
                "amount",
                new BigDecimal("1.500000000000000001"),
                "score",
                Math.nextUp(0.1),
                "total",
                8L,
                "good",
                false,
                "blob",
                ByteBuffer.wrap(new byte[] {1, 3}));
        Sum expected = hash(rows()).get(new Part("a", LocalDate.parse("2026-04-06")));
        changes.forEach((column, value) -> {
            List<Map<String, Object>> rows = rows();
            rows.get(0).put(column, value);
            assertThat(hash(rows).get(new Part("a", LocalDate.parse("2026-04-06"))))
                    .as(column)
                    .isNotEqualTo(expected);

            if (!column.equals("seen")) {
                rows.get(0).put(column, null);
                assertThat(hash(rows).get(new Part("a", LocalDate.parse("2026-04-06"))))
                        .as(column + " null")
                        .isNotEqualTo(expected);
            }
        });
    }

    @Test
    void aRowThatIsThereTwiceCountsTwice() {
        List<Map<String, Object>> twice = new ArrayList<>(rows());
        twice.add(rows().get(3));
        Part part = new Part("b", LocalDate.parse("2026-04-06"));

        assertThat(hash(twice).get(part).rows()).isEqualTo(2);
        assertThat(hash(twice).get(part).hash())
                .isNotEqualTo(hash(rows()).get(part).hash());
    }

    @Test
    void valuesThatChangePlacesAreSeen() {
        List<Map<String, Object>> one = rows();
        one.get(0).put("note", "p");
        one.get(1).put("note", "q");
        List<Map<String, Object>> two = rows();
        two.get(0).put("note", "q");
        two.get(1).put("note", "p");

        assertThat(hash(one)).isNotEqualTo(hash(two));
    }

    @Test
    void theFilterChoosesTheRows() {
        TableDefinition definition = definition();
        Table table = lake.createOrEvolve(definition);
        TestRows.append(table, rows());

        assertThat(ContentHash.of(table, definition, Expressions.equal("instrument", "b")))
                .isEqualTo(hash(rows().subList(3, 4)));
    }

    @Test
    void aColumnThatTheDefinitionDoesNotNameDoesNotCount() {
        TableDefinition definition = definition();
        Table table = lake.createOrEvolve(definition);
        table.updateSchema()
                .addColumn("of_tomorrow", Types.StringType.get())
                .moveFirst("of_tomorrow")
                .commit();
        List<Map<String, Object>> rows = rows();
        rows.forEach(row -> row.put("of_tomorrow", "x"));
        TestRows.append(lake.find(definition), rows);

        assertThat(ContentHash.of(lake.find(definition), definition, Expressions.alwaysTrue()))
                .isEqualTo(hash(rows()));
    }

    @Test
    void sumsAddUp() {
        SortedMap<Part, Sum> whole = hash(rows());
        Sum first = hash(rows().subList(0, 1)).get(new Part("a", LocalDate.parse("2026-04-06")));
        Sum second = hash(rows().subList(1, 2)).get(new Part("a", LocalDate.parse("2026-04-06")));

        assertThat(first.plus(second)).isEqualTo(second.plus(first));
        assertThat(first.plus(second)).isEqualTo(whole.get(new Part("a", LocalDate.parse("2026-04-06"))));
    }
}
