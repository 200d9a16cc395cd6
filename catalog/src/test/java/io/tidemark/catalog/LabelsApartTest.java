package io.tidemark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks forward is in the tables of labels alone. */
class LabelsApartTest {

    /** The namespaces of what is calculated; facts may speak of what is to come, as the next settlement. */
    private static final Set<String> CALCULATED = Set.of("flow", "derivatives", "context");

    /** The columns that look forward in tables that must not have them. */
    private static List<String> leaks(List<TableDefinition> tables) {
        List<String> leaks = new ArrayList<>();
        for (TableDefinition table : tables) {
            if (CALCULATED.contains(table.identifier().namespace().level(0)) && !LabelTables.ALL.contains(table)) {
                table.columns().stream()
                        .map(TableDefinition.Column::name)
                        .filter(LabelTables::isLabel)
                        .forEach(column -> leaks.add(table.name() + "." + column));
            }
        }
        return leaks;
    }

    @Test
    void noFeatureTableHasAColumnThatLooksForward() {
        assertThat(leaks(Tables.ALL)).isEmpty();
    }

    @Test
    void theTablesOfLabelsAreKnownByTheirColumns() {
        assertThat(Tables.ALL).containsAll(LabelTables.ALL);
        for (TableDefinition table : LabelTables.ALL) {
            List<String> identity = TableDefinition.named("any.table", "").instrument().build().columns().stream()
                    .map(TableDefinition.Column::name)
                    .toList();
            assertThat(table.columns())
                    .extracting(TableDefinition.Column::name)
                    .filteredOn(name -> !identity.contains(name)
                            && !table.key().contains(name)
                            && !table.hashExclusions().contains(name))
                    .isNotEmpty()
                    .allMatch(LabelTables::isLabel);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"next_1h_return_bps", "label_available_at", "forward_return", "FUTURE_close_price"})
    void aFeatureTableThatLooksForwardIsRefused(String column) {
        TableDefinition.Builder features =
                TableDefinition.named("derivatives.planted", "").feature().statistic(column, "");
        assertThatThrownBy(features::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("derivatives.planted has features, and " + column + " looks forward");
    }

    @Test
    void aTableThatDoesNotSayThatItHasFeaturesIsFoundAllTheSame() {
        TableDefinition planted = TableDefinition.named("derivatives.planted", "")
                .statistic("forward_return", "")
                .build();
        TableDefinition fact = TableDefinition.named("market.planted", "")
                .instant("next_funding_time", "")
                .build();
        assertThat(leaks(List.of(planted, fact))).containsExactly("derivatives.planted.forward_return");
    }

    @Test
    void whatHasAPlainNameDoesNotLookForward() {
        assertThat(List.of("nextel", "price_forward", "labels", "available_at")).noneMatch(LabelTables::isLabel);
    }
}
