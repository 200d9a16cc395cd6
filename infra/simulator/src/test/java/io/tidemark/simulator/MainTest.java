package io.tidemark.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path root;

    @Test
    void writesAnArchiveAndSumsUpOnStandardError() {
        int code = run(
                "simulate",
                "--archive-out",
                root.toString(),
                "--trades-per-day",
                "200",
                "--to",
                "2026-04-07",
                "--datasets",
                "klines,fundingRate",
                "--interval",
                "5m",
                "--symbols",
                "SOLUSDT");
        assertThat(code).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("simulated 3 files, 579 rows,").hasLineCount(1);
        assertThat(root.resolve("data/futures/um/daily/klines/SOLUSDT/5m/SOLUSDT-5m-2026-04-06.zip"))
                .exists();
        assertThat(root.resolve("data/spot/daily/klines/SOLUSDT/5m/SOLUSDT-5m-2026-04-06.zip.CHECKSUM"))
                .exists();
        assertThat(root.resolve("data/futures/um/monthly/fundingRate/SOLUSDT/SOLUSDT-fundingRate-2026-04.zip"))
                .exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from        | 2026-13-01 | 2020-01-01 to 2049-12-31",
                "--from        | 2019-01-01 | 2020-01-01 to 2049-12-31",
                "--to          | 2026-04-06 | a day after --from 2026-04-06",
                "--symbols     | btc        | USDT",
                "--symbols     | BTCUSD_260401 | BTCUSD_260626",
                "--market      | usd        | um, spot, cm",
                "--instruments | 51         | 1 to 50",
                "--periods     | weekly     | daily, monthly, both",
                "--threads     | 0          | 1 to 256",
                "--trades-per-day | 0       | 1 to 100000000",
                "--trades-per-day | many    | 1 to 100000000",
                "--seed        | x          | a whole number",
                "--faults      | some       | none, natural, hostile",
                "--datasets    | bookDepth  | aggTrades, trades, klines",
                "--interval    | 2m         | 1m, 3m, 5m",
                "--port        | 80         | --archive-out",
            })
    void wrongUsageIsOneLineWithOptionValueAndWhatIsAllowed(String option, String value, String allowed) {
        assertThat(run("--archive-out", root.toString(), option, value)).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains(option, value, allowed);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void missingFolderIsWrongUsage() {
        assertThat(run("simulate")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--archive-out");
    }

    @Test
    void aFileInPlaceOfTheFolderIsWrongUsage() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThat(run("--archive-out", file.toString())).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1).contains("--archive-out", file.toString());
    }

    @Test
    void failureIsOneLineAndExitCodeOne() throws IOException {
        Files.writeString(root.resolve("data"), "in the way");
        assertThat(run("--archive-out", root.toString(), "--trades-per-day", "10"))
                .isEqualTo(1);
        assertThat(err.toString()).hasLineCount(1).contains("data");
    }

    @Test
    void helpIsShownOnStandardOut() {
        assertThat(run("simulate", "--help")).isZero();
        assertThat(out.toString()).contains("--archive-out", "--trades-per-day");
        assertThat(err.toString()).isEmpty();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }
}
