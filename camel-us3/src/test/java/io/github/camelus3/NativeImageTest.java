package io.github.camelus3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Exception;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The metadata for GraalVM's native image names what the code reaches by name. */
class NativeImageTest {
  private static final Path METADATA =
      Path.of("src/main/resources/META-INF/native-image/io.github.camelus3/camel-us3");
  private static final Path SERVICES =
      Path.of("src/generated/resources/META-INF/services/org/apache/camel");
  private static final Path OWN_SERVICES =
      Path.of("src/main/resources/META-INF/services/org/apache/camel");
  private static final Pattern CLASS_LINE =
      Pattern.compile("^(?:class=)?(io\\.github\\.camelus3\\.\\S+)$", Pattern.MULTILINE);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "io.github.camelus3.component",
              "io.github.camelus3.callback",
              "io.github.camelus3.client",
              "io.github.camelus3.sign",
              "io.github.camelus3.transfer");

  @Test
  void reflectConfigIsThatOfTheCode() throws Exception {
    ArrayNode expected = JSON.createArrayNode();
    for (String name : servicesOfCamel()) {
      expected.addObject().put("name", name).put("allDeclaredConstructors", true);
    }
    for (String name : boundByJackson()) {
      expected
          .addObject()
          .put("name", name)
          .put("allDeclaredConstructors", true)
          .put("allDeclaredMethods", true)
          .put("allDeclaredFields", true)
          .put("allRecordComponents", true);
    }
    for (String name : exceptions()) {
      expected.addObject().put("name", name).put("allPublicMethods", true);
    }
    expected.addObject().put("name", "org.conscrypt.Conscrypt"); // looked for, optional

    assertWritten("reflect-config.json", expected);
  }

  @Test
  void resourceConfigIsThatOfTheJar() throws Exception {
    ObjectNode expected = JSON.createObjectNode();
    ArrayNode includes = expected.putObject("resources").putArray("includes");
    for (String resource : resources()) {
      includes.addObject().put("pattern", Pattern.quote(resource));
    }

    assertWritten("resource-config.json", expected);
  }

  @Test
  void everyNamedClassCanBeLoaded() throws Exception {
    for (JsonNode type : JSON.readTree(METADATA.resolve("reflect-config.json").toFile())) {
      String name = type.get("name").textValue();
      assertThat(Class.forName(name, false, getClass().getClassLoader()))
          .hasToString("class " + name);
    }
  }

  @Test
  void everyNamedResourceIsOnTheClassPath() throws Exception {
    JsonNode config = JSON.readTree(METADATA.resolve("resource-config.json").toFile());
    for (JsonNode include : config.at("/resources/includes")) {
      String name = include.get("pattern").textValue().replace("\\Q", "").replace("\\E", "");
      assertThat(getClass().getClassLoader().getResource(name)).as(name).isNotNull();
    }
  }

  @Test
  void nothingElseIsReachedByName() {
    Set<String> reflective =
        callersOf(
            owner ->
                owner.equals("java.util.ServiceLoader")
                    || owner.startsWith("java.lang.reflect.")
                    || owner.startsWith("java.lang.invoke.MethodHandles"),
            method -> true);
    Set<String> byName =
        callersOf(
            owner -> owner.equals("java.lang.Class") || owner.equals("java.lang.ClassLoader"),
            method ->
                Set.of("forName", "loadClass", "getResource", "getResourceAsStream", "getResources")
                        .contains(method)
                    || method.startsWith("getDeclared")
                    || method.startsWith("getMethod")
                    || method.startsWith("getField")
                    || method.startsWith("getConstructor")
                    || method.equals("newInstance"));

    assertThat(reflective).isEmpty();
    // both name an optional library by a constant, which the image's build resolves
    assertThat(byName)
        .containsExactlyInAnyOrder(
            "io.github.camelus3.client.http.ConscryptTls",
            "io.github.camelus3.component.OptionalMetrics");
  }

  @Test
  void jacksonBindsOnlyInKnownPlaces() {
    Set<String> binding =
        callersOf(
            owner -> owner.equals("com.fasterxml.jackson.databind.ObjectMapper"),
            method ->
                method.startsWith("readValue")
                    || method.startsWith("writeValue")
                    || method.startsWith("convertValue")
                    || method.startsWith("valueToTree")
                    || method.startsWith("treeToValue"));

    assertThat(binding)
        .containsExactly(
            "io.github.camelus3.callback.Callback", // maps
            "io.github.camelus3.callback.PutPolicy",
            "io.github.camelus3.component.webhook.WebhookReply", // what the route leaves
            "io.github.camelus3.transfer.FileUploadStore");
  }

  private static Set<String> callersOf(Predicate<String> owner, Predicate<String> method) {
    return CLASSES.stream()
        .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
        .filter(call -> owner.test(call.getTargetOwner().getName()))
        .filter(call -> method.test(call.getTarget().getName()))
        .map(call -> call.getOriginOwner().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The classes that the service files name, those of our own files included. */
  private static Set<String> servicesOfCamel() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path folder : List.of(SERVICES, OWN_SERVICES)) {
      for (Path file : filesOf(folder)) {
        CLASS_LINE
            .matcher(Files.readString(file))
            .results()
            .forEach(match -> names.add(match.group(1)));
      }
    }
    return names;
  }

  private static Set<String> boundByJackson() throws ClassNotFoundException {
    Set<String> names = new TreeSet<>();
    addRecord(PutPolicy.class, names);
    addRecord(UploadedPart.class, names);
    addRecord(Class.forName("io.github.camelus3.transfer.FileUploadStore$Head"), names);
    return names;
  }

  private static void addRecord(Class<?> type, Set<String> names) {
    if (type.isRecord() && names.add(type.getName())) {
      for (RecordComponent component : type.getRecordComponents()) {
        addRecord(component.getType(), names);
      }
    }
  }

  /** Simple reads their properties, as in {@code ${exception.retryable}}. */
  private static Set<String> exceptions() {
    return CLASSES.stream()
        .filter(type -> type.isAssignableTo(Us3Exception.class))
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> resources() throws IOException {
    Set<String> names = new TreeSet<>();
    names.add("META-INF/io/github/camelus3/component/us3.json");
    names.add("org/apache/tika/mime/tika-mimetypes.xml");
    for (Path folder : List.of(SERVICES, OWN_SERVICES)) {
      for (Path file : filesOf(folder)) {
        names.add("META-INF/services/org/apache/camel/" + folder.relativize(file));
      }
    }
    return names;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void assertWritten(String name, JsonNode expected) throws IOException {
    Path file = METADATA.resolve(name);
    String text = expected.toPrettyString() + "\n";
    if (Boolean.getBoolean("us3.docs.write")) {
      Files.writeString(file, text);
    }

    assertThat(Files.readString(file)).isEqualTo(text);
  }
}
