package io.tidemark.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidemark.catalog.OpsTables;
import io.tidemark.jobs.pipeline.BackfillPlan.PlannedChunk;
import io.tidemark.jobs.pipeline.Preview.Action;
import io.tidemark.jobs.testing.EditableArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Backfills that are cut differently, widened, interrupted or only previewed. */
class RepeatedBackfillTest extends ScheduledRuns {

    @Test
    void everyCutAndOrderGivesTheSameTablesAndAccount() throws IOException {
        long seed = System.nanoTime();
        System.out.println("cuts and orders: seed " + seed);
        Random random = new Random(seed);
        RunCounts whole = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        Map<String, Object> expected = hashes();
        assertThat(whole.refusedFiles()).isPositive();
        assertThat(whole.gaps()).isPositive();

        EditableArchive.delete(folder.resolve("lake"));
        List<LocalDate> days = new ArrayList<>(FROM.datesUntil(TO).toList());
        Collections.shuffle(days, random);
        for (LocalDate day : days.subList(0, 2)) {
            run(hostile.root(), random.nextBoolean() ? List.of(BTC) : List.of(PEPE, BTC), day, day.plusDays(1));
        }
        RunCounts rest = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 1 + random.nextInt(3), new Heard());
        assertThat(hashes()).isEqualTo(expected);
        assertThat(rest.refusedFiles()).isEqualTo(whole.refusedFiles());
        assertThat(rest.gaps()).isEqualTo(whole.gaps());
        RunCounts none = run(hostile.root(), List.of(BTC, PEPE), FROM, TO, 31, new Heard());
        assertThat(none.filesRead()).isZero();
        assertThat(none.deadLetters()).isEqualTo(whole.deadLetters());
        assertThat(none.refusedFiles()).isEqualTo(whole.refusedFiles());
        assertThat(none.gaps()).isEqualTo(whole.gaps());
    }

    @Test
    void moreInstrumentsDoOnlyTheNewAndFewerDoNothing() {
        run(natural.root(), List.of(BTC), FROM, TO);
        Map<String, String> before = runs();
        run(natural.root(), List.of(PEPE, BTC), FROM, TO);
        Map<String, String> both = runs();
        assertThat(changes(before, both)).isNotEmpty().allMatch(part -> part.contains(" 1000PEPE/"));

        Heard fewer = run(natural.root(), List.of(BTC), FROM.plusDays(1), TO);
        assertThat(fewer.published).isEmpty();
        assertThat(runs()).isEqualTo(both);
    }

    @Test
    void anotherVersionDoesEverythingAgain() throws IOException {
        EditableArchive archive = copy(natural);
        run(archive);
        version = "next";

        assertThat(preview(archive).values()).containsOnly(Action.SETTINGS_CHANGED, Action.ABSENT);
        assertThat(run(archive).skipped).isZero();
    }

    @Test
    void aRunThatFailedHalfwayIsFinishedByTheNext() throws IOException {
        EditableArchive archive = copy(natural);
        Heard failing = new Heard() {
            @Override
            public void published(PlannedChunk chunk, RunCounts chunkCounts) {
                super.published(chunk, chunkCounts);
                throw new IllegalStateException("the power is gone");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> backfill(archive.root(), List.of(BTC, PEPE), FROM, TO, 2, failing)
                        .run());
        assertThat(rows(OpsTables.RUNS)).anySatisfy(row -> {
            assertThat(row.getField("state")).isEqualTo("FAILED");
            assertThat(row.getField("reason")).isEqualTo("the power is gone");
            assertThat((String) row.getField("inputs")).contains("BTCUSDT-1m-2026-04-06.zip\":\"");
        });
        Map<String, String> half = runs();

        run(archive);
        assertThat(changes(half, runs()))
                .isNotEmpty()
                .allMatch(part -> part.endsWith(" 2026-04-08") || part.endsWith(" 2026-04-09"));
        Map<String, Object> found = hashes();
        EditableArchive.delete(folder.resolve("lake"));
        run(archive);
        assertThat(hashes()).isEqualTo(found);
    }

    @Test
    void aPreviewWritesNothing() throws IOException {
        EditableArchive archive = copy(natural);
        assertThat(preview(archive).values()).containsOnly(Action.READ, Action.ABSENT);
        assertThat(folder.resolve("lake")).doesNotExist();

        run(archive);
        Map<Path, Long> before = new HashMap<>(EditableArchive.sizes(folder.resolve("lake")));
        preview(archive);
        assertThat(EditableArchive.sizes(folder.resolve("lake"))).isEqualTo(before);
    }
}
