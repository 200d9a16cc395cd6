package io.tidemark.jobs.table;

import io.tidemark.catalog.Lake;
import io.tidemark.catalog.LakeSettings;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import io.tidemark.jobs.model.DeadLetter;
import io.tidemark.jobs.model.Fact;
import io.tidemark.jobs.model.FileRead;
import io.tidemark.jobs.model.Gap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Publishes a chunk when everything of it has been written: first the dead letters and gaps, then each table in one
 * commit. The tables come last, because a table that is published tells a repeated run that the chunk is done. Runs once,
 * in parallelism one.
 */
public final class ChunkPublisher extends AbstractStreamOperator<String>
        implements TwoInputStreamOperator<WrittenFile, Fact, String>, BoundedMultiInput {

    private static final long serialVersionUID = 1L;

    /** Accumulators with the number of rows published in each table, by its name. */
    public static final String ROWS_PUBLISHED = "published ";

    private final LakeSettings settings;
    private final Chunk chunk;

    private transient Map<String, List<DataFile>> filesByTable;
    private transient List<Gap> gaps;
    private transient List<DeadLetter> letters;
    private transient List<FileRead> read;
    private transient int endedInputs;
    private transient long overtaken;

    /** Publishes the chunk in the lake. */
    public ChunkPublisher(LakeSettings settings, Chunk chunk) {
        this.settings = settings;
        this.chunk = chunk;
    }

    @Override
    public void open() throws Exception {
        super.open();
        filesByTable = new TreeMap<>();
        chunk.publications().forEach(publication -> filesByTable.put(publication.table(), new ArrayList<>()));
        gaps = new ArrayList<>();
        letters = new ArrayList<>();
        read = new ArrayList<>();
    }

    @Override
    public void processElement1(StreamRecord<WrittenFile> element) {
        WrittenFile written = element.getValue();
        filesByTable.get(written.table()).add(written.file());
    }

    @Override
    public void processElement2(StreamRecord<Fact> element) {
        Fact fact = element.getValue();
        if (fact instanceof Gap gap) {
            gaps.add(gap);
        } else if (fact instanceof DeadLetter letter) {
            letters.add(letter);
        } else if (fact instanceof FileRead file) {
            read.add(file);
        }
    }

    @Override
    public void endInput(int inputId) throws IOException {
        endedInputs++;
        if (endedInputs == 2) {
            publish();
        }
    }

    private void publish() throws IOException {
        gaps = Gap.joined(gaps);
        accumulate(ChunkCounts.GAPS, gaps.size());
        getRuntimeContext()
                .addAccumulator(
                        FileAccounts.ACCUMULATOR, FileAccounts.of(read, letters).accumulator());
        try (Lake lake = Lake.open(settings)) {
            OpsLedger ledger = new OpsLedger(lake, chunk);
            ledger.recordDeadLetters(letters);
            ledger.recordGaps(gaps);
            for (Publication publication : chunk.publications()) {
                publish(lake, publication, filesByTable.get(publication.table()));
            }
            accumulate(ChunkCounts.OVERTAKEN, overtaken);
        }
    }

    private void publish(Lake lake, Publication publication, List<DataFile> files) {
        TableDefinition definition = Tables.find(publication.table()).orElseThrow();
        PublishedMark mark = new ChunkFindings(gaps, letters).mark(chunk.runId(), publication);
        Table table = lake.createOrEvolve(definition);
        new Restatement(table, definition, publication.scope()).commit(files, mark.properties());
        if (PublishedMark.isOvertaken(table, publication, chunk.runId(), chunk.startedAt())) {
            overtaken++;
        }
        accumulate(
                ROWS_PUBLISHED + definition.name(),
                files.stream().mapToLong(DataFile::recordCount).sum());
    }

    private void accumulate(String name, long count) {
        LongCounter counter = new LongCounter();
        counter.add(count);
        getRuntimeContext().addAccumulator(name, counter);
    }
}
