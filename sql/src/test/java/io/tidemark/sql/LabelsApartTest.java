package io.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is shipped can reach a label, but the studies in {@code queries/labels}. */
class LabelsApartTest {

    @TempDir
    private Path copy;

    /** What functions, views and queries of the folder reach of the labels, file by file. */
    private static List<String> leaks(Path folder) throws IOException {
        List<SqlFile> views = SqlFile.all(folder.resolve("views"));
        List<SqlFile> files = new ArrayList<>(views);
        files.addAll(SqlFile.all(folder.resolve("queries")));
        files.add(SqlFile.read(folder.resolve("functions.sql")));
        LabelReach reach = new LabelReach(views);
        List<String> leaks = new ArrayList<>();
        for (SqlFile file : files) {
            reach.of(file).forEach(found -> leaks.add(file + " reaches " + found));
        }
        return leaks;
    }

    private Path copied() throws IOException {
        try (Stream<Path> files = Files.walk(SqlFile.FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                Path target = copy.resolve(SqlFile.FOLDER.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return copy;
    }

    private void plant(String file, String text) throws IOException {
        Files.writeString(copied().resolve(file), text);
    }

    @Test
    void nothingReachesALabel() throws IOException {
        assertThat(leaks(SqlFile.FOLDER)).isEmpty();
        assertThat(leaks(copied())).isEmpty();
    }

    @Test
    void everyStudyIsInItsFolderBecauseItNeedsALabel() throws IOException {
        LabelReach reach = new LabelReach(SqlFile.views());
        assertThat(SqlFile.studies()).isNotEmpty().allSatisfy(study -> assertThat(reach.of(study))
                .contains("derivatives.labels"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from derivatives.labels",
                "select * from tidemark . `derivatives`\n.`labels`",
                "select * from DERIVATIVES.Labels",
                "select * from flow.bars where exists (select 1 from derivatives.labels)"
            })
    void aViewThatReadsLabelsIsFound(String query) throws IOException {
        plant("views/planted.sql", "create temporary view derivatives.planted as " + query);
        assertThat(leaks(copy)).containsExactly("planted reaches derivatives.labels");
    }

    @Test
    void aLeakIsFoundThroughViews() throws IOException {
        plant("views/inner_leak.sql", "create temporary view ops.inner_leak as select * from derivatives.labels");
        Files.writeString(
                copy.resolve("views/outer_leak.sql"),
                "create temporary view derivatives.outer_leak as select * from `ops`.`inner_leak`");
        Files.writeString(
                copy.resolve("queries/planted.sql"),
                "with rows_after as (select * from tidemark.derivatives.outer_leak) select * from rows_after");
        assertThat(leaks(copy))
                .containsExactlyInAnyOrder(
                        "inner_leak reaches derivatives.labels",
                        "outer_leak reaches derivatives.labels through ops.inner_leak",
                        "planted reaches derivatives.labels through ops.inner_leak");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next_1h_return_bps", "label_available_at", "`forward_return`", "Future_Close"})
    void aColumnThatLooksForwardIsFound(String column) throws IOException {
        plant(
                "queries/planted.sql",
                "select lead(close_price, 12) over (partition by instrument order by window_end) as " + column
                        + " from derivatives.metrics");
        assertThat(leaks(copy)).hasSize(1).allMatch(leak -> leak.startsWith("planted reaches "));
    }

    @Test
    void aQueryOutsideTheFolderOfStudiesIsFound() throws IOException {
        Path studies = copied().resolve("queries/labels");
        try (Stream<Path> files = Files.list(studies)) {
            for (Path study : files.toList()) {
                Files.move(study, copy.resolve("queries").resolve(study.getFileName()));
            }
        }
        assertThat(leaks(copy)).isNotEmpty().anyMatch(leak -> leak.endsWith(" reaches derivatives.labels"));
    }

    @Test
    void aFunctionThatLooksForwardIsFound() throws IOException {
        plant("functions.sql", "create temporary system function next_1h_return_bps as 'io.tidemark.udfs.Planted'");
        assertThat(leaks(copy)).containsExactly("functions reaches next_1h_return_bps");
    }

    @Test
    void commentsAndStringsAreNoNames() throws IOException {
        plant(
                "queries/planted.sql",
                "-- derivatives.labels\nselect 'derivatives.labels', /* next_1h_return_bps */ instrument"
                        + " from derivatives.metrics where instrument <> 'a ''quoted'' next_1h_return_bps'");
        assertThat(leaks(copy)).isEmpty();
    }
}
