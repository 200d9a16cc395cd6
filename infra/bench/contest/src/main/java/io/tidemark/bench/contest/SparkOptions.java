package io.tidemark.bench.contest;

import java.util.List;
import java.util.stream.Stream;

/** What Spark asks of a Java 17. */
final class SparkOptions {

    static final List<String> OF_JAVA = Stream.concat(
                    Stream.of("-Xmx4g", "-Dio.netty.tryReflectionSetAccessible=true"),
                    Stream.of(
                                    "java.lang",
                                    "java.lang.invoke",
                                    "java.lang.reflect",
                                    "java.io",
                                    "java.net",
                                    "java.nio",
                                    "java.util",
                                    "java.util.concurrent",
                                    "java.util.concurrent.atomic",
                                    "sun.nio.ch",
                                    "sun.nio.cs",
                                    "sun.security.action",
                                    "sun.util.calendar")
                            .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED"))
            .toList();

    private SparkOptions() {}
}
