package io.tidemark.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.catalog.FlowTables;
import io.tidemark.catalog.MarketTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.jobs.model.Bar;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FundingRate;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.model.Liquidation;
import io.tidemark.jobs.model.LongShortRatios;
import io.tidemark.jobs.model.OpenInterest;
import io.tidemark.jobs.testing.Facts;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowMapperTest {

    private static final Instant AT = Instant.parse("2026-04-06T10:00:00Z");
    private static final BigDecimal ONE = new BigDecimal("1.5");

    private static final Kline KLINE =
            new Kline(Facts.BTC, Dataset.KLINES, "1m", AT, AT, ONE, ONE, ONE, ONE, ONE, ONE, 7L, ONE, ONE, AT, "file");
    private static final OpenInterest OPEN_INTEREST =
            new OpenInterest(Facts.BTC, AT, ONE, "base", ONE, ONE, ONE, AT, "file");
    private static final LongShortRatios RATIOS = new LongShortRatios(Facts.BTC, AT, ONE, ONE, ONE, ONE, AT, "file");
    private static final FundingRate FUNDING = new FundingRate(Facts.BTC, AT, ONE, 8, AT, "file");
    private static final Liquidation LIQUIDATION = new Liquidation(
            Facts.BTC,
            AT,
            true,
            ONE,
            ONE,
            ONE,
            new Liquidation.Order(ONE, ONE, "LIMIT", "IOC", "FILLED", ONE, ONE, ONE),
            AT,
            "file");
    private static final Bar BAR = new Bar(
            Facts.BTC,
            AT,
            AT,
            ONE,
            ONE,
            ONE,
            ONE,
            ONE,
            ONE,
            ONE,
            7,
            6L,
            ONE,
            ONE,
            5,
            ONE,
            ONE,
            1.0,
            1.0,
            2.0,
            3.0,
            4.0,
            5.0,
            1,
            2,
            ONE,
            new byte[] {1, 2},
            10L,
            20L);

    static Stream<Arguments> mappers() {
        return Stream.of(
                arguments(MarketTables.KLINES, TableRows.KLINES.row(KLINE, "run")),
                arguments(MarketTables.OPEN_INTEREST, TableRows.OPEN_INTEREST.row(OPEN_INTEREST, "run")),
                arguments(MarketTables.LONG_SHORT_RATIOS, TableRows.LONG_SHORT_RATIOS.row(RATIOS, "run")),
                arguments(MarketTables.FUNDING_RATES, TableRows.FUNDING_RATES.row(FUNDING, "run")),
                arguments(MarketTables.LIQUIDATIONS, TableRows.LIQUIDATIONS.row(LIQUIDATION, "run")),
                arguments(FlowTables.BARS, TableRows.BARS.row(BAR, "run")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mappers")
    void everyMapperFillsEveryColumnOfItsTableWithAValueOfItsType(TableDefinition table, RowData row) {
        RowType type = FlinkSchemaUtil.convert(table.schema());
        assertThat(row.getArity()).isEqualTo(table.columns().size());
        // The binary form casts every value to the type that the table states.
        RowData binary = new RowDataSerializer(type).toBinaryRow(row).copy();
        for (int at = 0; at < row.getArity(); at++) {
            RowData.FieldGetter getter = RowData.createFieldGetter(type.getTypeAt(at), at);
            assertThat(getter.getFieldOrNull(binary))
                    .as("%s.%s", table.name(), table.columns().get(at).name())
                    .isNotNull()
                    .isEqualTo(getter.getFieldOrNull(row));
        }
    }

    @Test
    void everyMapperHasASampleHere() {
        List<String> mappers = Arrays.stream(TableRows.class.getFields())
                .filter(field -> field.getType() == RowMapper.class)
                .map(Field::getName)
                .toList();

        assertThat(mappers)
                .containsExactlyInAnyOrder(
                        "KLINES", "OPEN_INTEREST", "LONG_SHORT_RATIOS", "FUNDING_RATES", "LIQUIDATIONS", "BARS");
        assertThat(mappers()).hasSize(mappers.size());
    }

    private static TableDefinition table() {
        return TableDefinition.named("test.rows", "One row per test.")
                .text("name", "a text")
                .decimal("amount", "an amount")
                .statistic("score", "a statistic")
                .instant("at", "an instant")
                .text("run_id", "the run")
                .key("name")
                .build();
    }

    private record Value(String name, BigDecimal amount, Double score, Instant at) {}

    private static RowMapper.Builder<Value> builder() {
        return RowMapper.<Value>into(table())
                .text("name", Value::name)
                .decimal("amount", Value::amount)
                .statistic("score", Value::score);
    }

    @Test
    void aMapperThatMissesAColumnCannotBeBuilt() {
        RowMapper.Builder<Value> incomplete = builder();

        assertThatThrownBy(incomplete::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.rows.at");
    }

    @Test
    void aMapperThatNamesAColumnThatIsNotThereCannotBeBuilt() {
        RowMapper.Builder<Value> builder = builder();

        assertThatThrownBy(() -> builder.text("nam", Value::name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nam");
    }

    @Test
    void aMapperThatGivesAColumnAnotherTypeCannotBeBuilt() {
        RowMapper.Builder<Value> builder = builder();

        assertThatThrownBy(() -> builder.decimal("at", Value::amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("test.rows.at");
        assertThatThrownBy(() -> builder.text("score", Value::name)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RowData row(Value value) {
        return builder().instant("at", Value::at).build().row(value, "run-1");
    }

    @Test
    void nullsStayNullAndTheRunIsFilledIn() {
        RowData row = row(new Value(null, null, null, null));

        for (int at = 0; at < 4; at++) {
            assertThat(row.isNullAt(at)).isTrue();
        }
        assertThat(row.getString(4)).hasToString("run-1");
    }

    @Test
    void whatIsNotANumberNeverReachesATable() {
        for (double undefined : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThat(row(new Value("a", null, undefined, null)).isNullAt(2)).isTrue();
        }
        assertThat(row(new Value("a", null, -0.25, null)).getDouble(2)).isEqualTo(-0.25);
    }

    @Test
    void amountsAreExactUntilTheirEighteenthDecimalThenHalfEvenAndNullBeyondTheirDigits() {
        assertThat(amount("12345678901234567890.123456789012345678"))
                .isEqualTo(new BigDecimal("12345678901234567890.123456789012345678"));
        assertThat(amount("0.0000000000000000005")).isEqualByComparingTo("0");
        assertThat(amount("0.0000000000000000015")).isEqualByComparingTo("0.000000000000000002");
        assertThat(amount("1E12")).isEqualByComparingTo("1000000000000");
        assertThat(row(new Value("a", new BigDecimal("100000000000000000000"), null, null))
                        .isNullAt(1))
                .isTrue();
    }

    private static BigDecimal amount(String text) {
        return row(new Value("a", new BigDecimal(text), null, null))
                .getDecimal(1, 38, 18)
                .toBigDecimal();
    }
}
