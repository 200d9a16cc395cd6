package io.tidemark.jobs.cli;

import io.tidemark.jobs.pipeline.UsageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Options by name, from the command line or a file of JSON; what the command line says wins. */
final class Declaration {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final CommandSpec spec;
    private final Map<String, List<String>> texts = new TreeMap<>();

    private Declaration(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * The declared values.
     *
     * @param names what may be declared, as options without dashes
     * @param file null if the command line says all
     * @throws UsageException if the file is no declaration
     */
    static Declaration of(CommandSpec spec, Collection<String> names, Path file) {
        Declaration declaration = new Declaration(spec);
        if (file != null) {
            declaration.read(file, names);
        }
        for (String name : names) {
            Object value = spec.findOption("--" + name).getValue();
            if (value instanceof Collection<?> several) {
                declaration.texts.put(
                        name, several.stream().map(Object::toString).toList());
            } else if (value != null) {
                declaration.texts.put(name, List.of(value.toString()));
            }
        }
        return declaration;
    }

    private void read(Path file, Collection<String> names) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw wrong(file, "a file of JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong(file, "a readable file");
        }
        if (!root.isObject()) {
            throw wrong(file, "a JSON object of options");
        }
        root.properties().forEach(member -> {
            if (!names.contains(member.getKey())) {
                throw wrong(file, "of known options: " + member.getKey() + " is none");
            }
            texts.put(
                    member.getKey(),
                    texts(member.getValue())
                            .orElseThrow(
                                    () -> wrong(file, "of texts and numbers: " + member.getKey() + " is neither")));
        });
    }

    private static Optional<List<String>> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isTextual() && !one.isNumber()) {
                return Optional.empty();
            }
            texts.add(one.asText());
        }
        return Optional.of(texts);
    }

    private static UsageException wrong(Path file, String allowed) {
        return new UsageException("--declaration", file.toString(), allowed);
    }

    /** What was declared, for the record: a text, or a list of texts where there are several. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new TreeMap<>();
        texts.forEach((name, values) -> map.put(name, values.size() == 1 ? values.get(0) : values));
        return map;
    }

    /** All values of an option. */
    List<String> all(String name) {
        return texts.getOrDefault(name, List.of());
    }

    /** The value of an option. */
    Optional<String> text(String name) {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new UsageException("--" + name, String.join(", ", all), "a single value");
        }
        return all.stream().findFirst();
    }

    /** Says of all at once which of these options are missing. */
    void require(String... names) {
        List<String> missing = Arrays.stream(names)
                .filter(name -> all(name).isEmpty())
                .map("--"::concat)
                .toList();
        if (!missing.isEmpty()) {
            throw missing(String.join(", ", missing));
        }
    }

    /** The value of an option that must be there. */
    String required(String name) {
        return text(name).orElseThrow(() -> missing("--" + name));
    }

    ParameterException missing(String options) {
        return new ParameterException(spec.commandLine(), "Missing required option: " + options);
    }

    /** One of several values by name; the first if none is declared. */
    <T> T choice(String name, List<Map.Entry<String, T>> allowed) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return allowed.get(0).getValue();
        }
        return allowed.stream()
                .filter(choice -> choice.getKey().equals(text.get()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--" + name,
                        text.get(),
                        "one of "
                                + String.join(
                                        ", ",
                                        allowed.stream().map(Map.Entry::getKey).toList())));
    }

    /** A number that is not zero. */
    Optional<BigDecimal> number(String name) {
        return text(name).map(text -> {
            try {
                BigDecimal number = new BigDecimal(text);
                if (number.signum() != 0 && Math.abs((long) number.scale()) <= 18 && number.precision() <= 18) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // It is none, as the line below says.
            }
            throw new UsageException("--" + name, text, "a number other than 0, of at most 18 digits");
        });
    }

    /** A single character. */
    char character(String name, char otherwise) {
        String text = text(name).orElse(String.valueOf(otherwise));
        if (text.length() != 1) {
            throw new UsageException("--" + name, text, "a single character");
        }
        return text.charAt(0);
    }

    /** Refuses options that mean nothing with what is declared otherwise. */
    void refuse(String why, String... names) {
        for (String name : names) {
            text(name).ifPresent(text -> {
                throw new UsageException("--" + name, text, "left out: " + why);
            });
        }
    }
}
