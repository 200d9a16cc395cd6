package io.tidemark.jobs.cli;

import java.util.List;
import picocli.CommandLine.Option;

/**
 * The declaration of a series. All are texts here: the same names and texts may come from a file, and {@link
 * DeclaredImport} says what they mean.
 */
// picocli fills the fields; Declaration reads them by name.
@SuppressWarnings({"unused", "UnusedVariable"})
final class SeriesOptions {

    /** The names, without dashes, in the order in which they are explained. */
    static final List<String> NAMES = List.of(
            "file",
            "format",
            "separator",
            "json-path",
            "where",
            "into",
            "venue",
            "market",
            "symbol",
            "base",
            "quote",
            "instrument",
            "time-column",
            "time-format",
            "zone",
            "order",
            "value-column",
            "unit",
            "scale",
            "decimal-mark",
            "blank",
            "interval-hours",
            "interval-column",
            "usd-column",
            "contract-size",
            "step",
            "availability",
            "from",
            "to");

    @Option(names = "--file", paramLabel = "FILE", description = "the file")
    private String file;

    @Option(
            names = "--format",
            paramLabel = "csv|json",
            description = "csv (with a header) or json; by default what the file's name ends in")
    private String format;

    @Option(
            names = "--separator",
            paramLabel = "C",
            description = "what separates the fields of csv; by default a comma")
    private String separator;

    @Option(
            names = "--json-path",
            paramLabel = "A.B",
            description = "the names that lead to the array of rows; by default the file is the array")
    private String jsonPath;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE",
            description = "only rows with that value are of the series; may be given for several columns")
    private List<String> where;

    @Option(names = "--into", paramLabel = "TABLE", description = "open_interest or funding_rates")
    private String into;

    @Option(names = "--venue", paramLabel = "NAME", description = "the exchange, in lower case: binance")
    private String venue;

    @Option(
            names = "--market",
            paramLabel = "KIND",
            description = "spot, linear_perp, inverse_perp, linear_future or inverse_future; with --venue binance also"
                    + " the names that backfill knows (um), which need no --base and --quote")
    private String market;

    @Option(names = "--symbol", paramLabel = "NAME", description = "the venue's own symbol")
    private String symbol;

    @Option(names = "--base", paramLabel = "ASSET", description = "the base asset")
    private String base;

    @Option(names = "--quote", paramLabel = "ASSET", description = "the quote asset")
    private String quote;

    @Option(
            names = "--instrument",
            paramLabel = "ID",
            description = "the instrument's id in the tables; by default made from venue, base and quote:"
                    + " bybit:BTC/USDT:USDT")
    private String instrument;

    @Option(names = "--time-column", paramLabel = "NAME", description = "the column of times")
    private String timeColumn;

    @Option(
            names = "--time-format",
            paramLabel = "FORMAT",
            description = "epoch-ms, epoch-s, epoch-us, iso (2026-04-06 08:00:00) or a pattern (dd.MM.uuuu HH:mm)")
    private String timeFormat;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the zone of times that state none: UTC, +03:00, Europe/Kyiv")
    private String zone;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description = "ascending (default), descending or any; a file in another order is refused")
    private String order;

    @Option(names = "--value-column", paramLabel = "NAME", description = "the column of values")
    private String valueColumn;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "of funding: fraction (default), percent or bps; of open interest: base (default), contracts"
                    + " or usd")
    private String unit;

    @Option(names = "--scale", paramLabel = "N", description = "what every value is multiplied by; by default 1")
    private String scale;

    @Option(names = "--decimal-mark", paramLabel = "C", description = "a dot (default) or a comma")
    private String decimalMark;

    @Option(
            names = "--blank",
            paramLabel = "reject|skip",
            description = "rows with an empty value: reject (default) makes them dead letters, skip passes them over")
    private String blank;

    @Option(names = "--interval-hours", paramLabel = "N", description = "of funding: the hours that every rate covers")
    private String intervalHours;

    @Option(
            names = "--interval-column",
            paramLabel = "NAME",
            description = "of funding: the column that says the hours, instead of --interval-hours")
    private String intervalColumn;

    @Option(
            names = "--usd-column",
            paramLabel = "NAME",
            description = "of open interest: the column with the same in USD; it is not multiplied by --scale")
    private String usdColumn;

    @Option(
            names = "--contract-size",
            paramLabel = "N",
            description = "of open interest in contracts: base units per contract, quote units if inverse")
    private String contractSize;

    @Option(
            names = "--step",
            paramLabel = "TIME",
            description = "of open interest: the time between observations (5m, 1h), so that holes are found; it"
                    + " divides a day")
    private String step;

    @Option(
            names = "--availability",
            paramLabel = "event|as-published",
            description = "event (default): open interest is known at its instant; as-published: ten minutes later")
    private String availability;

    @Option(names = "--from", paramLabel = "DAY", description = "first UTC day; by default the file's first")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "DAY",
            description = "last UTC day, exclusive; by default the day after the file's last")
    private String to;
}
