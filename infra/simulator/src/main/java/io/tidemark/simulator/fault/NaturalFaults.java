package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the real archive's metrics lack or get wrong now and then. Each keeps to its own rows of the day. */
final class NaturalFaults {
    private NaturalFaults() {}

    static List<Fault> all() {
        return List.of(new MissingRow(), new OffGridStamp(), new EmptyRatios());
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

    private static String label(String row) {
        return row.substring(0, row.indexOf(','));
    }
}
