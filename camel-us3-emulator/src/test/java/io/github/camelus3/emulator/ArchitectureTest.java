package io.github.camelus3.emulator;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.camelus3");

  /** If emulator and client shared their signing, both could be wrong and all tests stay green. */
  @Test
  void emulatorDependsOnNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("io.github.camelus3.emulator..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.camelus3..")
                .and(resideOutsideOfPackage("io.github.camelus3.emulator..")))
        .check(CLASSES);
  }

  @Test
  void onlyTheHttpLayerKnowsTheServer() {
    noClasses()
        .that()
        .haveNameNotMatching(
            ".*\\.(EmulatorServer|HeadTap|ClientStreams|Http(Dates|Range)|(Exchange|Form)(Reader|Writer)|Us3Handler)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..")
        .check(CLASSES);
  }
}
