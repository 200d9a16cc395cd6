package io.tidemark.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The SQL that comes with the distribution: the functions, then the views in order of name. */
final class SqlLibrary {

    /** Set by the launcher to the distribution's folder of SQL. */
    static final String SQL_FOLDER = "tidemark.sql";

    private static final Pattern VIEW = Pattern.compile("create temporary view ([\\w.]+)");

    private SqlLibrary() {}

    private static Path folder() {
        return Path.of(System.getProperty(SQL_FOLDER, "sql"));
    }

    /** The statements that register functions and views. */
    static List<String> statements() throws IOException {
        Path folder = folder();
        List<String> statements = new ArrayList<>(split(Files.readString(folder.resolve("functions.sql"))));
        try (Stream<Path> views = Files.list(folder.resolve("views"))) {
            for (Path view : views.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                statements.addAll(split(Files.readString(view)));
            }
        }
        return statements;
    }

    /** The views by name, each with the first line of its header. */
    static Map<String, String> views() throws IOException {
        Map<String, String> docs = new TreeMap<>();
        if (!Files.isDirectory(folder().resolve("views"))) {
            return docs;
        }
        try (Stream<Path> files = Files.list(folder().resolve("views"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".sql")).toList()) {
                String text = Files.readString(file);
                Matcher name = VIEW.matcher(text);
                if (name.find()) {
                    docs.put(name.group(1), text.lines().findFirst().orElse("").replaceFirst("^-- ", ""));
                }
            }
        }
        return docs;
    }

    /** Cuts a text at the semicolons that end statements: not those in strings, names or comments. */
    static List<String> split(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            boolean comment = text.startsWith("--", at) || (text.startsWith("/*", at) && !text.startsWith("/*+", at));
            if (text.charAt(at) == ';') {
                add(statements, statement);
                statement.setLength(0);
            } else {
                statement.append(comment ? " " : text.substring(at, end));
            }
            at = end;
        }
        add(statements, statement);
        return statements;
    }

    private static int endOfToken(String text, int at) {
        if (text.startsWith("--", at)) {
            return after(text, "\n", at);
        }
        if (text.startsWith("/*", at)) {
            return after(text, "*/", at + 2);
        }
        char first = text.charAt(at);
        return first == '\'' || first == '"' || first == '`' ? after(text, String.valueOf(first), at + 1) : at + 1;
    }

    private static int after(String text, String delimiter, int from) {
        int found = text.indexOf(delimiter, from);
        return found < 0 ? text.length() : found + delimiter.length();
    }

    private static void add(List<String> statements, StringBuilder statement) {
        if (!statement.toString().isBlank()) {
            statements.add(statement.toString().strip());
        }
    }
}
