package io.tidemark.jobs.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a foreign file states one instrument's series: everything that the file itself does not say.
 *
 * @param layout where the rows are in the file
 * @param times what the column of times means
 * @param values how numbers are written
 * @param meaning what the numbers are
 */
public record SeriesDeclaration(Layout layout, Times times, Values values, Meaning meaning) implements Serializable {

    /**
     * Where the rows are in the file.
     *
     * @param format how the file is built
     * @param separator what stands between the fields of a line of CSV
     * @param path the names that lead to JSON's array of rows; empty if the file is the array
     * @param where the cells that rows of the series have, by column; other rows are none of the series
     */
    public record Layout(Format format, char separator, List<String> path, Map<String, String> where)
            implements Serializable {

        /** Copies the collections. */
        public Layout {
            path = List.copyOf(path);
            where = new TreeMap<>(where);
        }
    }

    /** How a file is built. */
    public enum Format {
        /** Lines of fields, the first a header; fields may stand in double quotes, but not go over lines. */
        CSV,
        /** An array of objects, or of arrays whose columns are 0, 1, 2, …. */
        JSON
    }

    /**
     * What the column of times means.
     *
     * @param column the column's name
     * @param format {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code iso} or a pattern of letters
     * @param zone the zone of stamps that state none; null if all do
     * @param order the order of the rows
     */
    public record Times(String column, String format, ZoneId zone, Order order) implements Serializable {}

    /** The order of a file's rows by time; equal times may follow each other. */
    public enum Order {
        ASCENDING,
        DESCENDING,
        ANY
    }

    /**
     * How numbers are written.
     *
     * @param column the column of the values
     * @param factor what a value is multiplied by to be in the table's unit
     * @param decimalMark what stands before the decimals
     * @param skipsBlanks true if a row with an empty value is none; else it is rejected
     */
    public record Values(String column, BigDecimal factor, char decimalMark, boolean skipsBlanks)
            implements Serializable {}

    /** What the numbers are. */
    public sealed interface Meaning extends Serializable permits SettledFunding, ObservedOpenInterest {}

    /**
     * Settled funding, as a fraction after the factor.
     *
     * @param intervalHours hours that every rate covers; null if a column says it
     * @param intervalColumn the column that says it; null if it is the same for all
     */
    public record SettledFunding(Integer intervalHours, String intervalColumn) implements Meaning {}

    /**
     * Open interest.
     *
     * @param unit the unit of the values after the factor
     * @param usdColumn the column that says the same in USD; null if there is none
     * @param contractSize base per contract, quote per contract if inverse; null if not known
     * @param step time between observations; null if holes are not to be looked for
     */
    public record ObservedOpenInterest(AmountUnit unit, String usdColumn, BigDecimal contractSize, Duration step)
            implements Meaning {}

    /** The unit of an amount of open interest. */
    public enum AmountUnit {
        BASE,
        CONTRACTS,
        USD
    }

    /** The columns that the file must have. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(layout.where.keySet());
        columns.add(times.column);
        columns.add(values.column);
        if (meaning instanceof SettledFunding funding && funding.intervalColumn != null) {
            columns.add(funding.intervalColumn);
        } else if (meaning instanceof ObservedOpenInterest interest && interest.usdColumn != null) {
            columns.add(interest.usdColumn);
        }
        return columns;
    }

    /** The dataset that gaps and dead letters of the series carry. */
    public Dataset dataset() {
        return meaning instanceof SettledFunding ? Dataset.FUNDING_RATE : Dataset.OPEN_INTEREST;
    }
}
