package io.tidemark.jobs.align.label;

import io.tidemark.jobs.align.ClosePrice;
import io.tidemark.jobs.align.Decider;
import io.tidemark.jobs.align.Known;
import io.tidemark.jobs.model.Close;
import io.tidemark.jobs.model.ForwardReturn;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.udfs.stats.RelativeChange;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/**
 * Makes the labels of {@code derivatives.labels}. It looks back like everything else: at an instant it emits the label of
 * the instant an hour before, which is known only now.
 */
public final class ForwardReturnDecider implements Decider<double[], ForwardReturn> {

    private static final long serialVersionUID = 1L;

    /** How far labels look forward. */
    public static final Duration HORIZON = Duration.ofHours(1);

    private final Duration step;
    private final int rows;

    /** Labels of a grid of that step, which divides the horizon. */
    public ForwardReturnDecider(Duration step) {
        this.step = step;
        this.rows = Math.toIntExact(HORIZON.dividedBy(step));
    }

    @Override
    public double[] start() {
        return new double[0];
    }

    @Override
    public TypeInformation<double[]> carriedType() {
        return PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO;
    }

    /** Carries the closes of the hour, the oldest first. */
    @Override
    public double[] decide(
            Instrument instrument, Instant at, Known known, double[] carried, Collector<ForwardReturn> labels) {
        Close close = ClosePrice.latest(known, at.minus(step), at);
        double now = close == null ? Double.NaN : close.price().doubleValue();
        if (carried.length < rows) {
            return append(carried, 0, now);
        }
        labels.collect(new ForwardReturn(instrument, at.minus(HORIZON), at, RelativeChange.bps(now, carried[0])));
        return append(carried, 1, now);
    }

    private static double[] append(double[] closes, int without, double close) {
        double[] appended = new double[closes.length - without + 1];
        System.arraycopy(closes, without, appended, 0, appended.length - 1);
        appended[appended.length - 1] = close;
        return appended;
    }
}
