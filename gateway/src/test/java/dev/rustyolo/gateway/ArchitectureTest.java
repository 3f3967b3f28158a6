package dev.rustyolo.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rustyolo.gateway");

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.rustyolo.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void nobodyResolvesANameButTheUpstreamResolver() {
        // Java's own look-ups would ask whatever server the machine has, for a name nobody judged.
        noClasses()
                .should()
                .callMethod(InetAddress.class, "getByName", String.class)
                .orShould()
                .callMethod(InetAddress.class, "getAllByName", String.class)
                .orShould()
                .callConstructor(InetSocketAddress.class, String.class, int.class)
                .orShould()
                .callConstructor(Socket.class, String.class, int.class)
                .check(classes);
    }

    @Test
    void onlyTheKernelPackageRunsProgramsAndNativeCode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.rustyolo.gateway.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .check(classes);
    }

    @Test
    void nothingDependsOnTheCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.rustyolo.cli..")
                .check(classes);
    }
}
