package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the real archive lacks or gets wrong now and then: single rows of metrics, where each fault keeps to its own part
 * of the day, some bars of a mark price, the end of a day's trades.
 */
final class NaturalFaults {
    private NaturalFaults() {}

    static List<Fault> all() {
        return List.of(new MissingRow(), new OffGridStamp(), new EmptyRatios(), new MissingBars(), new CutShort());
    }

    /** A fault in single rows of a metrics file. */
    private abstract static class MetricsFault implements Fault {
        @Override
        public final boolean fits(WrittenFile file) {
            return file.file().dataset() == Dataset.METRICS;
        }

        @Override
        public final boolean sharesFile() {
            return true;
        }
    }

    /** A row that was never published. */
    private static final class MissingRow extends MetricsFault {
        @Override
        public String name() {
            return "missing-row";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int missing = 40 + random.below(50);
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number == missing) {
                    detail.append(label(row));
                } else {
                    out.accept(row);
                }
            });
            return detail.toString();
        }
    }

    /** A stamp two seconds late. */
    private static final class OffGridStamp extends MetricsFault {
        @Override
        public String name() {
            return "off-grid-stamp";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int late = 110 + random.below(80);
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number == late) {
                    String label = label(row);
                    String shifted = label.substring(0, label.length() - 2) + "02";
                    detail.append(shifted);
                    out.accept(shifted + row.substring(label.length()));
                } else {
                    out.accept(row);
                }
            });
            return detail.toString();
        }
    }

    /** Rows without a taker ratio, the first of them without top-trader ratios as well. */
    private static final class EmptyRatios extends MetricsFault {
        @Override
        public String name() {
            return "empty-ratios";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int first = 200 + random.below(70);
            int last = first + 2 + random.below(4);
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number < first || number > last) {
                    out.accept(row);
                    return;
                }
                String[] cells = row.split(",", -1);
                cells[7] = "";
                if (number == first) {
                    cells[4] = "";
                    cells[5] = "";
                }
                detail.append(number == first ? "" : "; ").append(cells[0]);
                out.accept(String.join(",", cells));
            });
            return detail.toString();
        }
    }

    /** Five bars of the mark price that were never published. */
    private static final class MissingBars implements Fault {
        private static final int MISSING = 5;

        @Override
        public String name() {
            return "missing-bars";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.file().dataset() == Dataset.MARK_PRICE_KLINES && file.rows() > MISSING;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            int first = random.below((int) file.rows() - MISSING);
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number < first || number >= first + MISSING) {
                    out.accept(row);
                } else {
                    detail.append(number == first ? "" : "; ").append(label(row));
                }
            });
            return detail.toString();
        }
    }

    /** A day of trades that ends too early. */
    private static final class CutShort implements Fault {
        private static final long FEWEST_ROWS = 200;

        @Override
        public String name() {
            return "cut-short";
        }

        @Override
        public boolean fits(WrittenFile file) {
            return file.file().dataset() == Dataset.TRADES && file.rows() >= FEWEST_ROWS;
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            long kept = (long) (file.rows() * random.between(0.6, 0.9));
            StringBuilder detail = new StringBuilder();
            CsvRewrite.of(zip, file, (number, row, out) -> {
                if (number < kept) {
                    out.accept(row);
                } else if (number == kept) {
                    detail.append("from id ").append(label(row));
                }
            });
            return detail.toString();
        }
    }

    private static String label(String row) {
        return row.substring(0, row.indexOf(','));
    }
}
