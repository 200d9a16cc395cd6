package io.tidemark.catalog;

import static io.tidemark.catalog.TableDefinition.named;

import java.util.List;
import java.util.regex.Pattern;

/** What looks forward, apart from everything that does not: to be learned from, never to be learned with. */
public final class LabelTables {

    /** Forward returns. */
    public static final TableDefinition LABELS = named(
                    "derivatives.labels",
                    "One row per instrument and instant of the 5-minute grid: what happened after the row of"
                            + " derivatives.metrics that ends there. Not known before label_available_at.")
            .instrument()
            .instant("window_end", "the instant that the label looks forward from: window_end of derivatives.metrics")
            .instant("label_available_at", "end of the horizon, window_end + 1 h: nobody can know the label before")
            .statistic(
                    "next_1h_return_bps",
                    "10⁴ (close_price at window_end + 1 h / close_price at window_end - 1); null if either is null")
            .text("run_id", "the run that wrote the row (ops.runs)")
            .key("instrument", "window_end")
            .range("window_end")
            .restatedBy("instrument")
            .withoutInHash("run_id")
            .build();

    /** All tables of labels. */
    public static final List<TableDefinition> ALL = List.of(LABELS);

    private static final Pattern LABEL = Pattern.compile("(label|next|forward|future)_.*", Pattern.CASE_INSENSITIVE);

    private LabelTables() {}

    /** True if a column of this name looks forward, as those of the labels do; no feature table has such a column. */
    public static boolean isLabel(String column) {
        return LABEL.matcher(column).matches();
    }
}
