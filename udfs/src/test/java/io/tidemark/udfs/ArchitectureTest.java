package io.tidemark.udfs;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.tidemark.udfs");

    @Test
    void onlyFunctionShellsKnowFlink() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Function(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .because("the mathematics must run without an engine")
                .check(CLASSES);
    }

    @Test
    void resultsDoNotDependOnTheMachine() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(equivalentTo(Math.class)))
                        .and(target(nameMatching("a?(log|log10|log1p|exp|expm1|pow|sin|cos|tan|sinh|cosh|tanh)"))))
                .because("Math may round these differently on another machine, StrictMath may not")
                .check(CLASSES);
    }
}
