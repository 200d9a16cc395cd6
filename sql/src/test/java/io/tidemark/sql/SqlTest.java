package io.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions, views and queries: what they answer, from given rows in {@code tests/<view or query>/<case>}, and how
 * they are written. With {@code -Dupdate=true} the answers become the expected ones.
 */
class SqlTest {

    private static final Path CASES = SqlFile.FOLDER.resolve("tests");
    private static final Pattern FUNCTION =
            Pattern.compile("create temporary system function (\\w+) as '([\\w.$]+)'", Pattern.CASE_INSENSITIVE);

    private static GivenLake lake;

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

    @TestFactory
    Stream<DynamicTest> answersAsExpected() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, SqlFile> file : viewsAndQueries().entrySet()) {
            for (Path folder : folders(CASES.resolve(file.getKey()))) {
                tests.add(DynamicTest.dynamicTest(
                        file.getKey() + ": " + folder.getFileName(), () -> check(file.getValue(), folder)));
            }
        }
        return tests.stream();
    }

    private static void check(SqlFile file, Path folder) throws IOException {
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

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Asia/Kolkata"})
    void weekdaysAndHoursAreThoseOfUtcInAnySession(String zone) throws IOException {
        SqlFile pivot = viewsAndQueries().get("funding_by_weekday_and_hour");
        TableConfig session = lake.tables().getConfig();
        ZoneId before = session.getLocalTimeZone();
        session.setLocalTimeZone(ZoneId.of(zone));
        try {
            check(pivot, CASES.resolve(pivot.name()).resolve("across_months"));
        } finally {
            session.setLocalTimeZone(before);
        }
    }

    @Test
    void everyViewAndQueryHasACaseAndEveryCaseAViewOrQuery() throws IOException {
        Map<String, SqlFile> files = viewsAndQueries();
        assertThat(folders(CASES))
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(files.keySet());
        for (String name : files.keySet()) {
            assertThat(folders(CASES.resolve(name))).as("cases of %s", name).isNotEmpty();
        }
    }

    @Test
    void everyViewAndQuerySaysItsQuestionItsGrainAndTheInputsItReads() throws IOException {
        for (SqlFile file : viewsAndQueries().values()) {
            assertThat(file.header()).as("header of %s", file).hasSizeGreaterThanOrEqualTo(3);
            assertThat(String.join(" ", file.header())).as("header of %s", file).contains("? Grain: ", ". Inputs: ");
            assertThat(file.namedInputs())
                    .as("inputs of %s", file)
                    .isEqualTo(file.inputs())
                    .isNotEmpty();
        }
    }

    @Test
    void everyStatementParsesAndIsOfItsKind() throws IOException {
        for (SqlFile query : queriesAndStudies()) {
            assertThat(query.statements()).as("statements of %s", query).hasSize(1);
            assertThat(operation(query.statements().get(0))).isInstanceOf(QueryOperation.class);
        }
        for (SqlFile view : SqlFile.views()) {
            assertThat(view.statements()).as("statements of %s", view).hasSize(1);
            assertThat(operation(view.statements().get(0))).isInstanceOf(CreateViewOperation.class);
            assertThat(view.query()).as("view of %s", view).endsWith("." + view.name());
        }
        for (String function : SqlFile.functions().statements()) {
            assertThat(operation(function)).isInstanceOf(CreateTempSystemFunctionOperation.class);
        }
    }

    private static Object operation(String statement) {
        return ((TableEnvironmentInternal) lake.tables())
                .getParser()
                .parse(statement)
                .get(0);
    }

    @Test
    void nobodyNeedsBackTicks() throws IOException {
        for (SqlFile file : viewsAndQueries().values()) {
            assertThat(file.text()).as("%s", file).doesNotContain("`");
            checkNames(
                    file.name(),
                    lake.tables().sqlQuery(file.query()).getResolvedSchema().getColumnNames());
        }
        for (TableDefinition table : Tables.ALL) {
            checkNames(
                    table.name(),
                    table.columns().stream().map(TableDefinition.Column::name).toList());
        }
    }

    private static void checkNames(String owner, List<String> columns) {
        for (String column : columns) {
            assertThat(operation("select " + column + " from (values (1)) as one_row (" + column + ")"))
                    .as("column %s of %s", column, owner)
                    .isInstanceOf(QueryOperation.class);
        }
    }

    @Test
    void everyFunctionHasAClassAndAnswersNullForNull() throws Exception {
        List<String> calls = new ArrayList<>();
        for (String statement : SqlFile.functions().statements()) {
            Matcher function = FUNCTION.matcher(statement);
            assertThat(function.matches()).as(statement).isTrue();
            int arguments = arguments(Class.forName(function.group(2)));
            calls.add(function.group(1) + "(" + String.join(", ", Collections.nCopies(arguments, "null")) + ")");
        }
        assertThat(lake.ask("select " + String.join(", ", calls) + " from (values (1)) as one_row (id)")
                        .get(1))
                .as("%s", calls)
                .isEqualTo(",".repeat(calls.size() - 1));
    }

    /** The number of arguments; an aggregate's accumulator is none. */
    private static int arguments(Class<?> function) {
        return Arrays.stream(function.getMethods())
                .filter(method ->
                        method.getName().equals("eval") || method.getName().equals("accumulate"))
                .mapToInt(SqlTest::arguments)
                .findFirst()
                .orElseThrow();
    }

    private static int arguments(Method method) {
        return method.getParameterCount() - (method.getName().equals("accumulate") ? 1 : 0);
    }

    private static List<SqlFile> queriesAndStudies() throws IOException {
        List<SqlFile> files = new ArrayList<>(SqlFile.queries());
        files.addAll(SqlFile.studies());
        return files;
    }

    private static Map<String, SqlFile> viewsAndQueries() throws IOException {
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

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
    }
}
