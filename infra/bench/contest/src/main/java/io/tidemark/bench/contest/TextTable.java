package io.tidemark.bench.contest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest value: the first to the left, the others to the right. */
final class TextTable {

    private final List<String[]> lines = new ArrayList<>();

    TextTable(String... headings) {
        lines.add(headings);
    }

    void add(String... values) {
        lines.add(values);
    }

    void print(PrintWriter out) {
        int[] widths = new int[lines.get(0).length];
        for (String[] line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line[column].length());
            }
        }
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder("  ");
            for (int column = 0; column < widths.length; column++) {
                String pad = " ".repeat(widths[column] - line[column].length());
                text.append(column == 0 ? line[column] + pad : "  " + pad + line[column]);
            }
            out.println(text);
        }
    }
}
