package io.tidemark.jobs.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules are checked here one by one: fields of rules would be passed over by the runner. */
class ArchitectureTest {

    private static final String JOBS = "io.tidemark.jobs..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::isNoTest)
            .importPackages("io.tidemark.jobs", "io.tidemark.catalog", "io.tidemark.udfs");

    private static boolean isNoTest(Location location) {
        return !location.contains("/test-classes/");
    }

    private static String room(String name) {
        return "io.tidemark.jobs." + name + "..";
    }

    @Test
    void theRulesAreAboutAllThatThereIs() {
        for (String name : List.of("model", "source", "venue", "window", "table", "pipeline", "cli")) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.tidemark.jobs." + name)))
                    .as(name)
                    .isNotEmpty();
        }
        Set<String> known = Set.of("model", "source", "venue", "window", "align", "detect", "table", "pipeline", "cli");
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> name.startsWith("io.tidemark.jobs."))
                        .map(name -> name.split("\\.", -1)[3]))
                .isSubsetOf(known);
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.tidemark.catalog")))
                .isNotEmpty();
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith("io.tidemark.udfs")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "venue", "window", "align", "detect", "table"})
    void aStageKnowsTheModelAndItself(String stage) {
        noClasses()
                .that()
                .resideInAPackage(room(stage))
                .should()
                .dependOnClassesThat(resideInAPackage(JOBS).and(not(resideInAnyPackage(room(stage), room("model")))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theModelKnowsNothingElseOfTheJobs() {
        noClasses()
                .that()
                .resideInAPackage(room("model"))
                .should()
                .dependOnClassesThat(resideInAPackage(JOBS).and(not(resideInAPackage(room("model")))))
                .check(CLASSES);
    }

    @Test
    void onlyThePipelineKnowsStages() {
        noClasses()
                .that(resideInAPackage(JOBS)
                        .and(not(resideInAnyPackage(
                                room("pipeline"),
                                room("source"),
                                room("venue"),
                                room("window"),
                                room("align"),
                                room("detect"),
                                room("table")))))
                .should()
                // The command line offers the venue's own markets and lengths of bars by name.
                .dependOnClassesThat(resideInAnyPackage(
                                room("source"),
                                room("venue"),
                                room("window"),
                                room("align"),
                                room("detect"),
                                room("table"))
                        .and(not(NAMES_OF_THE_VENUE)))
                .check(CLASSES);
    }

    /** Where rows are made: all of it but what makes the labels. */
    private static final DescribedPredicate<JavaClass> ROWS = resideInAnyPackage(
                    room("source"), room("venue"), room("window"), room("align"), room("detect"))
            .and(not(resideInAPackage(room("align.label"))));

    private static final DescribedPredicate<JavaClass> LABELS = resideInAPackage(room("align.label"))
            .or(DescribedPredicate.describe(
                    "what looks forward", type -> type.getName().equals("io.tidemark.jobs.model.ForwardReturn")));

    private static final ArchRule ROWS_KNOW_NO_LABELS =
            noClasses().that(ROWS).should().dependOnClassesThat(LABELS).allowEmptyShould(true);

    @Test
    void noRowKnowsALabel() {
        assertThat(CLASSES.stream().filter(LABELS)).hasSizeGreaterThan(1);
        ROWS_KNOW_NO_LABELS.check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "align.Leak, model.ForwardReturn",
        "align.derivatives.Leak, model.ForwardReturn",
        "detect.Leak, align.label.ForwardReturnDecider",
        "window.part.Leak, align.label.part.Horizon"
    })
    void aRowThatKnowsALabelIsFound(String from, String to, @TempDir Path folder) throws IOException {
        JavaClasses planted = compiled(folder, source(from, "  " + qualified(to) + " label;"), source(to, ""));
        assertThatThrownBy(() -> ROWS_KNOW_NO_LABELS.check(planted)).isInstanceOf(AssertionError.class);
        JavaClasses allowed = compiled(
                folder.resolve("labels"), source("align.label.Decider", qualified(to) + " label;"), source(to, ""));
        ROWS_KNOW_NO_LABELS.check(allowed);
    }

    private static String qualified(String name) {
        return "io.tidemark.jobs." + name;
    }

    private static String source(String name, String member) {
        String type = qualified(name);
        int dot = type.lastIndexOf('.');
        return "package " + type.substring(0, dot) + "; public class " + type.substring(dot + 1) + " { " + member
                + " }";
    }

    /** Classes that exist in the folder alone. */
    private static JavaClasses compiled(Path folder, String... sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), "-cp", folder.toString()));
        for (String source : sources) {
            Matcher name =
                    Pattern.compile("package (\\S+); public class (\\w+)").matcher(source);
            assertThat(name.find()).isTrue();
            Path file = folder.resolve("sources")
                    .resolve(name.group(1).replace('.', '/'))
                    .resolve(name.group(2) + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source);
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return new ClassFileImporter().importPath(folder);
    }

    private static final DescribedPredicate<JavaClass> NAMES_OF_THE_VENUE =
            resideInAPackage("io.tidemark.jobs.venue.binance");

    @Test
    void nothingKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(room("cli"))
                .check(CLASSES);
    }

    @Test
    void stagesAndTheirPartsHaveNoCycles() {
        slices().matching("io.tidemark.jobs.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theTablesAndTheMathematicsKnowNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.catalog..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.tidemark..").and(not(resideInAPackage("io.tidemark.catalog.."))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.tidemark.udfs..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.tidemark..").and(not(resideInAPackage("io.tidemark.udfs.."))))
                .check(CLASSES);
    }

    @Test
    void theSimulatorIsNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.tidemark.simulator..")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaMethodCall> call(String what, Set<String> owners, Set<String> methods) {
        return DescribedPredicate.describe(
                what,
                call -> owners.contains(call.getTargetOwner().getName())
                        && methods.contains(call.getTarget().getName()));
    }

    @Test
    void nobodyAsksTheWallClock() {
        noClasses()
                .should()
                .callMethodWhere(call("read the wall clock", Set.of("java.lang.System"), Set.of("currentTimeMillis"))
                        .or(call(
                                "read the wall clock",
                                Set.of(
                                        "java.time.Instant",
                                        "java.time.LocalDate",
                                        "java.time.LocalDateTime",
                                        "java.time.OffsetDateTime",
                                        "java.time.ZonedDateTime"),
                                Set.of("now"))))
                .because("a clock is given where time matters")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineBringsAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(room("cli"))
                .should()
                .callMethodWhere(call(
                        "take the system's clock",
                        Set.of("java.time.Clock"),
                        Set.of("systemUTC", "systemDefaultZone", "system")))
                .check(CLASSES);
        noClasses()
                .that()
                .haveNameNotMatching("io\\.tidemark\\.jobs\\.cli\\.ProgressReport(\\$.*)?")
                .should()
                .callMethodWhere(call("measure time", Set.of("java.lang.System"), Set.of("nanoTime")))
                .check(CLASSES);
    }

    @Test
    void nothingIsLeftToChance() {
        noClasses()
                .should()
                .callMethodWhere(call("draw a number", Set.of("java.lang.Math"), Set.of("random")))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")
                .check(CLASSES);
    }
}
