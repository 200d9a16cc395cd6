package io.tidemark.jobs.source.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.ArchiveFormat;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.ContractSizes;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import io.tidemark.jobs.model.Kline;
import io.tidemark.jobs.testing.Facts;
import io.tidemark.jobs.venue.binance.BinanceArchiveFormat;
import io.tidemark.jobs.venue.binance.BinanceMarket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveFileReaderTest {

    private static final String KEY = "data/klines.zip";
    private static final String HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore";
    private static final ArchiveFormat FORMAT =
            new BinanceArchiveFormat(BinanceMarket.UM, Availability.AT_EVENT, ContractSizes.NONE, (file, order) -> {
                throw new AssertionError("the file holds no trades");
            });

    @TempDir
    Path root;

    private static String row(int minute) {
        long start = 1775433600000L + minute * 60_000L;
        return start + ",16.35,16.41,16.31,16.4,1492.2," + (start + 59_999) + ",24439.317,186,930.2,15232.305,0";
    }

    private static String[] rows(int from, int to) {
        List<String> rows = new ArrayList<>(List.of(HEADER));
        for (int minute = from; minute < to; minute++) {
            rows.add(row(minute));
        }
        return rows.toArray(String[]::new);
    }

    private static ArchiveFile file(String checksum) {
        return new ArchiveFile(
                KEY,
                Dataset.KLINES,
                Facts.BTC,
                "1m",
                Facts.days("2026-04-06", "2026-04-07"),
                List.of(Facts.days("2026-04-06", "2026-04-07")),
                new ArchiveFile.Stored(1, "v1", checksum));
    }

    private List<Fact> read(byte[] zip, String checksum) {
        ArchiveFolder folder = new ArchiveFolder(root);
        folder.putRaw(KEY, zip);
        return folder.read(FORMAT, file(checksum));
    }

    /** The facts without the account of the file, which names its checksum. */
    private static List<Fact> content(List<Fact> facts) {
        return facts.stream().filter(fact -> !(fact instanceof FileRead)).toList();
    }

    private static void assertRefused(List<Fact> facts, String reason) {
        assertThat(facts).hasSize(4);
        assertThat(facts.get(0)).isInstanceOfSatisfying(DeadLetter.class, letter -> {
            assertThat(letter.sourceFile()).isEqualTo(KEY);
            assertThat(letter.lineNumber()).isNull();
            assertThat(letter.rawText()).isNull();
            assertThat(letter.reason()).contains(reason);
        });
        assertThat(facts.get(1)).isInstanceOfSatisfying(Gap.class, gap -> {
            assertThat(gap.from()).isEqualTo("2026-04-06T00:00:00Z");
            assertThat(gap.to()).isEqualTo("2026-04-07T00:00:00Z");
            assertThat(gap.reason()).startsWith("refused: ");
        });
        assertThat(facts.get(2)).isInstanceOfSatisfying(Delivered.class, delivered -> {
            assertThat(delivered.present()).isFalse();
            assertThat(delivered.from()).isEqualTo("2026-04-06T00:00:00Z");
            assertThat(delivered.to()).isEqualTo("2026-04-07T00:00:00Z");
        });
        assertThat(facts.get(3)).isInstanceOfSatisfying(FileRead.class, read -> assertThat(read.outcome())
                .isEqualTo(FileRead.Outcome.REFUSED));
    }

    @Test
    void aSoundFileIsUsedWithAndWithoutChecksum() {
        byte[] zip = ArchiveFolder.zip(rows(0, 1440));

        for (String checksum : new String[] {ArchiveFolder.sha256(zip), null}) {
            List<Fact> facts = read(zip, checksum);

            assertThat(Facts.of(Kline.class, facts)).hasSize(1440);
            assertThat(Facts.of(DeadLetter.class, facts)).isEmpty();
            assertThat(facts.get(facts.size() - 1)).isInstanceOfSatisfying(FileRead.class, read -> {
                assertThat(read.outcome()).isEqualTo(FileRead.Outcome.USED);
                assertThat(read.sha256()).isEqualTo(ArchiveFolder.sha256(zip));
            });
        }
    }

    @Test
    void aWrongChecksumRefusesTheFileWhole() {
        byte[] zip = ArchiveFolder.zip(rows(0, 1440));
        String wrong = ArchiveFolder.sha256(new byte[0]);

        assertRefused(read(zip, wrong), wrong);
        assertRefused(read(zip, "not"), "not");
    }

    @Test
    void bytesAfterTheZipCountInTheChecksum() {
        byte[] zip = ArchiveFolder.zip(rows(0, 10));
        byte[] longer = Arrays.copyOf(zip, zip.length + 300_000);
        // It ends as a zip ends.
        System.arraycopy(zip, zip.length - 22, longer, longer.length - 22, 22);

        assertRefused(read(longer, ArchiveFolder.sha256(zip)), "SHA-256");
    }

    @Test
    void aFlippedByteRefusesTheFileUnlessItHoldsNothing() {
        byte[] zip = ArchiveFolder.zip(rows(0, 3));
        List<Fact> sound = read(zip, null);
        int refused = 0;
        for (int at = 0; at < zip.length; at++) {
            for (int bit : new int[] {0x01, 0x80}) {
                byte[] flipped = zip.clone();
                flipped[at] ^= (byte) bit;
                List<Fact> facts = read(flipped, null);
                if (!content(facts).equals(content(sound))) {
                    assertRefused(facts, "");
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(zip.length / 2);
    }

    @Test
    void aTruncatedZipIsRefusedWhereverItsDataAreCut() throws IOException {
        byte[] zip = ArchiveFolder.zip(rows(0, 1440));
        int directory = indexOf(zip, new byte[] {'P', 'K', 1, 2});
        for (int length = 0; length < directory; length += 1 + length / 50) {
            assertRefused(read(Arrays.copyOf(zip, length), null), "");
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void aZipCutBetweenItsMembersIsRefused() {
        byte[] zip = ArchiveFolder.zip(ArchiveFolder.members(
                "a.csv", ArchiveFolder.text(rows(0, 700)), "b.csv", ArchiveFolder.text(row(700), row(701))));
        byte[] second = {'P', 'K', 3, 4};

        assertRefused(read(Arrays.copyOf(zip, indexOf(zip, second)), null), "");
    }

    @Test
    void aZipWithoutCsvIsRefused() throws IOException {
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new ZipOutputStream(empty).close();

        assertRefused(read(empty.toByteArray(), null), "no CSV member");
        assertRefused(read(ArchiveFolder.zip(Map.of("readme.txt", new byte[10])), null), "no CSV member");
        assertRefused(read(new byte[0], null), "zip");
        assertRefused(read("<html>not found</html>".getBytes(StandardCharsets.UTF_8), null), "zip");
    }

    @Test
    void aZipInsideAZipIsRead() {
        byte[] inner = ArchiveFolder.zip(rows(0, 1440));
        byte[] outer = ArchiveFolder.zip(Map.of("data.zip", inner));

        assertThat(content(read(outer, ArchiveFolder.sha256(outer)))).isEqualTo(content(read(inner, null)));
    }

    @Test
    void aCorruptZipInsideAZipRefusesTheFile() {
        byte[] inner = ArchiveFolder.zip(rows(0, 1440));
        inner[inner.length / 3] ^= 0x55;

        assertRefused(read(ArchiveFolder.zip(Map.of("data.zip", inner)), null), "corrupt zip");
        assertRefused(
                read(ArchiveFolder.zip(Map.of("data.zip", Arrays.copyOf(inner, inner.length / 4))), null),
                "corrupt zip");
    }

    @Test
    void severalMembersAreReadTogether() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("about.txt", new byte[100]);
        members.put("a.csv", ArchiveFolder.text(rows(0, 700)));
        members.put("B.CSV", ArchiveFolder.text(Arrays.copyOfRange(rows(700, 1440), 1, 741)));

        List<Fact> facts = read(ArchiveFolder.zip(members), null);

        assertThat(Facts.of(Kline.class, facts)).hasSize(1440);
        assertThat(Facts.of(DeadLetter.class, facts)).isEmpty();
        assertThat(Facts.of(Gap.class, facts)).isEmpty();
    }

    @Test
    void everyMemberMayHaveItsHeader() {
        byte[] zip = ArchiveFolder.zip(ArchiveFolder.members(
                "a.csv", ArchiveFolder.text(rows(0, 700)), "b.csv", ArchiveFolder.text(rows(700, 1440))));

        List<Fact> facts = read(zip, null);

        assertThat(Facts.of(DeadLetter.class, facts)).isEmpty();
        assertThat(Facts.of(Kline.class, facts)).hasSize(1440);
    }

    @Test
    void aFileWhoseFirstLineIsNeitherHeaderNorDataIsRefused() {
        assertRefused(read(ArchiveFolder.zip("time,first,last", row(0)), null), "neither a known header nor data");
    }

    @Test
    void aFileOfNothingButUnreadableLinesIsRefused() {
        String[] garbage = new String[10_002];
        Arrays.fill(garbage, "1,garbage,with,fields");

        assertRefused(read(ArchiveFolder.zip(garbage), null), "10000");
    }

    @Test
    void anAbsentFileIsAGapAndNoDeadLetter() {
        ArchiveFile there = file(null);
        List<Fact> facts = new ArchiveFolder(root)
                .read(
                        FORMAT,
                        new ArchiveFile(
                                there.key(),
                                there.dataset(),
                                there.instrument(),
                                there.interval(),
                                there.period(),
                                there.wanted(),
                                null));

        assertThat(facts).hasSize(3);
        assertThat(facts.get(0)).isInstanceOfSatisfying(Gap.class, gap -> assertThat(gap.reason())
                .isEqualTo("not in the archive"));
        assertThat(facts.get(1)).isInstanceOfSatisfying(Delivered.class, delivered -> assertThat(delivered.present())
                .isFalse());
        assertThat(facts.get(2)).isEqualTo(new FileRead(Facts.BTC, KEY, 0, 0, 0, FileRead.Outcome.ABSENT, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 60_000})
    void theTextOfAHugeLineIsCut(int length) {
        List<Fact> facts = read(ArchiveFolder.zip(HEADER, row(0), "x".repeat(length)), null);

        assertThat(Facts.of(DeadLetter.class, facts)).singleElement().satisfies(letter -> assertThat(letter.rawText())
                .isEqualTo("x".repeat(DeadLetter.LONGEST_TEXT)));
    }

    @Test
    void storedMembersAreRead() throws IOException {
        byte[] text = ArchiveFolder.text(rows(0, 1440));
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("data.csv");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(text.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(text);
        }
        byte[] stored = bytes.toByteArray();
        assertThat(Facts.of(Kline.class, read(stored, null))).hasSize(1440);

        stored[stored.length / 2] ^= 1;
        assertRefused(read(stored, null), "corrupt zip");
    }
}
