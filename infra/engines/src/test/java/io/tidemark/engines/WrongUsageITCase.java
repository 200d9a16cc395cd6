package io.tidemark.engines;

import io.tidemark.engines.testing.Lake;
import io.tidemark.engines.testing.Lanes;
import io.tidemark.engines.testing.SimulatedArchive;
import io.tidemark.engines.testing.Tidemark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong usage ends with exit code 2 and one line that names the option, the value and what is allowed. */
final class WrongUsageITCase {

    private static final String RIGHT =
            "backfill --archive {archive} --market um --symbols BTCUSDT --from 2026-04-06 --to 2026-04-07"
                    + " --warehouse {new}";

    /** What the line must hold, separated by bars, and the command. */
    private static final String[][] WRONG = {
        {"nonsense", "nonsense"},
        {"--symbols|--from|--to", "backfill"},
        {"--archive|--from-lake", "backfill --symbols BTCUSDT --from 2026-04-06 --to 2026-04-07"},
        {"--nonsense", RIGHT + " --nonsense"},
        {"--mode|fast|batch or streaming", RIGHT + " --mode fast"},
        {"--parallelism|'0'|1 to 128", RIGHT + " --parallelism 0"},
        {"--parallelism|many", RIGHT + " --parallelism many"},
        {"--chunk-days|'0'|1 to 366", RIGHT + " --chunk-days 0"},
        {"--datasets|bookDepth|aggTrades, trades, klines", RIGHT + " --datasets bookDepth"},
        {"--availability|later|event or as-published", RIGHT + " --availability later"},
        {"--kline-interval|2m|1m, 3m", RIGHT + " --kline-interval 2m"},
        {"--catalog|nowhere|conf/", RIGHT + " --catalog nowhere"},
        {"--instruments|nowhere.json|a readable file", RIGHT + " --instruments nowhere.json"},
        {"--market|options|um", RIGHT.replace("um", "options")},
        {"--symbols|btc|capitals", RIGHT.replace("BTCUSDT", "btc")},
        {"--symbols|NOPEUSDT|1000PEPEUSDT, BTCUSDT, ETHUSDT", RIGHT.replace("BTCUSDT", "BTCUSDT,NOPEUSDT")},
        {"--from|2026-13-06|a UTC day", RIGHT.replace("2026-04-06", "2026-13-06")},
        {"--to|2026-04-06|a day after --from 2026-04-06", RIGHT.replace("2026-04-07", "2026-04-06")},
        {"--to|2099-04-07|or earlier", RIGHT.replace("2026-04-07", "2099-04-07")},
        {"--archive|{empty}|Binance's layout", RIGHT.replace("{archive}", "{empty}")},
        {"--archive|{nowhere}|a folder", RIGHT.replace("{archive}", "{nowhere}")},
        {"--archive|{file}|a folder", RIGHT.replace("{archive}", "{file}")},
        {"--archive|s3://Bucket|s3://BUCKET or s3://BUCKET/PREFIX", RIGHT.replace("{archive}", "s3://Bucket")},
        {"--archive|ftp://host/data|a folder or s3://BUCKET", RIGHT.replace("{archive}", "ftp://host/data")},
        {"--archive|{archive}|s3://BUCKET", RIGHT + " --s3-anonymous"},
        {"--s3-endpoint|host:9000|https://", RIGHT + " --s3-endpoint host:9000"},
        {"--s3-region|Tokyo 1|ap-northeast-1", RIGHT + " --s3-region Tokyo_1"},
        {"--cache|{file}|a folder", RIGHT + " --cache {file}"},
        {"--cache-size|20|MB, GB or TB", RIGHT + " --cache-size 20"},
        {"--warehouse|s3://bucket/lake|--catalog", RIGHT.replace("{new}", "s3://bucket/lake")},
        {"--warehouse|{file}|a folder", RIGHT.replace("{new}", "{file}")},
        {"--warehouse|{file}/lake|a folder", RIGHT.replace("{new}", "{file}/lake")},
        {"-e|-f", "sql --warehouse {lake}"},
        {"--format|xml|table, csv or json", "sql --warehouse {lake} --format xml -e select"},
        {"--as-of|yesterday|2026-04-20T12:00:00Z", "sql --warehouse {lake} --as-of yesterday -e select"},
        {"-f|nowhere.sql|a readable file", "sql --warehouse {lake} -f nowhere.sql"},
        {"drop|--allow-writes", "sql --warehouse {lake} -e drop_table_flow.bars"},
        {"--warehouse|{nowhere}|holds a lake", "sql --warehouse {nowhere} -e select_1"},
        {"--warehouse|{nowhere}|holds a lake", "hash --warehouse {nowhere}"},
        {"--warehouse|{nowhere}|holds a lake", "tables --warehouse {nowhere}"},
        {"--warehouse|{empty}|holds a lake", "tables --warehouse {empty}"},
        {"--warehouse|{file}|a folder", "tables --warehouse {file}"},
        {"--table|flow.nope|flow.bars", "hash --warehouse {lake} --table flow.nope"},
        {"flow.nope|flow.bars", "tables flow.nope --warehouse {lake}"},
    };

    @TempDir
    Path folder;

    @Test
    void isOneLineWithOptionValueAndWhatIsAllowedAndLeavesNothingBehind() throws Exception {
        Path archive = SimulatedArchive.make(folder.resolve("archive"), "2026-04-07", 41, "none");
        new Lake(folder.resolve("lake")).fill(SimulatedArchive.backfill(archive, "2026-04-07"));
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("file"), "in the way");
        List<Callable<Tidemark.Outcome>> commands = new ArrayList<>();
        for (String[] wrong : WRONG) {
            String[] arguments = Arrays.stream(wrong[1].split(" ", -1))
                    .map(word -> named(word.replace('_', ' ')))
                    .toArray(String[]::new);
            commands.add(() -> Tidemark.run(arguments));
        }
        List<Tidemark.Outcome> outcomes = Lanes.run(commands);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < WRONG.length; i++) {
            Tidemark.Outcome outcome = outcomes.get(i);
            softly.assertThat(outcome.code()).as("%s", outcome).isEqualTo(2);
            softly.assertThat(outcome.err())
                    .as("%s", outcome)
                    .hasLineCount(1)
                    .contains(named(WRONG[i][0]).split("\\|", -1));
            softly.assertThat(outcome.out()).as("%s", outcome).isEmpty();
        }
        softly.assertThat(folder.resolve("new")).doesNotExist();
        softly.assertThat(folder.resolve("nowhere")).doesNotExist();
        softly.assertThat(folder.resolve("empty")).isEmptyDirectory();
        softly.assertAll();
    }

    private String named(String text) {
        String named = text;
        for (String name : List.of("archive", "lake", "empty", "file", "new", "nowhere")) {
            named = named.replace("{" + name + "}", folder.resolve(name).toString());
        }
        return named;
    }
}
