package io.tidemark.catalog;

import static io.tidemark.catalog.TableDefinition.named;

/** What ran and what went wrong. Append-only: a later row with the same id supersedes an earlier one. */
public final class OpsTables {

    /** Lineage of every run. */
    public static final TableDefinition RUNS = named(
                    "ops.runs", "One row per state of a run: RUNNING when it starts, DONE or FAILED when it ends.")
            .text("run_id", "unique id of the run")
            .text("command", "the command line's verb: backfill")
            .text("settings", "the settings that decide the result, as JSON")
            .text("version", "version of Tidemark")
            .instant("started_at", "start of the run")
            .instant("finished_at", "end of the run; null while it runs")
            .text(
                    "inputs",
                    "as JSON: number, bytes and fingerprint of the files that the range has; read: what was in the files"
                            + " that the run used, as {folder: {name: SHA-256}}, the SHA-256 followed by a space and the"
                            + " store's version where the publisher states no checksum; restated: of files that held"
                            + " something else when they were last used, the SHA-256 they had, by key")
            .whole("rows_read", "rows read from the inputs")
            .whole("rows_written", "rows written to all tables")
            .whole("rejects", "lines and files that were refused")
            .whole("gaps", "holes that were found")
            .text("state", "RUNNING, DONE or FAILED")
            .text("reason", "why the run failed: interrupted, or what went wrong; null unless FAILED")
            .key("run_id", "state")
            .range("started_at")
            .withoutInHash("run_id", "started_at", "finished_at")
            .build();

    /** What was not delivered. */
    public static final TableDefinition GAPS = named(
                    "ops.gaps",
                    "One row per state of a hole in what a venue delivered, never longer than a UTC day; open until a later"
                            + " row with the same gap_id has a repaired_at.")
            .text(
                    "gap_id",
                    "derived from dataset, instrument, bounds and reason: the same hole has the same id in any run")
            .text("dataset", "the dataset that has the hole: aggTrades, metrics")
            .text("instrument", "the instrument")
            .text("bar_interval", "length of the missing bars as the venue names it: 1m; null if the dataset has none")
            .whole("first_missing_id", "smallest missing id, inclusive; null if the hole is in time only")
            .whole("last_missing_id", "largest missing id, inclusive; null if the hole is in time only")
            .instant("from_time", "start of the hole, inclusive")
            .instant("to_time", "end of the hole, exclusive")
            .text("reason", "why nothing is there")
            .instant("detected_at", "when a run first found the hole")
            .instant("repaired_at", "when a run found it filled; null while open")
            .text("run_id", "the run that wrote the row (ops.runs)")
            .key("gap_id")
            .range("from_time")
            .withoutInHash("run_id", "detected_at", "repaired_at")
            .build();

    /** What could not be read. */
    public static final TableDefinition DEAD_LETTERS = named(
                    "ops.dead_letters",
                    "One row per line or file that could not be used, with the reason and its text.")
            .text(
                    "dead_letter_id",
                    "derived from file, line, reason and text: the same line has the same id in any run")
            .text("source_file", "key of the file in the archive")
            .whole("line_number", "line in the file, from 1; null if the whole file was refused")
            .text("reason", "what is wrong, with the value and what is allowed")
            .text("raw_text", "the line as it was, at most 4,096 characters; null if the whole file was refused")
            .text("dataset", "the dataset of the file")
            .text("instrument", "the instrument of the file")
            .instant("file_day", "UTC start of the period that the file covers")
            .text("run_id", "the run that wrote the row (ops.runs)")
            .key("dead_letter_id")
            .range("file_day")
            .withoutInHash("run_id")
            .build();

    private OpsTables() {}
}
