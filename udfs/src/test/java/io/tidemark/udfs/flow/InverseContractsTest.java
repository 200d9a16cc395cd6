package io.tidemark.udfs.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InverseContractsTest {

    // The first is a row that the venue publishes: its own base_qty is 0.01037883, to eight decimals.
    @ParameterizedTest
    @CsvSource({
        "1, 100, 9635.0, 100, 0.010378827192527244",
        "3, 10, 0.25, 30, 120",
        "2, 10, 3, 20, 6.666666666666666667",
        "1, 10, 3, 10, 3.333333333333333333",
        "1, 1, 2000000000000000000, 1, 0",
        "3, 1, 2000000000000000000, 3, 0.000000000000000002",
        "0, 100, 60000, 0, 0",
    })
    void contractsAreAFixedQuoteAmountAndABaseQuantityRoundedHalfEven(
            BigDecimal contracts, BigDecimal size, BigDecimal price, BigDecimal quote, BigDecimal base) {
        assertThat(InverseContracts.quote(contracts, size)).isEqualByComparingTo(quote);
        assertThat(InverseContracts.base(contracts, size, price)).isEqualByComparingTo(base);
    }
}
