package io.tidemark.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.udfs.derivatives.Basis;
import io.tidemark.udfs.derivatives.BasisPoints;
import io.tidemark.udfs.derivatives.Crowding;
import io.tidemark.udfs.derivatives.StressRegime;
import io.tidemark.udfs.stats.RelativeChange;
import io.tidemark.udfs.stats.ZScore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The measures of derivatives against golden vectors: exact arithmetic, cross-checked with pandas by {@code
 * golden/derivatives.py}, which says what each stretch of rows is there for.
 */
class DerivativesVectorsTest {

    private static final int HOUR = 12;
    private static final int DAY = 288;
    private static final double TOLERANCE = 1e-9;

    private final Vectors given = Vectors.read("/golden/derivatives_given.csv");
    private final Vectors expected = Vectors.read("/golden/derivatives_expected.csv");

    private final double[] fundingBps = each(i -> orNaN(BasisPoints.of(given.decimal("funding_rate", i))));
    private final double[] basisBps = each(i -> {
        Double basis = Basis.bps(given.decimal("mark", i), given.decimal("index", i));
        return basis == null ? Double.NaN : basis;
    });
    private final double[] close = each(i -> orNaN(given.decimal("close", i)));
    private final double[] openInterest = each(i -> orNaN(given.decimal("open_interest", i)));
    private final double[] fundingZ = scores(fundingBps);
    private final double[] basisZ = scores(basisBps);
    private final double[] openInterestZ = scores(openInterest);

    @Test
    void ratesAndBasisAreTheNearestDoubles() {
        for (int i = 0; i < given.rows(); i++) {
            assertThat(fundingBps[i]).isEqualTo(expected.number("funding_rate_bps", i));
            assertThat((Double) basisBps[i]).as("row %d", i).isEqualTo((Double) expected.number("basis_bps", i));
        }
    }

    @Test
    void changesOverAnHourAreNullWithoutEitherEnd() {
        agree("price_return_bps_1h", i -> i < HOUR ? Double.NaN : RelativeChange.bps(close[i], close[i - HOUR]));
        agree(
                "oi_change_1h_pct",
                i -> i < HOUR ? Double.NaN : RelativeChange.percent(openInterest[i], openInterest[i - HOUR]));
    }

    @Test
    void scoresAreExactWhateverTheSeriesDoes() {
        agree("funding_rate_bps_z_1d", i -> fundingZ[i]);
        agree("basis_bps_z_1d", i -> basisZ[i]);
        agree("open_interest_z_1d", i -> openInterestZ[i]);
    }

    @Test
    void crowdingAndStressAreReadFromTheScoresThatArePresent() {
        agree("crowding_score", i -> Crowding.parity(fundingZ[i], basisZ[i], openInterestZ[i]));
        agree("crowding_n_inputs", i -> Crowding.inputs(fundingZ[i], basisZ[i], openInterestZ[i]));
        for (int i = 0; i < given.rows(); i++) {
            assertThat(StressRegime.parity(fundingZ[i], basisZ[i], openInterestZ[i]))
                    .as("stress_regime of row %d", i)
                    .isEqualTo(Boolean.parseBoolean(expected.text("stress_regime", i)));
        }
    }

    @Test
    void theVectorsHoldWhatIsHard() {
        assertThat(expected.rows()).isEqualTo(given.rows());
        assertThat(expected.text("open_interest_z_1d", 629)).isEmpty();
        assertThat(expected.number("open_interest_z_1d", 630)).isCloseTo(287 / Math.sqrt(288), within(TOLERANCE));
        assertThat(IntStream.range(0, expected.rows())
                        .filter(i -> expected.text("stress_regime", i).equals("true")))
                .hasSizeGreaterThan(5);
        for (int inputs = 0; inputs <= 3; inputs++) {
            double count = inputs;
            assertThat(IntStream.range(0, expected.rows())
                            .filter(i -> expected.number("crowding_n_inputs", i) == count))
                    .as("rows with %d scores", inputs)
                    .isNotEmpty();
        }
    }

    private void agree(String column, IntToDoubleFunction computed) {
        for (int i = 0; i < given.rows(); i++) {
            double number = expected.number(column, i);
            double actual = computed.applyAsDouble(i);
            assertThat(Double.isNaN(actual))
                    .as("%s of row %d is null", column, i)
                    .isEqualTo(Double.isNaN(number));
            if (!Double.isNaN(number)) {
                assertThat(actual).as("%s of row %d", column, i).isCloseTo(number, within(TOLERANCE));
            }
        }
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, given.rows()).mapToDouble(value).toArray();
    }

    private double[] scores(double[] values) {
        return each(i -> i + 1 < DAY ? Double.NaN : ZScore.ofLast(values, i + 1 - DAY, i + 1));
    }

    private static double orNaN(BigDecimal value) {
        return value == null ? Double.NaN : value.doubleValue();
    }

    /** A file of numbers, whose empty cells are null. */
    private record Vectors(List<String> columns, List<String[]> cells) {

        static Vectors read(String resource) {
            try (InputStream file = DerivativesVectorsTest.class.getResourceAsStream(resource)) {
                List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return new Vectors(
                        Arrays.asList(lines.get(0).split(",", -1)),
                        lines.stream().skip(1).map(line -> line.split(",", -1)).toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        int rows() {
            return cells.size();
        }

        String text(String column, int row) {
            return cells.get(row)[columns.indexOf(column)];
        }

        BigDecimal decimal(String column, int row) {
            String text = text(column, row);
            return text.isEmpty() ? null : new BigDecimal(text);
        }

        double number(String column, int row) {
            String text = text(column, row);
            return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
        }
    }
}
