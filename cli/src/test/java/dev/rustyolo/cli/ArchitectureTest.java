package dev.rustyolo.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String BASE = "dev.rustyolo.cli.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rustyolo.cli");

    @Test
    void layersPointOneWay() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("dev.rustyolo.cli")
                .layer("command")
                .definedBy(BASE + "command")
                .layer("config")
                .definedBy(BASE + "config")
                .layer("trust")
                .definedBy(BASE + "trust")
                .layer("launch")
                .definedBy(BASE + "launch")
                .layer("update")
                .definedBy(BASE + "update")
                .layer("image")
                .definedBy(BASE + "image")
                .layer("session")
                .definedBy(BASE + "session")
                .layer("state")
                .definedBy(BASE + "state")
                .layer("audit")
                .definedBy(BASE + "audit")
                .layer("json")
                .definedBy(BASE + "json")
                .layer("agent")
                .definedBy(BASE + "agent")
                .layer("engine")
                .definedBy(BASE + "engine")
                .layer("workspace")
                .definedBy(BASE + "workspace")
                .layer("host")
                .definedBy(BASE + "host")
                .layer("ui")
                .definedBy(BASE + "ui")
                .layer("failure")
                .definedBy(BASE + "failure")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("trust")
                .mayOnlyBeAccessedByLayers("command", "config")
                .whereLayer("launch")
                .mayOnlyBeAccessedByLayers("command", "config")
                .whereLayer("update")
                .mayOnlyBeAccessedByLayers("command", "config")
                .whereLayer("image")
                .mayOnlyBeAccessedByLayers("command", "launch")
                .whereLayer("audit")
                .mayOnlyBeAccessedByLayers("command", "launch")
                .whereLayer("state")
                .mayOnlyBeAccessedByLayers("launch")
                .whereLayer("json")
                .mayOnlyBeAccessedByLayers("state", "update")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("command", "launch", "audit")
                .whereLayer("agent")
                .mayOnlyBeAccessedByLayers("command", "config", "launch", "image", "state")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("main", "command", "config", "launch", "update", "image", "session", "audit")
                .whereLayer("workspace")
                .mayOnlyBeAccessedByLayers(
                        "command", "config", "trust", "launch", "update", "image", "session", "engine", "audit",
                        "state")
                .check(CLASSES);
    }

    @Test
    void noPackageDependsOnItselfThroughOthers() {
        slices().matching("dev.rustyolo.cli.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyOneClassTakesSignals() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "launch.Signals")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("sun..")
                .check(CLASSES);
    }

    @Test
    void onlyThePrinterPrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "ui.Printer")
                .and()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.io.PrintStream.class)
                .check(CLASSES);
    }

    @Test
    void nothingLooksIntoClassesOrKeepsALog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..", "java.util.logging..", "java.util.regex..")
                .check(CLASSES);
    }

    @Test
    void launchesDoNotLoadPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "command")
                .or()
                .haveSimpleName("ArgumentScanner")
                .or()
                .haveSimpleName("SessionCommand")
                .or()
                .haveSimpleName("SessionOption")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyWhatReadsAConfigurationFileKnowsToml() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "config.TomlReader")
                .and()
                .doNotHaveFullyQualifiedName(BASE + "config.TomlValue")
                .and()
                .doNotHaveFullyQualifiedName(BASE + "config.Positions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tomlj..", "org.antlr..")
                .check(CLASSES);
    }
}
