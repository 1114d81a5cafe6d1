package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/operations.md is whole, and its routes are those that are tested. */
@Tag("once")
class OperationsDocumentTest {
  @Test
  void theJavaOfTheDocumentIsTheJavaThatIsTested() throws Exception {
    String tested =
        squeeze(
            Files.readString(
                Path.of("src/test/java/io/github/camelus3/docs/OperationRecipes.java")));

    List<String> recipes = MarkdownFile.read("docs/operations.md").blocks("java");

    assertThat(recipes).hasSize(29).allSatisfy(java -> assertThat(tested).contains(squeeze(java)));
  }

  @ParameterizedTest
  @EnumSource(value = Us3Operation.class, mode = EnumSource.Mode.EXCLUDE, names = "upload")
  void everyOperationHasASectionWithARoute(Us3Operation operation) throws Exception {
    String document = MarkdownFile.read("docs/operations.md").text();

    List<String> sections =
        Stream.of(document.split("\n### "))
            .filter(
                section -> section.lines().findFirst().orElse("").contains("`" + operation + "`"))
            .toList();

    assertThat(document).contains("](#" + operation.name().toLowerCase(Locale.ROOT) + ")");
    assertThat(sections)
        .singleElement(InstanceOfAssertFactories.STRING)
        .containsPattern("to\\(\"us3:[a-z]+\\?operation=" + operation + "[\"&]");
  }

  private static String squeeze(String text) {
    return text.replaceAll("\\s+", "");
  }
}
