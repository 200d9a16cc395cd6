package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.DerivativesTables;
import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.source.archive.ArchiveSource;
import io.tidemark.jobs.source.archive.DirectoryStore;
import io.tidemark.jobs.table.Chunk;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillGraphTest {

    @TempDir
    Path folder;

    private Collection<StreamNode> nodes(Dataset... datasets) throws IOException {
        LakeSettings settings = LakeSettings.embedded(folder.resolve("lake"));
        Map<String, Table> tables = new HashMap<>();
        try (Lake lake = Lake.open(settings)) {
            for (Dataset dataset : datasets) {
                for (TableDefinition table : Publications.tablesOf(dataset)) {
                    tables.put(table.name(), lake.createOrEvolve(table));
                }
            }
            List<Dataset> aligned = AlignedDatasets.inputs(List.of(datasets), List.of());
            if (!aligned.isEmpty()) {
                tables.put(DerivativesTables.METRICS.name(), lake.createOrEvolve(DerivativesTables.METRICS));
                tables.put(LabelTables.LABELS.name(), lake.createOrEvolve(LabelTables.LABELS));
            }
            Chunk chunk = new Chunk(
                    "run",
                    Instant.EPOCH,
                    List.of(Facts.BTC.id()),
                    Facts.days("2026-04-06", "2026-04-07"),
                    List.of(datasets),
                    "1m",
                    List.of());
            StreamExecutionEnvironment environment =
                    StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
            ArchiveSource files = new ArchiveSource(
                    new DirectoryStore(folder),
                    new BinanceArchiveFormat(
                            BinanceMarket.UM, Availability.AT_EVENT, ContractSizes.NONE, (file, order) -> null),
                    List.of());
            new BackfillGraph(
                            settings,
                            chunk,
                            tables,
                            aligned.isEmpty() ? null : new Alignment(aligned, chunk.range(), Duration.ofMinutes(1)))
                    .add(environment
                            .fromSource(files, WatermarkStrategy.noWatermarks(), "files")
                            .uid("archive-files"));
            return environment.getStreamGraph().getStreamNodes();
        }
    }

    @Test
    void everyOperatorHasANameOfItsOwnThatStays() throws IOException {
        Collection<StreamNode> nodes = nodes(BinanceMarket.UM.datasets().toArray(Dataset[]::new));

        assertThat(nodes).hasSizeGreaterThan(10).allSatisfy(node -> assertThat(node.getTransformationUID())
                .as(node.getOperatorName())
                .isNotBlank());
        assertThat(nodes).extracting(StreamNode::getTransformationUID).doesNotHaveDuplicates();
    }

    @Test
    void onlyTheDatasetsThatAreReadHaveWriters() throws IOException {
        Set<String> uids = nodes(Dataset.FUNDING_RATE).stream()
                .map(StreamNode::getTransformationUID)
                .collect(Collectors.toSet());

        assertThat(uids)
                .containsExactlyInAnyOrder(
                        "archive-files",
                        "facts-by-kind",
                        "rows-of-market.funding_rates",
                        "files-of-market.funding_rates",
                        "publish",
                        "published-tables");
    }

    @Test
    void nothingIsShuffledBeforeTradesAreAddedUp() throws IOException {
        Collection<StreamNode> nodes = nodes(Dataset.AGG_TRADES);
        StreamNode router = nodes.stream()
                .filter(node -> node.getTransformationUID().equals("facts-by-kind"))
                .findFirst()
                .orElseThrow();

        assertThat(router.getInEdges())
                .singleElement()
                .satisfies(edge -> assertThat(edge.getPartitioner().toString()).isEqualTo("FORWARD"));
    }
}
