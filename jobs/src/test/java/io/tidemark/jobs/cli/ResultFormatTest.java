package io.tidemark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.jobs.pipeline.UsageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class ResultFormatTest {

    private static final Result EVERYTHING = new Result(
            List.of("txt", "amount", "score", "seen", "local_time", "utc_day", "blob", "total", "good", "gone"),
            Row.of(
                    "plain",
                    new BigDecimal("67000.100000000000000000"),
                    1.5e-9,
                    Instant.parse("2026-04-06T00:00:00.001Z"),
                    LocalDateTime.parse("2026-04-06T01:02:03"),
                    LocalDate.parse("2026-04-06"),
                    new byte[] {1, (byte) 0xab},
                    7L,
                    true,
                    null));

    private static String printed(ResultFormat format, Result result) {
        StringWriter text = new StringWriter();
        format.print(result, new PrintWriter(text));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void csvHasAHeaderIsoInstantsPlainDecimalsAndEmptyNulls() {
        assertThat(printed(ResultFormat.CSV, EVERYTHING))
                .isEqualTo("txt,amount,score,seen,local_time,utc_day,blob,total,good,gone\n"
                        + "plain,67000.1,0.0000000015,2026-04-06T00:00:00.001Z,2026-04-06T01:02:03Z,2026-04-06,01ab,7,"
                        + "true,\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        Result result = new Result(
                List.of("a,b", "c"),
                Row.of("say \"hi\"", "one,two"),
                Row.of("line\nfeed", "carriage\rreturn"),
                Row.of(" kept ", ""),
                Row.of("semi;colon", "it's"));

        assertThat(printed(ResultFormat.CSV, result))
                .isEqualTo(String.join(
                        "\n",
                        "\"a,b\",c",
                        "\"say \"\"hi\"\"\",\"one,two\"",
                        "\"line\nfeed\",\"carriage\rreturn\"",
                        " kept ,",
                        "semi;colon,it's",
                        ""));
    }

    @Test
    void decimalsArePlainWhateverTheirScale() {
        Result result = new Result(
                List.of("amount"),
                Row.of(new BigDecimal("0E-18")),
                Row.of(new BigDecimal("1E12").setScale(18)),
                Row.of(new BigDecimal("0.000000000000000001")),
                Row.of(new BigDecimal("-100.000000000000000000")),
                Row.of(12345678.0),
                Row.of(-0.0));

        assertThat(printed(ResultFormat.CSV, result))
                .isEqualTo("amount\n0\n1000000000000\n0.000000000000000001\n-100\n12345678\n0\n");
    }

    @Test
    void jsonIsOneObjectALineWithDecimalsAsText() {
        assertThat(printed(ResultFormat.JSON, EVERYTHING))
                .isEqualTo("{\"txt\":\"plain\",\"amount\":\"67000.1\",\"score\":1.5E-9,"
                        + "\"seen\":\"2026-04-06T00:00:00.001Z\",\"local_time\":\"2026-04-06T01:02:03Z\","
                        + "\"utc_day\":\"2026-04-06\",\"blob\":\"01ab\",\"total\":7,\"good\":true,\"gone\":null}\n");
    }

    @Test
    void aTableIsAlignedAndCounted() {
        Result result = new Result(List.of("a", "long_name"), Row.of("wide value", null), Row.of("b", 1L));

        assertThat(printed(ResultFormat.TABLE, result).lines())
                .containsExactly(
                        "a           long_name",
                        "----------  ---------",
                        "wide value  NULL",
                        "b           1",
                        "(2 rows)");
    }

    @Test
    void formatsAreFoundByName() {
        assertThat(ResultFormat.of("csv")).isEqualTo(ResultFormat.CSV);
        assertThat(ResultFormat.of("JSON")).isEqualTo(ResultFormat.JSON);
        assertThatThrownBy(() -> ResultFormat.of("xml"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--format")
                .hasMessageContaining("xml");
    }

    /** Rows as a query would give them. */
    private record Result(List<String> names, Row... rows) implements TableResult {

        @Override
        public ResolvedSchema getResolvedSchema() {
            return ResolvedSchema.of(names.stream()
                    .map(name -> (Column) Column.physical(name, DataTypes.STRING()))
                    .toList());
        }

        @Override
        public CloseableIterator<Row> collect() {
            Iterator<Row> iterator = Arrays.asList(rows).iterator();
            return CloseableIterator.adapterForIterator(iterator);
        }

        @Override
        public Optional<JobClient> getJobClient() {
            return Optional.empty();
        }

        @Override
        public void await() {}

        @Override
        public void await(long timeout, TimeUnit unit) {}

        @Override
        public ResultKind getResultKind() {
            return ResultKind.SUCCESS_WITH_CONTENT;
        }

        @Override
        public void print() {
            throw new UnsupportedOperationException();
        }
    }
}
