package io.tidemark.udfs.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalFieldTest {

    private static final String TOO_LONG = "needs more than 18 significant digits or 18 decimals";

    private final DecimalField field = new DecimalField();

    @ParameterizedTest
    @CsvSource({
        "118.0, 118, 0",
        "0.15390, 1539, 4",
        "87648.21000000, 8764821, 2",
        "2.5096897E7, 25096897, 0",
        "3.743E-4, 3743, 7",
        "0.00000812, 812, 8",
        "1000000000000, 1000000000000, 0",
        "0.00001, 1, 5",
        "-0.00010700, -107, 6",
        "+5, 5, 0",
        ".5, 5, 1",
        "5., 5, 0",
        "-.50, -5, 1",
        "1200, 1200, 0",
        "12E2, 1200, 0",
        "007.10, 71, 1",
        "0.000000000000000001, 1, 18",
        "999999999999999999, 999999999999999999, 0",
        "0.999999999999999999, 999999999999999999, 18",
        "000000000000000000000000012.50000000000000000000000, 125, 1",
    })
    void readsCanonicalValue(String text, long mantissa, int scale) {
        parse(text);
        assertThat(field.mantissa()).isEqualTo(mantissa);
        assertThat(field.scale()).isEqualTo(scale);
        assertThat(field.toBigDecimal()).isEqualTo(BigDecimal.valueOf(mantissa, scale));
    }

    @Test
    void alignedValuesKeepTheLargestScaleSoFar() {
        for (String[] step : new String[][] {
            {"118.0", "118", "0"},
            {"0.15390", "1539", "4"},
            {"12", "120000", "4"},
            {"0.1", "1000", "4"},
            {"0.15391", "15391", "5"},
            {"0.15390", "15390", "5"},
            {"2.5096897E7", "2509689700000", "5"},
            {"87648.21000000", "8764821000", "5"},
            {"0.000000000000000001", "1", "18"},
            {"1", "100000000", "8"},
            {"999999999999999999", "999999999999999999", "0"},
        }) {
            byte[] bytes = ("        " + step[0] + ",").getBytes(StandardCharsets.UTF_8);
            field.parseAligned(bytes, 8, bytes.length - 1);
            assertThat(field.mantissa()).as(step[0]).isEqualTo(Long.parseLong(step[1]));
            assertThat(field.scale()).as(step[0]).isEqualTo(Integer.parseInt(step[2]));
        }
    }

    @Property
    void alignedValuesAreThoseThatBigDecimalReads(@ForAll("fields") String first, @ForAll("fields") String second) {
        byte[] bytes = (first + "," + second).getBytes(StandardCharsets.UTF_8);
        assertAligned(bytes, 0, first.length(), first);
        assertAligned(bytes, first.length() + 1, bytes.length, second);
    }

    private void assertAligned(byte[] bytes, int from, int to, String text) {
        Throwable refused = catchThrowable(() -> field.parseAligned(bytes, from, to));
        Throwable expected = catchThrowable(() -> new DecimalField().parse(bytes, from, to));
        assertThat(refused == null ? null : refused.getMessage())
                .isEqualTo(expected == null ? null : expected.getMessage());
        if (refused == null) {
            assertThat(field.toBigDecimal()).as(text).isEqualByComparingTo(new BigDecimal(text));
        }
    }

    /** Mostly numbers as venues write them, and now and then one character that makes it something else. */
    @Provide
    Arbitrary<String> fields() {
        Arbitrary<String> plain =
                Arbitraries.strings().withCharRange('0', '9').ofMinLength(0).ofMaxLength(8);
        Arbitrary<String> dotted = net.jqwik.api.Combinators.combine(
                        plain, Arbitraries.strings().withCharRange('0', '9').ofMaxLength(8))
                .as((whole, decimals) -> whole + "." + decimals);
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("0123456789.-+eE /:;")
                .ofMinLength(1)
                .ofMaxLength(9);
        return Arbitraries.oneOf(plain, dotted, odd);
    }

    @Property
    void wholeNumbersAreThoseThatTheLibraryReads(
            @ForAll @LongRange(min = 0) long value, @ForAll @IntRange(max = 19) int zeros) {
        String text = "0"
                        .repeat(Math.max(
                                0, Math.min(zeros, 18 - String.valueOf(value).length())))
                + value;
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        assertThat(DecimalField.parseLong(bytes, 1, bytes.length - 1)).isEqualTo(value);
    }

    @Property
    void oneCharacterThatIsNoDigitMakesItNoWholeNumber(
            @ForAll @LongRange(min = 0) long value, @ForAll @IntRange(max = 18) int place, @ForAll byte other) {
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        int at = place % bytes.length;
        bytes[at] = other;
        boolean digit = other >= '0' && other <= '9';
        Throwable refused = catchThrowable(() -> DecimalField.parseLong(bytes, 0, bytes.length));
        if (!digit) {
            assertThat(refused).hasMessage("is not a whole number");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "0.0", "-0.000", ".0", "0.", "000", "0E-30", "0e400", "0.0000000000000000000000000"})
    void readsEveryZeroAsTheSameZero(String text) {
        parse("1.5");
        parse(text);
        assertThat(field.mantissa()).isZero();
        assertThat(field.scale()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "-",
                "+",
                "-.",
                "1.2.3",
                "1,5",
                " 1",
                "1 ",
                "abc",
                "NaN",
                "Infinity",
                "null",
                "1e",
                "--1",
                "é",
                "0x10",
                "1_000",
                "12345678901234567890x",
                "1.5f"
            })
    void saysWhatIsNotANumber(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("is not a number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000000000000",
                "9223372036854775807",
                "99999999999999999999",
                "0.0000000000000000001",
                "1.0000000000000000001",
                "1e400",
                "1e-400",
                "1E+2147483647",
                "1E-2147483647",
                "12345678901.2345678901",
                "1E18"
            })
    void refusesWhatDoesNotFit(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage(TOO_LONG);
    }

    @Test
    void refusesEmptyField() {
        assertThatThrownBy(() -> field.parse(new byte[] {'1'}, 1, 1))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("is empty");
    }

    @Test
    void readsOnlyItsSliceOfTheBuffer() {
        byte[] line = "7,12.50,9".getBytes(StandardCharsets.US_ASCII);
        field.parse(line, 2, 7);
        assertThat(field.toBigDecimal()).isEqualTo("12.5");
    }

    @Test
    void keepsThePreviousValueWhenAFieldIsRefused() {
        parse("12.5");
        assertThatThrownBy(() -> parse("12.x")).isInstanceOf(NumberFormatException.class);
        assertThat(field.toBigDecimal()).isEqualTo("12.5");
    }

    @Property
    void readsEveryWayToWriteAValue(
            @ForAll @LongRange(min = -999_999_999_999_999_999L, max = 999_999_999_999_999_999L) long mantissa,
            @ForAll @IntRange(max = 18) int scale,
            @ForAll @IntRange(max = 12) int zeros) {
        BigDecimal value = BigDecimal.valueOf(mantissa, scale);
        String padding = "0".repeat(zeros);
        String plain = value.toPlainString();
        assertReads(plain, value);
        assertReads(plain + (scale > 0 ? padding : "." + padding), value);
        assertReads(plain.startsWith("-") ? "-" + padding + plain.substring(1) : padding + plain, value);
        assertReads(value.toString(), value);
        assertReads(value.toEngineeringString(), value);
        assertReads(value.unscaledValue() + "e-" + scale, value);
    }

    @Property(tries = 5000)
    void acceptsExactlyWhatBigDecimalAccepts(@ForAll("almostNumbers") String text) {
        BigDecimal expected = bigDecimalOrNull(text);
        Throwable refusal = catchThrowable(() -> parse(text));
        if (expected == null) {
            assertThat(refusal).isInstanceOf(NumberFormatException.class).hasMessage("is not a number");
        } else if (refusal == null) {
            assertThat(field.toBigDecimal()).isEqualByComparingTo(expected);
            assertCanonical();
        } else {
            assertThat(refusal).hasMessage(TOO_LONG);
            assertThat(expected.stripTrailingZeros())
                    .matches(value ->
                            value.precision() > 18 || value.scale() > 18 || value.precision() - value.scale() > 18);
        }
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.strings()
                .withChars("0123456789..-+eE ")
                .ofMinLength(1)
                .ofMaxLength(9);
    }

    @Property
    void readsEveryWholeNumber(@ForAll @LongRange(min = 0) long value, @ForAll @IntRange(max = 3) int zeros) {
        assertThat(parseLong("0".repeat(zeros) + value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.0", "1e3", " 1", "x", "99999999999999999999999x"})
    void saysWhatIsNotAWholeNumber(String text) {
        assertThatThrownBy(() -> parseLong(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "18446744073709551616", "99999999999999999999999"})
    void refusesWholeNumberBeyondLong(String text) {
        assertThatThrownBy(() -> parseLong(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("is larger than 9223372036854775807");
    }

    private void parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        field.parse(bytes, 0, bytes.length);
    }

    private static long parseLong(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return DecimalField.parseLong(bytes, 0, bytes.length);
    }

    private void assertReads(String text, BigDecimal value) {
        parse(text);
        assertThat(field.toBigDecimal()).as(text).isEqualByComparingTo(value);
        assertCanonical();
    }

    private void assertCanonical() {
        assertThat(field.scale()).isBetween(0, 18);
        assertThat(field.scale() == 0 || field.mantissa() % 10 != 0)
                .as("minimal scale of " + field.toBigDecimal())
                .isTrue();
    }

    private static BigDecimal bigDecimalOrNull(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
