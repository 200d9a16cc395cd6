package io.tidemark.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RandomStreamTest {
    private static final int DRAWS = 200_000;

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        RandomStream random = Seed.of(7).stream();
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            double draw = random.gaussian();
            sum += draw;
            squares += draw * draw;
        }
        assertThat(sum / DRAWS).isCloseTo(0.0, within(0.01));
        assertThat(squares / DRAWS).isCloseTo(1.0, within(0.02));
    }

    @Test
    void exponentialsHaveMeanOne() {
        RandomStream random = Seed.of(7).stream();
        double sum = 0.0;
        for (int i = 0; i < DRAWS; i++) {
            sum += random.exponential();
        }
        assertThat(sum / DRAWS).isCloseTo(1.0, within(0.01));
    }

    @Test
    void branchesDifferByNameAndByNumber() {
        Seed seed = Seed.of(1);
        assertThat(seed.branch("prices").stream().bits())
                .isEqualTo(seed.branch("prices").stream().bits())
                .isNotEqualTo(seed.branch("sizes").stream().bits())
                .isNotEqualTo(seed.branch(1).stream().bits())
                .isNotEqualTo(Seed.of(2).branch("prices").stream().bits());
        assertThat(seed.branch(20_000).stream().bits())
                .isNotEqualTo(seed.branch(20_001).stream().bits());
    }

    @Test
    void pinnedWalkBeginsAndEndsWhereItMust() {
        double[] path = PinnedPath.walk(Seed.of(3).stream(), 1.5, -2.0, 100, 0.3);
        assertThat(path).hasSize(101);
        assertThat(path[0]).isEqualTo(1.5);
        assertThat(path[100]).isCloseTo(-2.0, within(1e-9));
    }
}
