package io.tidemark.sql;

import io.tidemark.catalog.LabelTables;
import io.tidemark.catalog.TableDefinition;
import io.tidemark.catalog.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.config.Lex;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.sql.parser.validate.FlinkSqlConformance;

/**
 * What of the labels statements can reach, by their own names or through views. Names are what Flink's parser takes for
 * names, quoted or not: comments and strings are none.
 */
final class LabelReach {

    private static final SqlParser.Config CONFIG = SqlParser.config()
            .withParserFactory(FlinkSqlParserImpl.FACTORY)
            .withConformance(FlinkSqlConformance.DEFAULT)
            .withLex(Lex.JAVA);

    private static final Set<String> LABEL_TABLES =
            LabelTables.ALL.stream().map(TableDefinition::name).collect(Collectors.toSet());

    /** Columns of what was observed, which may speak of what is to come. */
    private static final Set<String> FACTS = Tables.ALL.stream()
            .filter(table -> table.name().startsWith("market."))
            .flatMap(table -> table.columns().stream())
            .map(TableDefinition.Column::name)
            .collect(Collectors.toSet());

    private final Map<String, SqlFile> views = new HashMap<>();

    /** Reach through these views. */
    LabelReach(List<SqlFile> views) {
        for (SqlFile view : views) {
            this.views.put(name(view), view);
        }
    }

    /** The tables and columns of labels that the file reaches, each with the view that it is reached through, if any. */
    Set<String> of(SqlFile file) {
        Set<String> found = new TreeSet<>();
        collect(file, "", found, new HashSet<>(file.isView() ? Set.of(name(file)) : Set.of()));
        return found;
    }

    private static String name(SqlFile view) {
        return view.query().replace("select * from ", "").toLowerCase(Locale.ROOT);
    }

    private void collect(SqlFile file, String way, Set<String> found, Set<String> seen) {
        for (List<String> name : names(file)) {
            for (int at = 0; at < name.size(); at++) {
                String column = name.get(at);
                if (LabelTables.isLabel(column) && !FACTS.contains(column)) {
                    found.add(column + way);
                }
                String table = String.join(".", name.subList(at, Math.min(at + 2, name.size())));
                if (LABEL_TABLES.contains(table)) {
                    found.add(table + way);
                }
                if (views.containsKey(table) && seen.add(table)) {
                    collect(views.get(table), " through " + table, found, seen);
                }
            }
        }
    }

    private static List<List<String>> names(SqlFile file) {
        List<List<String>> names = new ArrayList<>();
        for (String statement : file.statements()) {
            try {
                SqlParser.create(statement, CONFIG).parseStmt().accept(new SqlBasicVisitor<Void>() {
                    @Override
                    public Void visit(SqlIdentifier name) {
                        names.add(name.names.stream()
                                .map(part -> part.toLowerCase(Locale.ROOT))
                                .toList());
                        return null;
                    }
                });
            } catch (SqlParseException e) {
                throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
            }
        }
        return names;
    }
}
