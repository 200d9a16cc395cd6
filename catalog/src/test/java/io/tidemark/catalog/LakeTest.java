package io.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {

    private static final TableDefinition OLD = TableDefinition.named("flow.things", "One row per thing.")
            .text("name", "the thing")
            .instant("seen", "when")
            .whole("dropped_later", "a column that the next version does not have")
            .key("name")
            .range("seen")
            .build();

    private static final TableDefinition NEW = TableDefinition.named("flow.things", "One row per thing.")
            .text("name", "the thing")
            .decimal("amount", "a column that the version before did not have")
            .instant("seen", "when")
            .key("name")
            .range("seen")
            .build();

    @TempDir
    Path folder;

    private LakeSettings settings() {
        return LakeSettings.embedded(folder.resolve("lake"));
    }

    @Test
    void everyTableIsMadeAsDefined() throws IOException {
        try (Lake lake = Lake.open(settings())) {
            lake.createOrEvolve(Tables.ALL);
            for (TableDefinition definition : Tables.ALL) {
                Table table = lake.find(definition);
                assertThat(table.schema().sameSchema(definition.schema()))
                        .as(definition.name())
                        .isTrue();
                assertThat(table.spec().isPartitioned()).isEqualTo(definition.rangeColumn() != null);
                assertThat(table.sortOrder().fields())
                        .hasSize(definition.sortColumns().size());
                assertThat(table.properties()).containsEntry("comment", definition.doc());
                assertThat(Path.of(table.location())).isAbsolute();
            }
        }
    }

    @Test
    void makingWhatIsThereChangesNothing() throws IOException {
        try (Lake lake = Lake.open(settings())) {
            lake.createOrEvolve(Tables.ALL);
        }
        try (Lake lake = Lake.open(settings())) {
            List<String> before = metadata(lake);
            lake.createOrEvolve(Tables.ALL);

            assertThat(metadata(lake)).isEqualTo(before).hasSize(Tables.ALL.size());
        }
    }

    private static List<String> metadata(Lake lake) {
        return Tables.ALL.stream()
                .map(definition -> {
                    Table table = lake.find(definition);
                    return table.uuid() + " " + table.schema().schemaId() + " "
                            + table.schemas().keySet() + " " + table.history().size();
                })
                .toList();
    }

    @Test
    void anOlderSchemaGetsTheColumnsItLacksAndLosesNone() throws IOException {
        try (Lake lake = Lake.open(settings())) {
            Table old = lake.createOrEvolve(OLD);
            TestRows.append(old, List.of(Map.of("name", "a", "seen", OffsetDateTime.parse("2026-04-06T00:00:00Z"))));

            Table evolved = lake.createOrEvolve(NEW);

            assertThat(evolved.schema().columns())
                    .extracting(Types.NestedField::name)
                    .containsExactly("name", "seen", "dropped_later", "amount");
            assertThat(evolved.schema().findField("amount").isOptional()).isTrue();
            assertThat(evolved.schema().findField("amount").doc())
                    .isEqualTo("a column that the version before did not have");
            assertThat(evolved.schema().findField("name").fieldId())
                    .isEqualTo(old.schema().findField("name").fieldId());
            assertThat(evolved.currentSnapshot().summary()).containsEntry("total-records", "1");
            assertThat(lake.createOrEvolve(OLD).schema().columns()).hasSize(4);
        }
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() throws IOException {
        TableDefinition other = TableDefinition.named("flow.things", "One row per thing.")
                .text("name", "the thing")
                .text("seen", "when")
                .key("name")
                .build();
        try (Lake lake = Lake.open(settings())) {
            lake.createOrEvolve(OLD);

            assertThatThrownBy(() -> lake.createOrEvolve(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("seen")
                    .hasMessageContaining("flow.things");
        }
    }

    @Test
    void aTableThatWasNeverMadeIsNotFound() throws IOException {
        try (Lake lake = Lake.open(settings())) {
            assertThat(lake.find(FlowTables.BARS)).isNull();
        }
    }

    @Test
    void manyMayMakeTheSameLakeAtOnce() throws Exception {
        int processes = 6;
        CyclicBarrier start = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        List<Future<?>> made = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            made.add(threads.submit(() -> {
                start.await();
                try (Lake lake = Lake.open(settings())) {
                    lake.createOrEvolve(List.of(FlowTables.BARS, MarketTables.KLINES));
                }
                return null;
            }));
        }
        for (Future<?> one : made) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        try (Lake lake = Lake.open(settings())) {
            assertThat(lake.find(FlowTables.BARS).schema().columns())
                    .hasSize(FlowTables.BARS.columns().size());
            assertThat(lake.find(MarketTables.KLINES)).isNotNull();
        }
    }

    @Test
    void manyMayEvolveATableAtOnce() throws Exception {
        try (Lake lake = Lake.open(settings())) {
            lake.createOrEvolve(OLD);
        }
        int processes = 4;
        CyclicBarrier start = new CyclicBarrier(processes);
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        List<Future<?>> made = new ArrayList<>();
        for (int process = 0; process < processes; process++) {
            made.add(threads.submit(() -> {
                try (Lake lake = Lake.open(settings())) {
                    start.await();
                    lake.createOrEvolve(NEW);
                }
                return null;
            }));
        }
        for (Future<?> one : made) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();
        try (Lake lake = Lake.open(settings())) {
            assertThat(lake.find(NEW).schema().columns()).hasSize(4);
        }
    }

    @Test
    void aWarehouseThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> Lake.open(LakeSettings.embedded(file.resolve("lake"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aConfiguredCatalogHasTheFilesPropertiesAndTheWarehouseAskedFor() throws IOException {
        Files.writeString(folder.resolve("rest.properties"), "type=rest\nuri=http://localhost\nwarehouse=s3://one\n");

        LakeSettings stored = LakeSettings.configured("rest", folder, null);
        assertThat(stored.catalogName()).isEqualTo("rest");
        assertThat(stored.properties())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("type", "rest", "uri", "http://localhost", "warehouse", "s3://one"));
        assertThat(LakeSettings.configured("rest", folder, "s3://two").warehouse())
                .isEqualTo("s3://two");
        assertThatThrownBy(() -> LakeSettings.configured("gone", folder, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone.properties");
    }
}
