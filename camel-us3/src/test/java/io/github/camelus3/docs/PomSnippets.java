package io.github.camelus3.docs;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** Compares the parts of a pom that pages show with the poms of this repository. */
final class PomSnippets {
  private static final Pattern COORDINATES =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>"
              + "(?:\\s*<version>([^<$]+)</version>)?");
  private static final String OURS = "io.github.camelus3";
  private static final String USER = "com.example";

  /** The poms of this repository, without white space. */
  private final String poms;

  private final String version;

  PomSnippets() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path pom : RepositoryFiles.endingIn("/pom.xml")) {
      all.append(Files.readString(pom));
    }
    poms = all.toString().replaceAll("\\s", "");
    Matcher own = Pattern.compile("<version>([^<]+)<").matcher(root());
    version = own.find() ? own.group(1) : "";
  }

  private static String root() throws IOException {
    return Files.readString(MarkdownFile.ROOT.resolve("pom.xml"));
  }

  String version() {
    return version;
  }

  boolean haveProfile(String id) {
    return poms.contains("<profile><id>" + id + "</id>");
  }

  List<String> problems(String xml) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<pom>" + xml + "</pom>")));
    List<String> problems = new ArrayList<>();
    Matcher coordinates = COORDINATES.matcher(xml);
    while (coordinates.find()) {
      if (!isKnown(coordinates.group(1), coordinates.group(2), coordinates.group(3))) {
        problems.add("artifact must be one of this repository's poms: " + coordinates.group());
      }
    }
    return problems;
  }

  /**
   * Whether a pom of this repository uses the artifact, and the version if there is one.
   *
   * @param used null if a BOM has it
   */
  boolean isKnown(String group, String artifact, String used) {
    if (group.equals(OURS)) {
      return poms.contains("<artifactId>" + artifact + "</artifactId>")
          && (used == null || version.equals(used));
    }
    return group.equals(USER)
        || poms.contains(
                "<groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId>")
            && (used == null || poms.contains(">" + used + "<"));
  }
}
