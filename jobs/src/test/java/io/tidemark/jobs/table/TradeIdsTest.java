package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.Lake;
import io.tidemark.jobs.model.NeighbourIds;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeIdsTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void openLake() {
        lake = Rows.lake(folder);
    }

    @AfterEach
    void closeLake() throws IOException {
        lake.close();
    }

    private static Map<String, Object> bar(String start, Long firstId, Long lastId) {
        Map<String, Object> row = new HashMap<>();
        row.put("instrument", Facts.BTC.id());
        row.put("window_start", OpsLedger.utc(Instant.parse(start)));
        row.put("first_agg_trade_id", firstId);
        row.put("last_agg_trade_id", lastId);
        return row;
    }

    private NeighbourIds around(List<Map<String, Object>> bars) {
        Rows.append(lake.createOrEvolve(FlowTables.BARS), FlowTables.BARS, bars);
        return TradeIds.aroundRange(lake, List.of(Facts.BTC), DAY).get(Facts.BTC.id());
    }

    @Test
    void anEmptyLakeKnowsNothing() {
        assertThat(TradeIds.aroundRange(lake, List.of(Facts.BTC), DAY)).isEmpty();
    }

    @Test
    void theOutermostIdsOfTheDaysNextToTheRangeAreFound() {
        NeighbourIds ids = around(List.of(
                bar("2026-04-05T10:00:00Z", 1L, 90L),
                bar("2026-04-05T23:58:00Z", 91L, 99L),
                bar("2026-04-05T23:59:00Z", null, null),
                bar("2026-04-06T00:00:00Z", 200L, 201L),
                bar("2026-04-06T23:59:00Z", 202L, 203L),
                bar("2026-04-07T00:00:00Z", null, null),
                bar("2026-04-07T00:01:00Z", 310L, 320L),
                bar("2026-04-07T12:00:00Z", 321L, 330L)));

        assertThat(ids).isEqualTo(new NeighbourIds(99L, 310L));
    }

    @Test
    void aDayWhoseMinuteNextToTheRangeWasNotDeliveredDoesNotCount() {
        NeighbourIds ids =
                around(List.of(bar("2026-04-05T23:58:00Z", 91L, 99L), bar("2026-04-07T00:01:00Z", 310L, 320L)));

        assertThat(ids).isEqualTo(NeighbourIds.UNKNOWN);
    }

    @Test
    void daysFurtherAwayDoNotCount() {
        List<Map<String, Object>> bars = new ArrayList<>();
        bars.add(bar("2026-04-04T23:59:00Z", 91L, 99L));
        bars.add(bar("2026-04-05T23:59:00Z", null, null));
        bars.add(bar("2026-04-07T00:00:00Z", null, null));
        bars.add(bar("2026-04-08T00:00:00Z", 400L, 401L));

        assertThat(around(bars)).isEqualTo(NeighbourIds.UNKNOWN);
    }
}
