package io.tidemark.jobs.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.CsvLine;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.FileDecoder.RejectedLineException;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.testing.RecordedTrades;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is read quickly is what is read slowly: the two ways are held against each other, line by line. */
class UsualTradeLineTest {

    private static final TimeRange DAY = Facts.days("2026-04-06", "2026-04-07");
    private static final long DAY_START = 1775433600000L;
    private static final String AFTER = "9,".repeat(UsualTradeLine.ROOM);

    private static final String[] NUMBERS = {
        "1",
        "0",
        "00",
        "7.",
        ".5",
        ".",
        "",
        "0.1",
        "12345678",
        "1234567.8",
        "0.0000001",
        "12.345678",
        "123456789.12345678",
        "47319.84000000",
        "0.00812000",
        "1.2.3",
        "1e3",
        "3.743E-4",
        "-1",
        "+1",
        " 1",
        "1 ",
        "x",
        "9999999999999999",
        "99999999999999999",
        "1234567890123456789",
        "0.123456789012345678",
        "0.1234567890123456789",
        "100",
        "1:2",
        "/5"
    };
    private static final String[] IDS = {
        "1",
        "0",
        "9",
        "12345678",
        "123456789",
        "1234567890123456",
        "12345678901234567",
        "",
        "-5",
        "1.0",
        "x1",
        "1x",
        "1000000000000001",
        "99999999",
        "00000012"
    };
    private static final String[] FLAGS = {
        "true",
        "false",
        "True",
        "False",
        "TRUE",
        "tru",
        "falsey",
        "",
        "1",
        "true,True",
        "false,False",
        "true,x",
        "true\r",
        "false,true\r"
    };
    private static final String[] TIMES = {
        String.valueOf(DAY_START),
        String.valueOf(DAY_START + 86_399_999),
        String.valueOf(DAY_START + 86_400_000),
        String.valueOf(DAY_START - 1),
        DAY_START + "000",
        (DAY_START + 5) + "123",
        "177543360000",
        "",
        "x",
        DAY_START + ".5"
    };

    /** What became of a line: its trade, the reason for its rejection, or null if the quick way left it alone. */
    private record Outcome(List<RecordedTrades.Trade> trades, String rejected) {}

    private static TradesDecoder decoder(Dataset dataset, RecordedTrades trades) {
        ArchiveFile file = new ArchiveFile(
                "trades.zip", dataset, Facts.BTC, null, DAY, List.of(DAY), new ArchiveFile.Stored(1, "v", null));
        TradesDecoder decoder = new TradesDecoder(file, null, trades, () -> 0);
        decoder.startMember();
        String first =
                dataset == Dataset.AGG_TRADES ? "1,2,3,4,5," + DAY_START + ",true" : "1,2,3,6," + DAY_START + ",true";
        byte[] bytes = first.getBytes(StandardCharsets.UTF_8);
        CsvLine line = new CsvLine();
        line.set(bytes, 0, bytes.length, 1);
        decoder.line(line);
        trades.trades().clear();
        return decoder;
    }

    private static Outcome slowly(Dataset dataset, String text) {
        RecordedTrades trades = RecordedTrades.alone();
        TradesDecoder decoder = decoder(dataset, trades);
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        CsvLine line = new CsvLine();
        line.set(bytes, 0, bytes.length, 2);
        try {
            decoder.line(line);
            return new Outcome(List.copyOf(trades.trades()), null);
        } catch (RejectedLineException e) {
            return new Outcome(List.of(), e.getMessage());
        }
    }

    private static Outcome quickly(Dataset dataset, String text) {
        RecordedTrades trades = RecordedTrades.alone();
        TradesDecoder decoder = decoder(dataset, trades);
        String before = "x".repeat(UsualTradeLine.ROOM_BEFORE);
        byte[] bytes = (before + text + "\n" + AFTER).getBytes(StandardCharsets.UTF_8);
        int taken = decoder.usualLines(bytes, before.length(), bytes.length);
        if (taken == 0) {
            return null;
        }
        assertThat(taken).isEqualTo(1);
        assertThat(decoder.usualLinesEnd()).isEqualTo(before.length() + text.length() + 1);
        return new Outcome(List.copyOf(trades.trades()), null);
    }

    private static String any(Random random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static String line(Dataset dataset, Random random) {
        String id = any(random, IDS);
        String start = id + "," + any(random, NUMBERS) + "," + any(random, NUMBERS) + ",";
        String middle =
                dataset == Dataset.AGG_TRADES ? any(random, IDS) + "," + any(random, IDS) : any(random, NUMBERS);
        return start + middle + "," + any(random, TIMES) + "," + any(random, FLAGS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dataset.class,
            names = {"AGG_TRADES", "TRADES"})
    void whatIsReadQuicklyIsWhatIsReadSlowly(Dataset dataset) {
        long seed = System.nanoTime();
        System.out.println("usual lines: seed " + seed);
        Random random = new Random(seed);
        int taken = 0;
        for (int round = 0; round < 200_000; round++) {
            String line = line(dataset, random);
            Outcome quick = quickly(dataset, line);
            if (quick != null) {
                assertThat(quick).as("%s, seed %d", line, seed).isEqualTo(slowly(dataset, line));
                taken++;
            }
        }
        assertThat(taken).isGreaterThan(100);
    }

    @Test
    void everyUsualFormIsReadQuickly() {
        for (String line : List.of(
                "2228503268,60276.3,0.029,5129698194,5129698195,1775433601510,false",
                "1031427002,47319.84000000,0.02736000,1189032464,1189032465,1775433601150066,True,True",
                "7,0.15390,1234,8,9,1775433601510,true\r",
                "1,1,1,1,1,1775433601510,false")) {
            assertThat(quickly(Dataset.AGG_TRADES, line))
                    .as(line)
                    .isNotNull()
                    .isEqualTo(slowly(Dataset.AGG_TRADES, line));
        }
        for (String line : List.of(
                "28457,4.00000100,12.00000000,48.00,1775433601510,true",
                "51175358,17.80180000,5.69000000,101.29224200,1775433600010866,True,True")) {
            assertThat(quickly(Dataset.TRADES, line)).as(line).isNotNull().isEqualTo(slowly(Dataset.TRADES, line));
        }
    }

    @Test
    void aLineCloseToTheEndOfTheTextIsLeftToOthers() {
        RecordedTrades trades = RecordedTrades.alone();
        TradesDecoder decoder = decoder(Dataset.AGG_TRADES, trades);
        byte[] bytes = ("x".repeat(UsualTradeLine.ROOM_BEFORE) + "7,2,3,8,9," + DAY_START + ",true\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(decoder.usualLines(bytes, UsualTradeLine.ROOM_BEFORE, bytes.length))
                .isZero();
        assertThat(trades.trades()).isEmpty();
    }

    @Test
    void linesAreTakenOneAfterTheOtherUpToTheFirstUnusualOne() {
        RecordedTrades trades = RecordedTrades.alone();
        TradesDecoder decoder = decoder(Dataset.AGG_TRADES, trades);
        List<String> lines = new ArrayList<>();
        for (int id = 10; id < 15; id++) {
            lines.add(id + ",2.5,3," + id + "," + id + "," + (DAY_START + id) + ",false");
        }
        lines.add("15,2.5e0,3,15,15," + DAY_START + ",false");
        String text = String.join("\n", lines) + "\n";
        byte[] bytes = ("x".repeat(UsualTradeLine.ROOM_BEFORE) + text + AFTER).getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.usualLines(bytes, UsualTradeLine.ROOM_BEFORE, bytes.length))
                .isEqualTo(5);
        assertThat(new String(bytes, decoder.usualLinesEnd(), 7, StandardCharsets.UTF_8))
                .isEqualTo("15,2.5e");
        assertThat(trades.trades()).extracting(RecordedTrades.Trade::id).containsExactly(10L, 11L, 12L, 13L, 14L);
    }
}
