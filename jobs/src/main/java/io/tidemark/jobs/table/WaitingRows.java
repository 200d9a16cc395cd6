package io.tidemark.jobs.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;

/**
 * Rows that wait to be sorted by a text and an instant. They wait as bytes in a few large arrays: as objects of their
 * own, hundreds of thousands of them would keep the garbage collector busy.
 */
final class WaitingRows {

    private static final int FIRST_PAGE = 4 << 10;
    private static final int LARGEST_PAGE = 256 << 10;
    private static final int FIRST_ROWS = 64;

    private final int fields;
    private final List<MemorySegment> pages = new ArrayList<>();
    private int usedOfPage;
    private long bytes;

    private int count;
    private int[] page = new int[FIRST_ROWS];
    private int[] offset = new int[FIRST_ROWS];
    private int[] size = new int[FIRST_ROWS];
    private String[] text = new String[FIRST_ROWS];
    private long[] instant = new long[FIRST_ROWS];

    /** Takes what is written. */
    @FunctionalInterface
    interface Destination {
        void write(RowData row) throws IOException;
    }

    /** Rows of that many fields. */
    WaitingRows(int fields) {
        this.fields = fields;
    }

    /** What the rows take. */
    long bytes() {
        return bytes;
    }

    /** Copies the row, which stands in one segment. */
    void add(BinaryRowData row, String textOfRow, long instantOfRow) {
        int length = row.getSizeInBytes();
        if (pages.isEmpty() || usedOfPage + length > last().size()) {
            int larger = pages.isEmpty() ? FIRST_PAGE : Math.min(2 * last().size(), LARGEST_PAGE);
            pages.add(MemorySegmentFactory.wrap(new byte[Math.max(larger, length)]));
            usedOfPage = 0;
        }
        row.getSegments()[0].copyTo(row.getOffset(), last(), usedOfPage, length);
        if (count == page.length) {
            grow();
        }
        page[count] = pages.size() - 1;
        offset[count] = usedOfPage;
        size[count] = length;
        text[count] = textOfRow;
        instant[count] = instantOfRow;
        count++;
        usedOfPage += length;
        bytes += length;
    }

    private MemorySegment last() {
        return pages.get(pages.size() - 1);
    }

    private void grow() {
        int larger = 2 * count;
        page = Arrays.copyOf(page, larger);
        offset = Arrays.copyOf(offset, larger);
        size = Arrays.copyOf(size, larger);
        text = Arrays.copyOf(text, larger);
        instant = Arrays.copyOf(instant, larger);
    }

    /** Hands the rows out by text, then by instant, then as they came; the row is the same object each time. */
    void writeTo(Destination destination) throws IOException {
        Integer[] order = new Integer[count];
        Arrays.setAll(order, Integer::valueOf);
        Arrays.sort(order, Comparator.comparing((Integer at) -> text[at]).thenComparingLong(at -> instant[at]));
        BinaryRowData row = new BinaryRowData(fields);
        for (int at : order) {
            row.pointTo(pages.get(page[at]), offset[at], size[at]);
            destination.write(row);
        }
    }
}
