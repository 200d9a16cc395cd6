package io.tidemark.simulator.fault;

import io.tidemark.simulator.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Doubles some rows and shuffles those after them. */
final class DisorderedBlock implements RowEdit {
    private final int doubledFrom;
    private final int shuffledFrom;
    private final int shuffledTo;
    private final RandomStream random;
    private final List<String> held = new ArrayList<>();

    DisorderedBlock(int doubledFrom, int shuffledFrom, int shuffledTo, RandomStream random) {
        this.doubledFrom = doubledFrom;
        this.shuffledFrom = shuffledFrom;
        this.shuffledTo = shuffledTo;
        this.random = random;
    }

    @Override
    public void row(long number, String row, Consumer<String> out) {
        if (number >= shuffledFrom && number < shuffledTo) {
            held.add(row);
            return;
        }
        end(out);
        out.accept(row);
        if (number >= doubledFrom && number < shuffledFrom) {
            out.accept(row);
        }
    }

    @Override
    public void end(Consumer<String> out) {
        for (int i = held.size() - 1; i > 0; i--) {
            Collections.swap(held, i, random.below(i + 1));
        }
        held.forEach(out);
        held.clear();
    }
}
