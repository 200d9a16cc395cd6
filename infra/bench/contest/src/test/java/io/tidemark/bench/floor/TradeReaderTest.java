package io.tidemark.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeReaderTest {

    private static final String HEADER =
            "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n";

    @Test
    void readsWhatBigDecimalReads() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int trial = 0; trial < 20_000; trial++) {
            long id = random.nextLong() >>> (11 + random.nextInt(50));
            String price = decimal(random, 10, 7);
            String quantity = decimal(random, 8, 9);
            String line =
                    id + "," + price + "," + quantity + "," + id + "," + id + ",1775606400555," + trial % 2 + "\n";
            line = line.replace(",0\n", ",False\r\n").replace(",1\n", ",true,more\n");

            // The first line of a text goes another way than those after it.
            TradeReader reader = reader(random.nextInt(8) == 0 ? line : HEADER + line);

            assertThat(reader.next()).as("seed %d: %s", seed, line).isTrue();
            assertThat(reader.id).as(line).isEqualTo(id);
            assertThat(reader.lastFill).as(line).isEqualTo(id);
            assertThat(reader.price).as(line).isEqualTo(scaled(price, 10));
            assertThat(reader.quantity).as(line).isEqualTo(scaled(quantity, 8));
            assertThat(reader.takerBought).as(line).isEqualTo(trial % 2 == 0);
            assertThat(reader.next()).as(line).isFalse();
        }
    }

    private static String decimal(Random random, int decimals, int digits) {
        BigDecimal value = BigDecimal.valueOf(1 + (random.nextLong() >>> (64 - 3 * digits)), random.nextInt(decimals));
        return random.nextInt(5) == 0 ? Double.toString(value.doubleValue()) : value.toPlainString();
    }

    private static long scaled(String text, int decimals) {
        return new BigDecimal(text).movePointRight(decimals).longValueExact();
    }

    @Test
    void aHeaderAndTheLastLineBreakAreOptional() {
        for (String before : new String[] {"", HEADER}) {
            for (String after : new String[] {"", "\n", "\r\n"}) {
                TradeReader reader = reader(before + "1,3.743E-4,2.5096897E7,1,2,1775606400555000,false" + after);

                assertThat(reader.next()).isTrue();
                assertThat(reader.price).isEqualTo(3_743_000);
                assertThat(reader.quantity).isEqualTo(2_509_689_700_000_000L);
                assertThat(reader.time).isEqualTo(1_775_606_400_555_000L);
                assertThat(reader.next()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,1.2.3,1,1,1,1775606400555,true",
                "1,.,1,1,1,1775606400555,true",
                "1,1,1,1,/,1775606400555,true",
                "1,1,1,1,1,177560640055:,true",
                "1,1,1,1,1,17756064005555,tru",
                "1,-0.5,1,1,1,1775606400555,true",
                "1,0,1,1,1,1775606400555,true",
                "1,0.00000000001,1,1,1,1775606400555,true",
                "1,x,1,1,1,1775606400555,true",
                "1,1,,1,1,1775606400555,true",
                ",1,1,1,1,1775606400555,true",
                "12345678901234567,1,1,1,1,1775606400555,true",
                "1,1,1,1,1,1775606400555,maybe",
                "1,1,1,1,1,1775606400555,trueish",
                "1,1,1",
                "price,agg_trade_id,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker"
            })
    void whatIsNoTradeFails(String line) {
        for (String before : new String[] {"", HEADER}) {
            assertThatThrownBy(() -> reader(before + line + "\n").next()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static TradeReader reader(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new TradeReader(Arrays.copyOf(bytes, bytes.length + ZipReader.PADDING), bytes.length);
    }
}
