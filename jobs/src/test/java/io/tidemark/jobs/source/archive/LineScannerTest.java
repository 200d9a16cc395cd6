package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.FileDecoder.RefusedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineScannerTest {

    private static List<String> lines(InputStream in) throws IOException {
        LineScanner scanner = new LineScanner(in);
        CsvLine line = new CsvLine();
        List<String> lines = new ArrayList<>();
        while (scanner.next(line)) {
            StringBuilder text = new StringBuilder().append(line.number()).append(':');
            for (int field = 0; field < line.fields(); field++) {
                text.append(field == 0 ? "" : ",").append(line.text(field));
            }
            lines.add(text.toString());
        }
        return lines;
    }

    private static List<String> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void linesEndWithALineFeedWithOrWithoutCarriageReturnOrWithTheFile() throws IOException {
        assertThat(lines("a,b\nc\r\nd")).containsExactly("1:a,b", "2:c", "3:d");
        assertThat(lines("a\nb\n")).containsExactly("1:a", "2:b");
        assertThat(lines("a\nb\r")).containsExactly("1:a", "2:b");
    }

    @Test
    void emptyLinesCountAndAreLeftOut() throws IOException {
        assertThat(lines("\n\r\na\n\n\nb\n\r\n")).containsExactly("3:a", "6:b");
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).isEmpty();
        assertThat(lines("\r")).isEmpty();
    }

    @Test
    void emptyFieldsAreFields() throws IOException {
        assertThat(lines(",a,,\n,\n")).containsExactly("1:,a,,", "2:,");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void linesAreTheSameWhereverTheStreamIsCut(long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        long number = 0;
        while (text.length() < 3 * 4 * LineScanner.LONGEST_LINE) {
            int length = random.nextInt(10) == 0 ? random.nextInt(LineScanner.LONGEST_LINE) : random.nextInt(60);
            String line = "x".repeat(length);
            number++;
            if (length > 0) {
                expected.add(number + ":" + line);
            }
            text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(lines(new ByteArrayInputStream(bytes))).as("seed %d", seed).isEqualTo(expected);
        assertThat(lines(new SmallReads(bytes, random))).as("seed %d", seed).isEqualTo(expected);
    }

    /** Gives a few bytes at a time, as a decompressor may. */
    private static final class SmallReads extends InputStream {
        private final InputStream in;
        private final Random random;

        SmallReads(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, Math.min(length, 1 + random.nextInt(5000)));
        }
    }

    @Test
    void theLongestLineIsRead() throws IOException {
        String longest = "y".repeat(LineScanner.LONGEST_LINE);
        assertThat(lines("a\n" + longest + "\nb\n")).containsExactly("1:a", "2:" + longest, "3:b");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 100_000, 200_000, 10_000_000})
    void aLongerLineRefusesTheFileWhereverItStands(int more) {
        String tooLong = "z".repeat(LineScanner.LONGEST_LINE + more);
        for (String text : List.of(
                tooLong + "\n",
                "a\n" + tooLong + "\nb\n",
                "a\n".repeat(100_000) + tooLong + "\nb\n",
                "a\n" + tooLong)) {
            assertThatThrownBy(() -> lines(text))
                    .isInstanceOf(RefusedFileException.class)
                    .hasMessageContaining(String.valueOf(LineScanner.LONGEST_LINE));
        }
    }
}
