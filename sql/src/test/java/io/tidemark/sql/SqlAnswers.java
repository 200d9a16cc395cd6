package io.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;

/**
 * What views and queries answer, from given rows in {@code tests/<view or query>/<case>}. With {@code -Dupdate=true} the
 * answers become the expected ones. There are two classes of such tests, so that they can run side by side.
 */
abstract class SqlAnswers {

    static final Path CASES = SqlFile.FOLDER.resolve("tests");
    static GivenLake lake;

    private static MiniCluster cluster;

    @BeforeAll
    static void registerTablesFunctionsAndViews() throws Exception {
        // Any free port: another build may run at the same time.
        Configuration configuration = new Configuration();
        configuration.setString("rest.bind-port", "0");
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .build());
        cluster.start();
        lake = new GivenLake(cluster);
    }

    @AfterAll
    static void stopCluster() throws Exception {
        cluster.close();
    }

    /** True if it is asked of {@code derivatives.*}. */
    static boolean isOfPositioning(SqlFile file) {
        return file.inputs().stream().anyMatch(table -> table.startsWith("derivatives."));
    }

    /** A test for each case of the views and queries that are wanted. */
    static Stream<DynamicTest> answers(Predicate<SqlFile> wanted) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, SqlFile> file : viewsAndQueries().entrySet()) {
            if (!wanted.test(file.getValue())) {
                continue;
            }
            for (Path folder : folders(CASES.resolve(file.getKey()))) {
                tests.add(DynamicTest.dynamicTest(
                        file.getKey() + ": " + folder.getFileName(), () -> check(file.getValue(), folder)));
            }
        }
        return tests.stream();
    }

    static void check(SqlFile file, Path folder) throws IOException {
        lake.give(folder.resolve("given"));
        List<String> lines = lake.ask(file.query());
        if (file.isView()) {
            // A view has no order of its own.
            Collections.sort(lines.subList(1, lines.size()));
        }
        String answer = String.join("\n", lines) + "\n";
        Path expected = folder.resolve("expected.csv");
        if (Boolean.getBoolean("update")) {
            Files.writeString(expected, answer);
        }
        assertThat(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)))
                .as("answer to %s, case %s", file, folder.getFileName())
                .hasContent(Files.readString(expected));
    }

    static List<SqlFile> queriesAndStudies() throws IOException {
        List<SqlFile> files = new ArrayList<>(SqlFile.queries());
        files.addAll(SqlFile.studies());
        return files;
    }

    static Map<String, SqlFile> viewsAndQueries() throws IOException {
        Map<String, SqlFile> files = new TreeMap<>();
        for (SqlFile file : SqlFile.views()) {
            files.put(file.name(), file);
        }
        for (SqlFile file : queriesAndStudies()) {
            assertThat(files.put(file.name(), file))
                    .as("view and query %s", file)
                    .isNull();
        }
        return files;
    }

    static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
    }
}
