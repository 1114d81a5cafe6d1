package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares the picture of the packages with the code, and the drawing with its text. */
@Tag("once")
class RoomsPictureTest {
  private static final Path PICTURES = Path.of("../docs/pictures");
  private static final String ROOT = "io.github.camelus3.";
  private static final Set<Use> USES = usesInCode();
  private static final Pattern ROOM = Pattern.compile("(?m)^ *rectangle \".*\" as (\\w+)$");
  private static final Pattern ARROW = Pattern.compile("(?m)^(\\w+) --> (\\w+)$");

  /** A package uses another one. */
  private record Use(String from, String to) {}

  @Test
  void picturesShowEveryPackage() throws IOException {
    Set<String> packages = new TreeSet<>();
    USES.forEach(use -> packages.addAll(Set.of(use.from(), use.to())));

    assertThat(rooms()).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void everyArrowIsInTheCode() throws IOException {
    assertThat(USES).containsAll(arrows());
  }

  /** Headers and enums are the users' names: they stay in the package that users import. */
  @Test
  void everyUseInTheCodeFollowsFromTheArrows() throws IOException {
    Map<String, Set<String>> next =
        arrows().stream()
            .collect(
                Collectors.groupingBy(Use::from, Collectors.mapping(Use::to, Collectors.toSet())));

    Set<Use> unexplained =
        USES.stream()
            .filter(use -> !use.to().equals("component"))
            .filter(use -> !reachable(use.from(), next).contains(use.to()))
            .collect(Collectors.toSet());

    assertThat(unexplained).isEmpty();
  }

  @Test
  void drawingsAreOfTheirTexts() throws IOException {
    String drawing = Files.readString(PICTURES.resolve("rooms.svg"));

    assertThat(rooms()).allMatch(room -> drawing.contains("id=\"entity_" + id(room) + '"'));
    assertThat(arrows())
        .allMatch(
            use -> drawing.contains("id=\"link_" + id(use.from()) + '_' + id(use.to()) + '"'));
    assertThat(Pattern.compile("id=\"link_").matcher(drawing).results().count())
        .isEqualTo(arrows().size());
  }

  private static Set<String> reachable(String from, Map<String, Set<String>> next) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(from));
    while (!open.isEmpty()) {
      for (String to : next.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(to)) {
          open.push(to);
        }
      }
    }
    return reached;
  }

  private static Set<String> rooms() throws IOException {
    return ROOM.matcher(text())
        .results()
        .map(match -> match.group(1).replace('_', '.'))
        .collect(Collectors.toSet());
  }

  private static Set<Use> arrows() throws IOException {
    return ARROW
        .matcher(text())
        .results()
        .map(m -> new Use(m.group(1).replace('_', '.'), m.group(2).replace('_', '.')))
        .collect(Collectors.toSet());
  }

  private static String text() throws IOException {
    return Files.readString(PICTURES.resolve("rooms.puml"));
  }

  private static String id(String room) {
    return room.replace('.', '_');
  }

  private static Set<Use> usesInCode() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.camelus3")
            .stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(RoomsPictureTest::use)
            .filter(use -> isRoom(use.from()) && isRoom(use.to()) && !use.from().equals(use.to()))
            .collect(Collectors.toSet());
  }

  private static Use use(Dependency dependency) {
    return new Use(name(dependency.getOriginClass()), name(dependency.getTargetClass()));
  }

  private static boolean isRoom(String name) {
    return !name.isEmpty() && !name.startsWith("emulator");
  }

  /** The package without the root; empty for a class from elsewhere. */
  private static String name(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }
}
