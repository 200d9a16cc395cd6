package io.tidemark.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class PositionLedgerTest {
    private static final MarginTerms CROSS = new MarginTerms(MarginMode.CROSS, 20);
    private static final MarginTerms ISOLATED = new MarginTerms(MarginMode.ISOLATED, 5);

    @Test
    void openingRaisesOpenInterestWhateverTheSide() {
        for (boolean takerBuys : new boolean[] {true, false}) {
            PositionLedger ledger = new PositionLedger(100, CROSS);
            ledger.record(takerBuys, PositionEffect.OPEN, PositionEffect.OPEN, 7);
            assertThat(ledger.openInterest()).isEqualTo(107);
        }
    }

    @Test
    void closingLowersOpenInterestWhateverTheSide() {
        for (boolean takerBuys : new boolean[] {true, false}) {
            PositionLedger ledger = new PositionLedger(100, CROSS);
            ledger.record(takerBuys, PositionEffect.CLOSE, PositionEffect.CLOSE, 7);
            assertThat(ledger.openInterest()).isEqualTo(93);
        }
    }

    @Test
    void handingOverLeavesOpenInterestWhateverTheSide() {
        for (boolean takerBuys : new boolean[] {true, false}) {
            PositionLedger ledger = new PositionLedger(100, CROSS);
            ledger.record(takerBuys, PositionEffect.OPEN, PositionEffect.CLOSE, 7);
            ledger.record(takerBuys, PositionEffect.CLOSE, PositionEffect.OPEN, 9);
            assertThat(ledger.openInterest()).isEqualTo(100);
        }
    }

    @Test
    void liquidationLowersOpenInterestWhateverTheSide() {
        for (boolean longPosition : new boolean[] {true, false}) {
            PositionLedger ledger = new PositionLedger(100, CROSS);
            ledger.liquidate(longPosition, 7);
            assertThat(ledger.openInterest()).isEqualTo(93);
        }
    }

    @Test
    void changingLeverageOrMarginModeLeavesOpenInterest() {
        PositionLedger ledger = new PositionLedger(100, CROSS);
        double marginBefore = ledger.initialMargin(2.0);
        ledger.changeTerms(ISOLATED);
        assertThat(ledger.openInterest()).isEqualTo(100);
        assertThat(ledger.initialMargin(2.0)).isEqualTo(4 * marginBefore);
    }

    @Test
    void refusesToCloseMoreThanIsOpen() {
        PositionLedger ledger = new PositionLedger(5, CROSS);
        assertThatThrownBy(() -> ledger.record(true, PositionEffect.CLOSE, PositionEffect.CLOSE, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6")
                .hasMessageContaining("5");
        assertThat(ledger.openInterest()).isEqualTo(5);
    }

    @Property(tries = 200)
    void isNeverNegativeAndMovesByOpeningsLessClosings(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 3) Integer> kinds,
            @ForAll boolean takerBuys,
            @ForAll @IntRange(min = 1, max = 50) int quantity) {
        PositionLedger ledger = new PositionLedger(120, CROSS);
        long expected = 120;
        for (int kind : kinds) {
            if (kind > 0 && quantity > expected) {
                continue;
            }
            PositionEffect taker = kind == 0 || kind == 2 ? PositionEffect.OPEN : PositionEffect.CLOSE;
            PositionEffect maker = kind == 0 || kind == 3 ? PositionEffect.OPEN : PositionEffect.CLOSE;
            ledger.record(takerBuys, taker, maker, quantity);
            expected += kind == 0 ? quantity : kind == 1 ? -quantity : 0;
            assertThat(ledger.openInterest()).isEqualTo(expected).isNotNegative();
        }
    }
}
