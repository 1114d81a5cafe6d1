package io.github.camelus3.emulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which package of the emulator may use which, and which libraries. */
@Tag("once")
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.camelus3");

  private static final String FACE = "io.github.camelus3.emulator";
  private static final String PROTOCOL = FACE + ".protocol";
  private static final String STORE = FACE + ".store";
  private static final String CALLBACK = FACE + ".callback";
  private static final String FORM = FACE + ".form";
  private static final String RULES = FACE + ".rules";
  private static final String SERVER = FACE + ".server";
  private static final String CONSOLE = FACE + ".console";

  /** If emulator and client shared their signing, both could be wrong and all tests stay green. */
  @Test
  void emulatorDependsOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(FACE + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.camelus3..").and(resideOutsideOfPackage(FACE + "..")))
        .check(CLASSES);
  }

  @Test
  void packagesUseOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(FACE + "..")
        .layer("face")
        .definedBy(FACE)
        .layer("console")
        .definedBy(CONSOLE)
        .layer("server")
        .definedBy(SERVER)
        .layer("rules")
        .definedBy(RULES)
        .layer("form")
        .definedBy(FORM)
        .layer("callback")
        .definedBy(CALLBACK)
        .layer("store")
        .definedBy(STORE)
        .layer("protocol")
        .definedBy(PROTOCOL)
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("server")
        .mayOnlyBeAccessedByLayers("face", "console")
        .whereLayer("rules")
        .mayOnlyBeAccessedByLayers("face", "console", "server")
        .whereLayer("form")
        .mayOnlyBeAccessedByLayers("rules")
        .whereLayer("callback")
        .mayOnlyBeAccessedByLayers("face", "console", "rules")
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("face", "console", "rules", "form")
        .whereLayer("face")
        .mayNotBeAccessedByAnyLayer()
        .ignoreDependency(resideInAPackage(FACE + ".*.."), publicValue())
        .check(CLASSES);
  }

  /** The types of the public API that the packages below may use. */
  private static DescribedPredicate<JavaClass> publicValue() {
    return belongToAnyOf(Us3Api.class, ReceivedRequest.class, SentCallback.class);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(FACE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheServersKnowUndertow() {
    noClasses()
        .that()
        .resideOutsideOfPackages(SERVER, CONSOLE, FORM, PROTOCOL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..")
        .check(CLASSES);
  }

  /** Dates, ranges and forms are read by Undertow's parsers; a form's needs its buffers. */
  @Test
  void protocolAndFormUseParsersAlone() {
    noClasses()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.undertow..").and(resideOutsideOfPackage("io.undertow.util")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(PROTOCOL, FORM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.xnio..", "io.undertow", "io.undertow.server.protocol..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.undertow.server.HttpServerExchange")
        .check(CLASSES);
  }
}
