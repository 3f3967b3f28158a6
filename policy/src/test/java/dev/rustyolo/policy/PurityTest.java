package dev.rustyolo.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** That a verdict depends on nothing but what is judged. */
class PurityTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.rustyolo.policy");

    @Test
    void dependsOnNothingThatDoesInputOrOutput() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.rustyolo.policy", "java.lang..", "java.util..", "java.text", "java.net", "org.jspecify..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\..*(Socket|Channel|URL|URI|NetworkInterface).*")
                .check(CLASSES);
    }

    @Test
    void neverAsksAResolver() {
        for (String method : new String[] {"getByName", "getAllByName"}) {
            noClasses()
                    .should()
                    .callMethod(InetAddress.class, method, String.class)
                    .check(CLASSES);
        }
        for (String method : new String[] {"getHostName", "getCanonicalHostName", "getLocalHost"}) {
            noClasses().should().callMethod(InetAddress.class, method).check(CLASSES);
        }
    }
}
