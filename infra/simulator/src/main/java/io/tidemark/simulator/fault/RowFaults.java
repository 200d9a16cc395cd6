package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Rows that are missing, doubled, out of order or unreadable, in zips that are sound. */
final class RowFaults {
    /** Fewer rows leave no place for the damage. */
    private static final long FEWEST_ROWS = 200;

    private RowFaults() {}

    static List<Fault> all() {
        return List.of(
                new TextInNumber(),
                new DisorderedRows(Dataset.KLINES),
                new DisorderedRows(Dataset.AGGREGATE_TRADES),
                new DisorderedRows(Dataset.TRADES),
                new DisorderedRows(Dataset.MARK_PRICE_KLINES),
                new MissingTradeIds(Dataset.AGGREGATE_TRADES),
                new MissingTradeIds(Dataset.TRADES),
                new SingleRow());
    }

    private static int placeIn(WrittenFile file, RandomStream random) {
        return (int) (file.rows() * random.between(0.1, 0.6));
    }

    private static final class TextInNumber implements Fault {
        private static final int COLUMN = 2;

        @Override
        public String name() {
            return "text-in-number";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.rows() >= FEWEST_ROWS && file.file().dataset() != Dataset.FUNDING_RATE;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int place = placeIn(file, random);
            CsvRewrite.of(zip, file, (number, row, out) -> {
                String[] cells = row.split(",", -1);
                cells[COLUMN] = "n/a";
                out.accept(number == place ? String.join(",", cells) : row);
            });
            return "row " + place + " column " + COLUMN;
        }
    }

    private record DisorderedRows(Dataset dataset) implements Fault {
        private static final int DOUBLED = 10;
        private static final int SHUFFLED = 40;

        @Override
        public String name() {
            return "duplicated-and-shuffled-rows";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.rows() >= FEWEST_ROWS && file.file().dataset() == dataset;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int place = placeIn(file, random);
            int shuffled = place + DOUBLED;
            CsvRewrite.of(zip, file, new DisorderedBlock(place, shuffled, shuffled + SHUFFLED, random));
            return "rows " + place + " to " + (shuffled - 1) + " doubled; rows " + shuffled + " to "
                    + (shuffled + SHUFFLED - 1) + " shuffled";
        }
    }

    private record MissingTradeIds(Dataset dataset) implements Fault {
        private static final int MISSING = 25;

        @Override
        public String name() {
            return "missing-trade-ids";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.rows() >= FEWEST_ROWS && file.file().dataset() == dataset;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int place = placeIn(file, random);
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                String id = row.substring(0, row.indexOf(','));
                if (number == place) {
                    detail.append("ids ").append(id);
                } else if (number == place + MISSING - 1) {
                    detail.append(" to ").append(id);
                }
                if (number < place || number >= place + MISSING) {
                    out.accept(row);
                }
            });
            return detail.toString();
        }
    }

    /** A liquidation that stands once, where the others stand twice. */
    private static final class SingleRow implements Fault {
        @Override
        public String name() {
            return "undoubled-row";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.rows() > 0 && file.file().dataset() == Dataset.LIQUIDATION_SNAPSHOT;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int place = random.below((int) file.rows());
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number != place) {
                    out.accept(row);
                }
            });
            return "row " + place;
        }
    }
}
