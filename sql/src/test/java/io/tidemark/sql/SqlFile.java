package io.tidemark.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file of statements: {@code functions.sql}, a view or a query.
 *
 * @param name the file's name without its ending
 * @param text the file's text
 */
record SqlFile(String name, String text) {

    /** The module's folder, from wherever the tests are started. */
    static final Path FOLDER = Files.exists(Path.of("functions.sql")) ? Path.of("") : Path.of("sql");

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|--[^\\n]*|;|[^';-]+|.", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("\\b(market|flow|derivatives|context|ops)\\.\\w+");
    private static final Pattern VIEW = Pattern.compile("(?s)create temporary view (\\S+) as\\b(.*)");

    static SqlFile functions() throws IOException {
        return read(FOLDER.resolve("functions.sql"));
    }

    /** The views, in the order in which they are registered. */
    static List<SqlFile> views() throws IOException {
        return all(FOLDER.resolve("views"));
    }

    static List<SqlFile> queries() throws IOException {
        return all(FOLDER.resolve("queries"));
    }

    /** The queries that look forward on purpose. */
    static List<SqlFile> studies() throws IOException {
        return all(FOLDER.resolve("queries/labels"));
    }

    /** The files of a folder, those of its folders left out. */
    static List<SqlFile> all(Path folder) throws IOException {
        List<SqlFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(read(path));
            }
        }
        return files;
    }

    /** Reads a file. */
    static SqlFile read(Path path) throws IOException {
        return new SqlFile(path.getFileName().toString().replaceFirst("\\.sql$", ""), Files.readString(path));
    }

    /** The statements without comments. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher tokens = TOKEN.matcher(text + ";");
        while (tokens.find()) {
            if (!tokens.group().equals(";")) {
                statement.append(tokens.group().startsWith("--") ? " " : tokens.group());
            } else if (!statement.toString().isBlank()) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        }
        return statements;
    }

    /** The comment at the top, as one line a paragraph. */
    List<String> header() {
        String comment = text.lines()
                .takeWhile(line -> line.startsWith("--"))
                .map(line -> line.substring(2))
                .collect(Collectors.joining("\n"));
        return Stream.of(comment.split("\n(?! {2})"))
                .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
                .toList();
    }

    /** The tables and views that the header names as inputs. */
    Set<String> namedInputs() {
        return header().stream()
                .filter(line -> line.startsWith("Inputs: "))
                .flatMap(line -> tables(line).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The tables and views that the statements read. */
    Set<String> inputs() {
        return statements().stream()
                .flatMap(statement -> tables(body(statement)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The question itself; for a view, all of its rows. */
    String query() {
        Matcher view = VIEW.matcher(statements().get(0));
        return view.matches() ? "select * from " + view.group(1) : statements().get(0);
    }

    boolean isView() {
        return VIEW.matcher(statements().get(0)).matches();
    }

    private static String body(String statement) {
        Matcher view = VIEW.matcher(statement);
        return view.matches() ? view.group(2) : statement;
    }

    private static Set<String> tables(String text) {
        return TABLE.matcher(text).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return name;
    }
}
