package io.tidemark.jobs.pipeline;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Dataset;
import io.tidemark.jobs.model.Instrument;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.table.ChunkCounts;
import io.tidemark.jobs.table.FileAccounts;
import io.tidemark.jobs.table.Publication;
import io.tidemark.jobs.table.PublishedDays;
import io.tidemark.jobs.table.PublishedDays.State;
import io.tidemark.jobs.table.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/**
 * What of a chunk is done and what is due. The unit is a UTC day of one dataset of one instrument; kinds of trades that
 * fill the same table stand in for each other and are one unit. A unit is due if any of its tables lacks it.
 */
final class ChunkWork {

    private record Unit(Instrument instrument, Dataset dataset, LocalDate day) {}

    /** One table's account of a unit. */
    private record Known(PublishedDays days, Subject subject) {}

    private final PlannedChunk chunk;
    private final BackfillPlan plan;
    private final Assignment assignment;
    private final Map<Unit, Known> known = new HashMap<>();
    private final Map<Unit, State> states = new HashMap<>();
    private final Map<Unit, Set<String>> lacking = new HashMap<>();

    private ChunkWork(PlannedChunk chunk, BackfillPlan plan, Assignment assignment) {
        this.chunk = chunk;
        this.plan = plan;
        this.assignment = assignment;
    }

    /**
     * Compares a chunk with what is published, unless it is to be done whatever is.
     *
     * @param lake null if there is none yet
     */
    static ChunkWork of(Lake lake, PlannedChunk chunk, BackfillPlan plan, Assignment assignment) {
        ChunkWork work = new ChunkWork(chunk, plan, assignment);
        boolean everything = lake == null || assignment.force();
        for (Publication publication : assignment.publications(chunk, plan)) {
            Table table = everything
                    ? null
                    : lake.find(Tables.find(publication.table()).orElseThrow());
            work.add(publication, PublishedDays.of(table, publication));
        }
        return work;
    }

    private void add(Publication publication, PublishedDays days) {
        for (Instrument instrument : plan.instruments()) {
            for (Dataset dataset : publication.datasets()) {
                Subject subject = publication.subject(instrument.id(), dataset);
                for (LocalDate day : chunk.range().days()) {
                    Unit unit = new Unit(instrument, unitOf(dataset), day);
                    known.putIfAbsent(unit, new Known(days, subject));
                    State state = days.state(subject, day);
                    states.merge(unit, state, (one, other) -> one.compareTo(other) >= 0 ? one : other);
                    if (state != State.DONE) {
                        lacking.computeIfAbsent(unit, unseen -> new HashSet<>()).add(publication.table());
                    }
                }
            }
        }
    }

    private static Dataset unitOf(Dataset dataset) {
        return dataset.isOfTrades() ? Dataset.AGG_TRADES : dataset;
    }

    private boolean isDue(Unit unit) {
        return states.get(unit) != State.DONE;
    }

    /** Days that follow each other, on which the same datasets of an instrument are due. */
    private record Due(TimeRange range, Set<Dataset> units) {}

    /**
     * What is due, each unit once. Datasets that are due on the same days of the same instruments are done together, so
     * that rows that are made from several of them can be made. Each part is a plan of one chunk; in order of time.
     */
    List<BackfillPlan> parts() {
        Map<Due, Set<Instrument>> blocks = new LinkedHashMap<>();
        for (Instrument instrument : plan.instruments()) {
            for (Due due : due(instrument)) {
                blocks.computeIfAbsent(due, unseen -> new HashSet<>()).add(instrument);
            }
        }
        List<BackfillPlan> parts = new ArrayList<>();
        blocks.forEach((due, instruments) -> parts.add(part(due, instruments)));
        parts.sort(Comparator.comparing(part -> part.chunks().get(0).range().from()));
        return parts;
    }

    private List<Due> due(Instrument instrument) {
        List<Due> all = new ArrayList<>();
        for (TimeRange day : chunk.range().cutAtMidnights()) {
            Set<Dataset> units = EnumSet.noneOf(Dataset.class);
            for (Dataset dataset : plan.datasets()) {
                Dataset unit = unitOf(dataset);
                if (isDue(new Unit(instrument, unit, TimeRange.dayOf(day.from())))) {
                    units.add(unit);
                }
            }
            Due last = all.isEmpty() ? null : all.get(all.size() - 1);
            if (last != null && last.units.equals(units) && last.range.to().equals(day.from())) {
                all.set(all.size() - 1, new Due(new TimeRange(last.range.from(), day.to()), units));
            } else if (!units.isEmpty()) {
                all.add(new Due(day, units));
            }
        }
        return all;
    }

    private BackfillPlan part(Due due, Set<Instrument> instruments) {
        List<Dataset> datasets = plan.datasets().stream()
                .filter(dataset -> due.units.contains(unitOf(dataset)))
                .toList();
        List<ArchiveFile> files = chunk.files().stream()
                .filter(file -> isOf(file, datasets, instruments))
                .flatMap(file -> file.within(due.range).stream())
                .toList();
        List<ArchiveFile> read = chunk.read().stream()
                .filter(file -> isOf(file, datasets, instruments))
                .flatMap(file -> file.within(reach(file.dataset(), due.range)).stream())
                .toList();
        BackfillPlan part = new BackfillPlan(
                plan.instruments().stream().filter(instruments::contains).toList(),
                datasets,
                plan.aligned(),
                List.of(new PlannedChunk(due.range, files, read)));
        boolean looksAround =
                publications(part).stream().anyMatch(publication -> AlignedPublications.isOne(publication.table()));
        return looksAround
                ? part
                : new BackfillPlan(
                        part.instruments(), datasets, plan.aligned(), List.of(new PlannedChunk(due.range, files)));
    }

    private static boolean isOf(ArchiveFile file, List<Dataset> datasets, Set<Instrument> instruments) {
        return instruments.contains(file.instrument()) && datasets.contains(file.dataset());
    }

    private TimeRange reach(Dataset dataset, TimeRange range) {
        return plan.aligned().contains(dataset) ? AlignedDatasets.reach(dataset, range) : range;
    }

    /** What a part publishes: the tables that lack some of it. */
    List<Publication> publications(BackfillPlan part) {
        PlannedChunk due = part.chunks().get(0);
        Set<String> tables = new HashSet<>();
        lacking.forEach((unit, lack) -> {
            if (part.instruments().contains(unit.instrument)
                    && part.datasets().stream().anyMatch(dataset -> unitOf(dataset) == unit.dataset)
                    && due.range().contains(TimeRange.startOf(unit.day))) {
                tables.addAll(lack);
            }
        });
        return assignment.publications(due, part).stream()
                .filter(publication -> tables.contains(publication.table()))
                .toList();
    }

    /** The files that no due day needs, absent ones among them. */
    List<ArchiveFile> untouched() {
        return chunk.files().stream().filter(file -> dueDays(file).isEmpty()).toList();
    }

    /** The days of the file that are due. */
    List<LocalDate> dueDays(ArchiveFile file) {
        return file.days().stream().filter(day -> isDue(unit(file, day))).toList();
    }

    /** True if all that changed of these days is settings: version, availability or contract sizes. */
    boolean differsInSettingsOnly(ArchiveFile file, List<LocalDate> days) {
        return days.stream().allMatch(day -> states.get(unit(file, day)) == State.OTHER_SETTINGS);
    }

    private static Unit unit(ArchiveFile file, LocalDate day) {
        return new Unit(file.instrument(), unitOf(file.dataset()), day);
    }

    /** The holes that the runs that did the days that are not due found in them. */
    Map<String, Long> knownCounts() {
        Map<String, Long> counts = new TreeMap<>();
        known.forEach((unit, account) -> {
            if (!isDue(unit)) {
                counts.merge(ChunkCounts.GAPS, account.days.gaps(account.subject, unit.day), Long::sum);
            }
        });
        return counts;
    }

    /** What those runs rejected of files that need not be read now, as in {@link FileAccounts#rejects}. */
    Map<String, Long> knownRejects() {
        Map<String, Long> rejects = new TreeMap<>();
        for (ArchiveFile file : untouched()) {
            for (LocalDate day : file.days()) {
                Known account = known.get(unit(file, day));
                long count = account.days.rejects(file, account.subject, day);
                if (count != 0) {
                    rejects.put(FileAccounts.name(file.instrument().id(), file.key()), count);
                }
            }
        }
        return rejects;
    }

    /** The runs that did those days of trades that are not due, with the instruments. */
    Map<String, Set<Instrument>> runsOfTrades() {
        Map<String, Set<Instrument>> runs = new TreeMap<>();
        known.forEach((unit, account) -> {
            if (unit.dataset == Dataset.AGG_TRADES && !isDue(unit)) {
                runs.computeIfAbsent(account.days.runId(account.subject, unit.day), unseen -> new HashSet<>())
                        .add(unit.instrument);
            }
        });
        return runs;
    }
}
