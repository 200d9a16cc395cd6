package io.tidemark.jobs.cli;

import static java.util.Map.entry;

import io.tidemark.catalog.LakeSettings;
import io.tidemark.jobs.model.Availability;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.SeriesDeclaration;
import io.tidemark.jobs.model.SeriesDeclaration.AmountUnit;
import io.tidemark.jobs.model.SeriesDeclaration.Format;
import io.tidemark.jobs.model.SeriesDeclaration.Layout;
import io.tidemark.jobs.model.SeriesDeclaration.Meaning;
import io.tidemark.jobs.model.SeriesDeclaration.ObservedOpenInterest;
import io.tidemark.jobs.model.SeriesDeclaration.Order;
import io.tidemark.jobs.model.SeriesDeclaration.SettledFunding;
import io.tidemark.jobs.model.SeriesDeclaration.Times;
import io.tidemark.jobs.model.SeriesDeclaration.Values;
import io.tidemark.jobs.pipeline.ImportSettings;
import io.tidemark.jobs.pipeline.UsageException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the declaration of a series means. */
final class DeclaredImport {

    private static final List<String> EPOCHS = List.of("epoch-ms", "epoch-s", "epoch-us", "iso");
    private static final Pattern STEP = Pattern.compile("([1-9]\\d{0,5})([smhd])");
    private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);
    private static final String FUNDING_HAS_NONE = "settled funding has none";
    private static final String OPEN_INTEREST_HAS_NONE = "open interest has none";

    private final Declaration declaration;

    DeclaredImport(Declaration declaration) {
        this.declaration = declaration;
    }

    /** The settings; UsageException or ParameterException if the declaration is not complete or not allowed. */
    ImportSettings settings(boolean force, LakeSettings lake) {
        declaration.require("file", "into", "venue", "market", "symbol", "time-column", "time-format", "value-column");
        Path file = file();
        boolean funding = isFunding();
        Meaning meaning = funding ? funding() : openInterest();
        Instrument instrument = new DeclaredInstrument(declaration).instrument();
        SeriesDeclaration series = new SeriesDeclaration(layout(file), times(), values(funding), meaning);
        return new ImportSettings(
                file,
                instrument,
                meaning instanceof ObservedOpenInterest interest ? interest.contractSize() : null,
                series,
                availability(),
                day("from"),
                day("to"),
                declaration.asMap(),
                force,
                lake);
    }

    private Path file() {
        String text = declaration.required("file");
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // It is no file either, as the line below says.
        }
        throw new UsageException("--file", text, "a readable file");
    }

    private boolean isFunding() {
        return declaration.choice("into", List.of(entry("open_interest", false), entry("funding_rates", true)));
    }

    private Layout layout(Path file) {
        List<Map.Entry<String, Format>> formats = List.of(entry("csv", Format.CSV), entry("json", Format.JSON));
        String ending = file.toString().replaceAll(".*\\.", "").toLowerCase(Locale.ROOT);
        if (declaration.text("format").isEmpty() && !ending.equals("csv") && !ending.equals("json")) {
            throw declaration.missing("--format (the file's name ends in neither .csv nor .json)");
        }
        Format format = declaration.text("format").isEmpty() && ending.equals("json")
                ? Format.JSON
                : declaration.choice("format", formats);
        if (format == Format.JSON) {
            declaration.refuse("json has none", "separator");
        } else {
            declaration.refuse("csv has none", "json-path");
        }
        List<String> path = declaration
                .text("json-path")
                .map(text -> List.of(text.split("\\.", -1)))
                .orElse(List.of());
        return new Layout(format, declaration.character("separator", ','), path, where());
    }

    private Map<String, String> where() {
        Map<String, String> where = new LinkedHashMap<>();
        for (String condition : declaration.all("where")) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw new UsageException("--where", condition, "a column and its value: exchange=binance");
            }
            String earlier = where.put(condition.substring(0, equals), condition.substring(equals + 1));
            if (earlier != null) {
                throw new UsageException("--where", condition, "the only one of its column");
            }
        }
        return where;
    }

    private Times times() {
        String format = declaration.required("time-format");
        if (!EPOCHS.contains(format) && !isPattern(format)) {
            throw new UsageException(
                    "--time-format",
                    format,
                    "one of " + String.join(", ", EPOCHS) + " or a pattern as dd.MM.uuuu HH:mm");
        }
        ZoneId zone = declaration.text("zone").map(DeclaredImport::zone).orElse(null);
        if (format.startsWith("epoch-") && zone != null && !zone.normalized().equals(ZoneOffset.UTC)) {
            declaration.refuse("epochs count from 1970 UTC", "zone");
        }
        Order order = declaration.choice(
                "order",
                List.of(
                        entry("ascending", Order.ASCENDING),
                        entry("descending", Order.DESCENDING),
                        entry("any", Order.ANY)));
        return new Times(declaration.required("time-column"), format, zone, order);
    }

    private static boolean isPattern(String format) {
        try {
            return !DateTimeFormatter.ofPattern(format, Locale.ROOT).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new UsageException("--zone", text, "a zone: UTC, +03:00 or a name as Europe/Kyiv");
        }
    }

    private Values values(boolean funding) {
        BigDecimal unit = funding
                ? declaration.choice(
                        "unit",
                        List.of(
                                entry("fraction", BigDecimal.ONE),
                                entry("percent", new BigDecimal("0.01")),
                                entry("bps", new BigDecimal("0.0001"))))
                : BigDecimal.ONE;
        return new Values(
                declaration.required("value-column"),
                declaration.number("scale").orElse(BigDecimal.ONE).multiply(unit),
                declaration.choice("decimal-mark", List.of(entry(".", '.'), entry(",", ','))),
                declaration.choice("blank", List.of(entry("reject", false), entry("skip", true))));
    }

    private Meaning funding() {
        declaration.refuse(FUNDING_HAS_NONE, "usd-column", "contract-size", "step");
        String column = declaration.text("interval-column").orElse(null);
        Integer hours =
                declaration.text("interval-hours").map(DeclaredImport::hours).orElse(null);
        if (column == null && hours == null) {
            throw declaration.missing("--interval-hours or --interval-column");
        }
        if (column != null) {
            declaration.refuse("--interval-column says the hours", "interval-hours");
        }
        return new SettledFunding(hours, column);
    }

    private static int hours(String text) {
        if (!text.matches("[1-9]|1\\d|2[0-4]")) {
            throw new UsageException("--interval-hours", text, "1 to 24");
        }
        return Integer.parseInt(text);
    }

    private Meaning openInterest() {
        declaration.refuse(OPEN_INTEREST_HAS_NONE, "interval-hours", "interval-column");
        AmountUnit unit = declaration.choice(
                "unit",
                List.of(
                        entry("base", AmountUnit.BASE),
                        entry("contracts", AmountUnit.CONTRACTS),
                        entry("usd", AmountUnit.USD)));
        if (unit == AmountUnit.USD) {
            declaration.refuse("the values are USD", "usd-column");
        }
        if (unit != AmountUnit.CONTRACTS) {
            declaration.refuse("the values are not contracts", "contract-size");
        }
        return new ObservedOpenInterest(
                unit,
                declaration.text("usd-column").orElse(null),
                declaration.number("contract-size").orElse(null),
                declaration.text("step").map(DeclaredImport::step).orElse(null));
    }

    private static Duration step(String text) {
        Matcher step = STEP.matcher(text);
        if (step.matches()) {
            long seconds = Long.parseLong(step.group(1)) * SECONDS.get(step.group(2));
            if (Duration.ofDays(1).toSeconds() % seconds == 0) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new UsageException("--step", text, "a part of a day in s, m, h or d: 5m, 1h, 1d");
    }

    private Availability availability() {
        return declaration.choice(
                "availability",
                List.of(entry("event", Availability.AT_EVENT), entry("as-published", Availability.AS_PUBLISHED)));
    }

    private LocalDate day(String name) {
        return declaration
                .text(name)
                .map(text -> {
                    try {
                        return LocalDate.parse(text);
                    } catch (DateTimeException e) {
                        throw new UsageException("--" + name, text, "a UTC day as 2026-04-06");
                    }
                })
                .orElse(null);
    }
}
