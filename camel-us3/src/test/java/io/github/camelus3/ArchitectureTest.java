package io.github.camelus3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** Which package may know which, and which libraries. */
@AnalyzeClasses(
    packages = "io.github.camelus3",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String SIGN = "io.github.camelus3.sign..";
  private static final String CLIENT = "io.github.camelus3.client..";
  private static final String CALLBACK = "io.github.camelus3.callback..";
  private static final String TRANSFER = "io.github.camelus3.transfer..";
  private static final String COMPONENT = "io.github.camelus3.component..";
  private static final String EMULATOR = "io.github.camelus3.emulator..";

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.camelus3..")
          .layer("component")
          .definedBy(COMPONENT)
          .layer("transfer")
          .definedBy(TRANSFER)
          .layer("callback")
          .definedBy(CALLBACK)
          .layer("client")
          .definedBy(CLIENT)
          .layer("sign")
          .definedBy(SIGN)
          .whereLayer("component")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("transfer")
          .mayOnlyBeAccessedByLayers("component")
          .whereLayer("callback")
          .mayOnlyBeAccessedByLayers("component")
          .whereLayer("client")
          .mayOnlyBeAccessedByLayers("component", "transfer", "callback")
          .whereLayer("sign")
          .mayOnlyBeAccessedByLayers("component", "client");

  @ArchTest
  static final ArchRule packagesFormNoCycle =
      slices().matching("io.github.camelus3.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheComponentKnowsCamel =
      noClasses()
          .that()
          .resideInAnyPackage(SIGN, CLIENT, CALLBACK, TRANSFER)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  @ArchTest
  static final ArchRule onlyTheClientKnowsTheHttpLibrary =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLIENT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("okhttp3..", "okio..");

  @ArchTest
  static final ArchRule noPublicSignatureNamesTheHttpLibrary =
      classes().that().resideInAPackage(CLIENT).and().arePublic().should(nameNoHttpLibrary());

  @ArchTest
  static final ArchRule signingDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage(SIGN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..");

  @ArchTest
  static final ArchRule emulatorIsForTestsAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage(EMULATOR)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(EMULATOR);

  @ArchTest
  static final ArchRule emulatorSharesNoCodeWithTheClient =
      noClasses()
          .that()
          .resideInAPackage(EMULATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SIGN, CLIENT, CALLBACK, TRANSFER, COMPONENT);

  private static ArchCondition<JavaClass> nameNoHttpLibrary() {
    return new ArchCondition<>("name no type of OkHttp or Okio where others can see it") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getMembers().stream()
            .filter(ArchitectureTest::isVisible)
            .filter(member -> named(member).anyMatch(ArchitectureTest::isHttpLibrary))
            .forEach(
                member ->
                    events.add(SimpleConditionEvent.violated(member, member.getDescription())));
      }
    };
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> named(JavaMember member) {
    return member.getAllInvolvedRawTypes().stream();
  }

  private static boolean isHttpLibrary(JavaClass type) {
    return type.getPackageName().matches("(okhttp3|okio)(\\..*)?");
  }
}
