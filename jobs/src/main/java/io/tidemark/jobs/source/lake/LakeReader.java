package io.tidemark.jobs.source.lake;

import io.tidemark.jobs.model.ArchiveFile;
import io.tidemark.jobs.model.Delivered;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.TimeRange;
import io.tidemark.jobs.source.archive.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.data.Record;

/** Reads the facts of an instrument's dataset in the ranges that are wanted of it, as {@link LakeDays} names them. */
public final class LakeReader implements FileReader {

    private final StateReader tables;

    /** Reads the tables as they were in that state. */
    public LakeReader(LakeState state) {
        this.tables = new StateReader(state);
    }

    @Override
    public List<Fact> read(ArchiveFile file) {
        List<Fact> facts = new ArrayList<>();
        long rows = 0;
        for (TimeRange range : file.wanted()) {
            List<Fact> found = facts(file, range);
            facts.addAll(found);
            rows += found.size();
            facts.add(new Delivered(file.instrument(), file.dataset(), range.from(), range.to(), true));
        }
        facts.add(new FileRead(
                file.instrument(),
                file.key(),
                rows,
                0,
                0,
                file.isAbsent() ? FileRead.Outcome.ABSENT : FileRead.Outcome.USED,
                null));
        return facts;
    }

    private List<Fact> facts(ArchiveFile file, TimeRange range) {
        FactRows rows = FactRows.of(file.dataset());
        List<Record> found = new ArrayList<>();
        tables.each(
                rows.table(),
                rows.filter(List.of(file.instrument()), file.dataset(), file.interval(), range),
                rows.columns(),
                found::add);
        found.sort(Comparator.comparing(rows::time));
        return found.stream()
                .map(row -> rows.fact(file.instrument(), file.dataset(), row))
                .toList();
    }

    @Override
    public void close() {
        try {
            tables.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the lake", e);
        }
    }
}
