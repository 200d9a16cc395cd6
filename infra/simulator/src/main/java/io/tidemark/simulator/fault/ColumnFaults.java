package io.tidemark.simulator.fault;

import io.tidemark.simulator.archive.Dataset;
import io.tidemark.simulator.archive.WrittenFile;
import io.tidemark.simulator.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Files with a header whose columns are not the usual ones; header and rows agree with each other. */
final class ColumnFaults {
    private ColumnFaults() {}

    static List<Fault> all() {
        return List.of(new ExtraColumn(), new ReorderedColumns());
    }

    private abstract static class HeaderFault implements Fault {
        @Override
        public final boolean fits(WrittenFile file) {
            return file.file().hasHeader() && file.file().dataset() != Dataset.FUNDING_RATE;
        }
    }

    private static final class ExtraColumn extends HeaderFault {
        @Override
        public String name() {
            return "extra-column";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            CsvRewrite.of(zip, file, new LineEdit(header -> header + ",note", row -> row + ",x"));
            return "last column note";
        }
    }

    private static final class ReorderedColumns extends HeaderFault {
        @Override
        public String name() {
            return "reordered-columns";
        }

        @Override
        public String damage(Path zip, WrittenFile file, RandomStream random) throws IOException {
            CsvRewrite.of(zip, file, new LineEdit(ReorderedColumns::swap, ReorderedColumns::swap));
            return "columns 2 and 3 exchanged";
        }

        private static String swap(String line) {
            String[] cells = line.split(",", -1);
            String third = cells[2];
            cells[2] = cells[3];
            cells[3] = third;
            return String.join(",", cells);
        }
    }

    private record LineEdit(UnaryOperator<String> ofHeader, UnaryOperator<String> ofRow) implements RowEdit {
        @Override
        public String header(String header) {
            return ofHeader.apply(header);
        }

        @Override
        public void row(long number, String row, Consumer<String> out) {
            out.accept(ofRow.apply(row));
        }
    }
}
