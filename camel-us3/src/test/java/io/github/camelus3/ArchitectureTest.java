package io.github.camelus3;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which package may know which, and which libraries. */
@Tag("once")
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.camelus3");

  private static final String SIGN = "io.github.camelus3.sign..";
  private static final String CLIENT = "io.github.camelus3.client..";
  private static final String SOURCE = "io.github.camelus3.client.source";
  private static final String HTTP = "io.github.camelus3.client.http";
  private static final String CALLBACK = "io.github.camelus3.callback..";
  private static final String TRANSFER = "io.github.camelus3.transfer..";
  private static final String COMPONENT = "io.github.camelus3.component..";
  private static final String EMULATOR = "io.github.camelus3.emulator..";

  @Test
  void arrowsPointOneWay() {
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
        .mayOnlyBeAccessedByLayers("component", "client")
        .check(CLASSES);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("io.github.camelus3.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices().matching("io.github.camelus3.client.(*)..").should().beFreeOfCycles().check(CLASSES);
    slices()
        .matching("io.github.camelus3.component.(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void sourcesUseNothingElse() {
    noClasses()
        .that()
        .resideInAPackage(SOURCE)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.camelus3..").and(resideOutsideOfPackage(SOURCE)))
        .check(CLASSES);
  }

  @Test
  void theHttpRoomUsesSourcesAlone() {
    noClasses()
        .that()
        .resideInAPackage(HTTP)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.github.camelus3..").and(resideOutsideOfPackages(HTTP, SOURCE)))
        .check(CLASSES);
  }

  @Test
  void onlyTheClientUsesTheHttpRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.github.camelus3.client", HTTP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HTTP)
        .check(CLASSES);
  }

  @Test
  void roomsOfTheComponentUseOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.github.camelus3.component..")
        .layer("face")
        .definedBy("io.github.camelus3.component")
        .layer("tracing")
        .definedBy("io.github.camelus3.component.tracing")
        .layer("producer")
        .definedBy("io.github.camelus3.component.producer")
        .layer("consumer")
        .definedBy("io.github.camelus3.component.consumer")
        .layer("webhook")
        .definedBy("io.github.camelus3.component.webhook")
        .layer("clients")
        .definedBy("io.github.camelus3.component.clients")
        .layer("activity")
        .definedBy("io.github.camelus3.component.activity")
        .layer("metrics")
        .definedBy("io.github.camelus3.component.metrics")
        .layer("options")
        .definedBy("io.github.camelus3.component.options")
        .layer("message")
        .definedBy("io.github.camelus3.component.message")
        .whereLayer("tracing")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("producer")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("consumer")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("webhook")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("clients")
        .mayOnlyBeAccessedByLayers("face", "producer", "consumer")
        .whereLayer("activity")
        .mayOnlyBeAccessedByLayers(
            "face", "tracing", "metrics", "producer", "consumer", "webhook", "clients")
        .whereLayer("metrics")
        .mayOnlyBeAccessedByLayers("face")
        .whereLayer("options")
        .mayOnlyBeAccessedByLayers("face", "tracing", "producer", "consumer", "webhook", "clients")
        .whereLayer("message")
        .mayOnlyBeAccessedByLayers("face", "producer", "consumer", "options")
        .check(CLASSES);
  }

  @Test
  void roomsOfTheComponentDoNotKnowTheEndpoint() {
    noClasses()
        .that()
        .resideInAPackage("io.github.camelus3.component.*..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo("io.github.camelus3.component.Us3Endpoint")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo("io.github.camelus3.component.Us3Component")
        .check(CLASSES);
  }

  @Test
  void onlyTheFaceAndTheOptionsRoomReadTheConfiguration() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.github.camelus3.component", "io.github.camelus3.component.options")
        .should()
        .dependOnClassesThat()
        .areAssignableTo("io.github.camelus3.component.Us3ConsumerConfiguration")
        .check(CLASSES);
  }

  @Test
  void onlyTheTracingRoomKnowsTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.github.camelus3.component.tracing")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel.telemetry..")
        .check(CLASSES);
  }

  @Test
  void onlyTheComponentKnowsCamel() {
    noClasses()
        .that()
        .resideInAnyPackage(SIGN, CLIENT, CALLBACK, TRANSFER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.camel..")
        .check(CLASSES);
  }

  @Test
  void onlyTheClientKnowsTheHttpLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLIENT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("okhttp3..", "okio..")
        .check(CLASSES);
  }

  @Test
  void onlyTheMetricsRoomKnowsMicrometer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.github.camelus3.component.metrics")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(CLASSES);
  }

  @Test
  void noPublicSignatureNamesTheHttpLibrary() {
    classes()
        .that()
        .resideInAnyPackage("io.github.camelus3.client", SOURCE)
        .and()
        .arePublic()
        .should(nameNoHttpLibrary())
        .check(CLASSES);
  }

  @Test
  void signingDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage(SIGN)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.nio.channels..")
        .check(CLASSES);
  }

  @Test
  void emulatorIsForTestsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(EMULATOR)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(EMULATOR)
        .check(CLASSES);
  }

  @Test
  void emulatorSharesNoCodeWithTheClient() {
    noClasses()
        .that()
        .resideInAPackage(EMULATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SIGN, CLIENT, CALLBACK, TRANSFER, COMPONENT)
        .check(CLASSES);
  }

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
