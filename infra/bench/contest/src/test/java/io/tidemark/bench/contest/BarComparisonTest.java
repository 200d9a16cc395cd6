package io.tidemark.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarComparisonTest {

    private static final String BARS = "select 'A' as symbol, timestamptz '2026-04-06 00:00:00+00' + to_minutes(n) as"
            + " window_start, 1.5 + n as open_price, 2.5 + n as high_price, 0.5 + n as low_price, 2.0 + n as close_price,"
            + " 10 + n as trade_count, 5 + n as agg_trade_count, 7.25 + n as volume, 14.5 + n as quote_volume,"
            + " 3.5 + n as taker_buy_quote_volume, 2.0 + n as vwap from generate_series(1, 10) bars(n)";

    @TempDir
    private Path folder;

    private String floor;

    @BeforeEach
    void writeTheFloor() throws SQLException {
        floor = write("floor", BARS);
    }

    @Test
    void equalBarsAreCounted() throws SQLException {
        assertThat(compare(
                        write("same", "select * replace (volume * (1 + 1e-14::double) as volume) from (" + BARS + ")")))
                .isEqualTo(10);
    }

    @Test
    void aPriceThatIsOffIsNamed() throws SQLException {
        String off = write(
                "off",
                "select * replace (if(trade_count = 13, low_price + 0.0000001, low_price) as low_price) from (" + BARS
                        + ")");

        assertThatThrownBy(() -> compare(off)).hasMessageContaining("low_price differs in 1");
    }

    @Test
    void aSumThatIsOffByMoreThanRoundingIsNamed() throws SQLException {
        String off = write("off", "select * replace (volume * (1 + 1e-11::double) as volume) from (" + BARS + ")");

        assertThatThrownBy(() -> compare(off)).hasMessageContaining("volume differs in 10");
    }

    @Test
    void aNullWhereAValueShouldBeIsNamed() throws SQLException {
        String off = write("off", "select * replace (nullif(vwap, 4.0) as vwap) from (" + BARS + ")");

        assertThatThrownBy(() -> compare(off)).hasMessageContaining("vwap differs in 1");
    }

    @Test
    void missingAndAdditionalBarsAreCounted() throws SQLException {
        assertThatThrownBy(() -> compare(write("fewer", BARS + " where n > 2"))).hasMessageContaining("2 missing");
        assertThatThrownBy(() -> compare(write("twice", "select * replace ('B' as symbol) from (" + BARS + ")")))
                .hasMessageContaining("20 missing");
    }

    @Test
    void noBarsAtAllAreWrong() throws SQLException {
        String none = write("none", BARS + " where n > 20");

        assertThatThrownBy(() -> BarComparison.ofCommonColumns().requireSame("none", none, none))
                .hasMessageContaining("WRONG");
    }

    private long compare(String bars) {
        return BarComparison.ofCommonColumns().requireSame("they", bars, floor);
    }

    private String write(String name, String query) throws SQLException {
        String file = folder.resolve(name + ".parquet").toString();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet)");
        }
        return file;
    }
}
