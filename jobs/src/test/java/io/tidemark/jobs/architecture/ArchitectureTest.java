package io.tidemark.jobs.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
