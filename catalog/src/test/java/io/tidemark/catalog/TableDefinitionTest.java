package io.tidemark.catalog;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableDefinitionTest {

    /** Words that a name of a column may not be in Flink SQL (Calcite's reserved words and Flink's own). */
    private static final Set<String> FLINK = words("""
            abs all allocate allow alter and any are array array_agg array_concat_agg array_max_cardinality as asensitive
            asof asymmetric at atomic authorization avg begin begin_frame begin_partition between bigint binary bit blob
            boolean both by bytes call called cardinality cascaded case cast ceil ceiling char character
            character_length char_length check classifier clob close coalesce collate collect column commit condition
            connect constraint contains convert corr corresponding count covar_pop covar_samp create cross cube cume_dist
            current current_catalog current_date current_default_transform_group current_path current_role current_row
            current_schema current_time current_timestamp current_transform_group_for_type current_user cursor cycle date
            datetime day deallocate dec decimal declare default define delete dense_rank deref describe deterministic
            disallow disconnect distinct double drop dynamic each element else empty end end_frame end_partition equals
            escape every except exec execute exists exp explain extend external extract false fetch filter first_value
            float floor for foreign frame_row free friday from full function fusion get global grant group grouping groups
            having hold hour identity ilike import in indicator initial inner inout insensitive insert int integer
            intersect intersection interval into is join json_array json_arrayagg json_exists json_object json_objectagg
            json_query json_scope json_value lag language large last_value lateral lead leading left like like_regex limit
            ln local localtime localtimestamp lower match matches match_number match_recognize max measure measures member
            merge method min minus minute mod modifies module monday month more multiset national natural nchar nclob new
            next no none normalize not nth_value ntile null nullif numeric occurrences_regex octet_length of offset old
            omit on one only open or order ordinal out outer over overlaps overlay parameter partition pattern per percent
            percentile_cont percentile_disc percent_rank period permute portion position position_regex power precedes
            precision prepare prev primary procedure qualify range rank raw reads real recursive ref references
            referencing regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy
            release reset result return returns revoke right rlike rollback rollup row row_number rows running safe_cast
            safe_offset safe_ordinal saturday savepoint scope scroll search second seek select sensitive session_user set
            show similar skip smallint some specific specifictype sql sqlexception sqlstate sqlwarning sqrt start static
            stddev_pop stddev_samp stream string submultiset subset substring substring_regex succeeds sum sunday
            symmetric system system_time system_user table tablesample then thursday time timestamp timezone_hour
            timezone_minute tinyint to trailing translate translate_regex translation treat trigger trim trim_array true
            truncate try_cast tuesday uescape union unique unknown unnest update upper upsert user using uuid value
            value_of values var_pop var_samp varbinary varchar variant varying versioning wednesday when whenever where
            width_bucket window with within without year
            """);

    private static final Set<String> TRINO = words("""
            alter and as auto between by case cast constraint create cross cube current_catalog current_date current_path
            current_role current_schema current_time current_timestamp current_user deallocate delete describe distinct
            drop else end escape except execute exists extract false for from full group grouping having in inner insert
            intersect into is join json_array json_exists json_object json_query json_table json_value left like listagg
            localtime localtimestamp natural normalize not null on or order outer prepare recursive right rollup select
            skip table then trim true uescape union unnest using values when where with
            """);

    private static final Set<String> SPARK = words("""
            all and anti any as authorization both case cast check collate column constraint create cross cube current_date
            current_time current_timestamp current_user distinct else end escape except exists false fetch filter for
            foreign from full grant group grouping having in inner intersect into is join lateral leading left minus
            natural not null offset on only or order outer overlaps percentile_cont percentile_disc primary references
            right rollup select semi session_user some sql table then time to trailing true union unique unknown user
            using values when where with within
            """);

    /** The columns that queries and other engines rely on. */
    private static final Map<String, Set<String>> CONTRACT = Map.ofEntries(
            entry("market.klines", words("""
                    venue market symbol base quote instrument dataset bar_interval window_start window_end open_price
                    high_price low_price close_price volume quote_volume trade_count taker_buy_volume
                    taker_buy_quote_volume available_at
                    """)),
            entry("market.open_interest", words("""
                    venue market symbol base quote instrument event_time available_at open_interest unit
                    open_interest_base open_interest_usd price_used source
                    """)),
            entry("market.funding_rates", words("""
                    venue market symbol base quote instrument funding_time available_at funding_rate interval_hours
                    funding_rate_8h
                    """)),
            entry("market.long_short_ratios", words("""
                    venue market symbol base quote instrument event_time available_at top_trader_account_ratio
                    top_trader_position_ratio account_ratio taker_volume_ratio
                    """)),
            entry("market.instruments", words("""
                    venue market symbol base quote instrument contract_size multiplier tick_size quantity_step
                    margin_asset valid_from valid_to derived
                    """)),
            entry("flow.bars", words("""
                    venue market symbol base quote instrument window_start window_end open_price high_price low_price
                    close_price vwap volume quote_volume trade_count agg_trade_count taker_buy_volume taker_sell_volume
                    taker_buy_quote_volume taker_sell_quote_volume taker_buy_count delta_quote cvd_day_quote imbalance
                    max_trade_quote concentration_hhi effective_trades trade_quote_p50 trade_quote_p90 trade_quote_p99
                    kyle_lambda amihud missing_ids skipped_fill_ids trade_quote_square_sum trade_quote_sketch
                    available_at run_id complete coverage_ratio
                    """)),
            entry("ops.runs", words("""
                    run_id command settings version started_at finished_at inputs rows_read rows_written rejects gaps
                    state
                    """)),
            entry("ops.gaps", words("""
                    gap_id dataset instrument first_missing_id last_missing_id from_time to_time reason detected_at
                    repaired_at run_id
                    """)),
            entry("ops.dead_letters", words("source_file line_number reason raw_text dataset instrument run_id")),
            entry("derivatives.metrics", words("""
                    venue market symbol base quote instrument window_start window_end close_price funding_rate
                    funding_rate_running open_interest basis_bps price_return_bps_1h funding_rate_bps oi_change_1h_pct
                    funding_rate_bps_z_1d basis_bps_z_1d open_interest_z_1d stress_regime crowding_score
                    crowding_n_inputs price_return_bps_1h_strict funding_rate_bps_strict oi_change_1h_pct_strict
                    funding_rate_bps_z_1d_strict basis_bps_z_1d_strict open_interest_z_1d_strict stress_regime_strict
                    crowding_score_strict crowding_n_inputs_strict oi_price_quadrant close_price_event_time
                    funding_rate_event_time open_interest_event_time basis_event_time available_at run_id complete
                    coverage_ratio
                    """)),
            entry(
                    "derivatives.labels",
                    words(
                            "venue market symbol base quote instrument window_end label_available_at next_1h_return_bps")));

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    static List<TableDefinition> tables() {
        return Tables.ALL;
    }

    private static List<String> names(TableDefinition table) {
        return table.columns().stream().map(TableDefinition.Column::name).toList();
    }

    @Test
    void everyTableOfTheContractIsThereOnce() {
        assertThat(Tables.ALL).extracting(TableDefinition::name).doesNotHaveDuplicates();
        assertThat(Tables.ALL).extracting(TableDefinition::name).containsAll(CONTRACT.keySet());
    }

    @Test
    void everyColumnOfTheContractIsThere() {
        CONTRACT.forEach((name, columns) ->
                assertThat(names(Tables.find(name).orElseThrow())).as(name).containsAll(columns));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesAndColumnsSayWhatTheyAre(TableDefinition table) {
        assertThat(table.doc()).startsWith("One row per ");
        assertThat(table.columns())
                .allSatisfy(column -> assertThat(column.doc()).as(column.name()).hasSizeGreaterThan(5));
        Schema schema = table.schema();
        assertThat(schema.columns()).allSatisfy(field -> assertThat(field.doc()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noColumnNeedsBackTicksInAnyEngine(TableDefinition table) {
        assertThat(names(table))
                .allSatisfy(name -> assertThat(name).matches("[a-z][a-z0-9_]*"))
                .doesNotContainAnyElementsOf(FLINK)
                .doesNotContainAnyElementsOf(TRINO)
                .doesNotContainAnyElementsOf(SPARK)
                .isEqualTo(names(table).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList());
        assertThat(table.identifier().name()).isNotIn(FLINK).isNotIn(TRINO).isNotIn(SPARK);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keysRangesAndRestatementsNameColumnsThatAreRequired(TableDefinition table) {
        assertThat(table.key()).isNotEmpty();
        assertThat(names(table))
                .containsAll(table.key())
                .containsAll(table.restatementKey())
                .containsAll(table.hashExclusions());
        Schema schema = table.schema();
        List<String> needed = new ArrayList<>(table.key());
        needed.addAll(table.restatementKey());
        if (table.rangeColumn() != null) {
            needed.add(table.rangeColumn());
            assertThat(schema.findType(table.rangeColumn())).isEqualTo(Types.TimestampType.withZone());
        }
        assertThat(needed)
                .allSatisfy(name ->
                        assertThat(schema.findField(name).isRequired()).as(name).isTrue());
        assertThat(table.restatementKey())
                .allSatisfy(name -> assertThat(schema.findType(name)).isEqualTo(Types.StringType.get()));
        if (!table.restatementKey().isEmpty()) {
            assertThat(table.key()).doesNotContainAnyElementsOf(table.hashExclusions());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void whatTellsOfTheRunIsNotPartOfTheContentButEverythingOfTheMarketIs(TableDefinition table) {
        if (names(table).contains("run_id")) {
            assertThat(table.hashExclusions()).contains("run_id");
        }
        if (table.identifier().namespace().toString().equals("ops")) {
            assertThat(table.hashExclusions())
                    .isSubsetOf("run_id", "detected_at", "repaired_at", "started_at", "finished_at");
        } else {
            assertThat(table.hashExclusions())
                    .isSubsetOf(
                            "run_id",
                            "source",
                            "receive_time",
                            "funding_rate_running",
                            "funding_rate_running_event_time");
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tablesArePartitionedByDayOfTheirRangeAndSortedByInstrumentAndTime(TableDefinition table) {
        Schema schema = table.schema();
        PartitionSpec spec = table.partitionSpec(schema);
        if (table.rangeColumn() == null) {
            assertThat(spec.isPartitioned()).isFalse();
        } else {
            assertThat(spec.fields()).singleElement().satisfies(field -> {
                assertThat(field.transform().toString()).isEqualTo("day");
                assertThat(schema.findColumnName(field.sourceId())).isEqualTo(table.rangeColumn());
            });
        }
        List<String> sorted = table.sortOrder(schema).fields().stream()
                .map(field -> schema.findColumnName(field.sourceId()))
                .toList();
        assertThat(sorted).isEqualTo(table.sortColumns());
        if (table.isByInstrument() && table.rangeColumn() != null) {
            assertThat(sorted).containsExactly("instrument", table.rangeColumn());
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void amountsAreWideAndInstantsHaveAZone(TableDefinition table) {
        for (TableDefinition.Column column : table.columns()) {
            if (column.type().typeId() == Type.TypeID.DECIMAL) {
                assertThat(column.type()).isEqualTo(Types.DecimalType.of(38, 18));
            }
            if (column.type().typeId() == Type.TypeID.TIMESTAMP) {
                assertThat(column.type()).isEqualTo(Types.TimestampType.withZone());
            }
        }
    }

    @Test
    void aKeyOfNoColumnIsRefused() {
        for (String column : List.of("key", "range", "restated", "excluded")) {
            TableDefinition.Builder builder = TableDefinition.named("a.b", "One row per test.")
                    .text("here", "a column")
                    .key(column.equals("key") ? "gone" : "here")
                    .range(column.equals("range") ? "gone" : "here")
                    .restatedBy(column.equals("restated") ? "gone" : "here")
                    .withoutInHash(column.equals("excluded") ? "gone" : "here");
            assertThatThrownBy(builder::build)
                    .as(column)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gone");
        }
    }

    @Test
    void aColumnThatIsThereTwiceIsRefused() {
        TableDefinition.Builder builder =
                TableDefinition.named("a.b", "One row per test.").text("here", "a column");

        assertThatThrownBy(() -> builder.whole("here", "again"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("here");
    }
}
