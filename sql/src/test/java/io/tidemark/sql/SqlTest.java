package io.tidemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ddl.CreateTempSystemFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The functions, views and queries: how they are written, and what those of flow and of the lake itself answer.
 */
class SqlTest extends SqlAnswers {

    private static final Pattern FUNCTION =
            Pattern.compile("create temporary system function (\\w+) as '([\\w.$]+)'", Pattern.CASE_INSENSITIVE);

    @TestFactory
    Stream<DynamicTest> answersAsExpected() throws IOException {
        return answers(file -> !isOfPositioning(file));
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
}
