package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Runs the commands of pages in a folder of their own, with an emulator in place of port 9000. What
 * starts a build or a server is not run: its arguments are compared with the poms, read by the
 * emulator's own parser, or compared with the page.
 */
final class ShellSnippets {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Set<String> PHASES =
      Set.of(
          "compile",
          "process-classes",
          "process-test-classes",
          "test",
          "package",
          "verify",
          "install");

  private final PomSnippets poms;
  private final Path folder;
  private final Duration limit;

  ShellSnippets(PomSnippets poms, Path folder) {
    this(poms, folder, LIMIT);
  }

  /** Commands that do not end within a limit are ended. */
  ShellSnippets(PomSnippets poms, Path folder, Duration limit) {
    this.poms = poms;
    this.folder = folder;
    this.limit = limit;
  }

  List<String> problems(CodeBlock block) throws Exception {
    List<String> problems = new ArrayList<>();
    StringBuilder script = new StringBuilder();
    for (String command : block.text().replace("\\\n", " ").lines().toList()) {
      List<String> words = Arrays.asList(command.strip().split("\\s+"));
      switch (words.get(0)) {
        case "mvn" -> problems.addAll(maven(words.subList(1, words.size()), block));
        case "java" -> problems.addAll(emulator(words.subList(1, words.size())));
        case "camel" -> problems.addAll(camel(words.subList(1, words.size()), block));
        default -> script.append(command).append('\n');
      }
    }
    if (!script.isEmpty()) {
      problems.addAll(run(script.toString()));
    }
    return problems;
  }

  private List<String> maven(List<String> words, CodeBlock block) throws IOException {
    List<String> problems = new ArrayList<>();
    String page = Files.readString(MarkdownFile.ROOT.resolve(block.page()));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean good =
          switch (word.startsWith("-") ? word.substring(0, 2) : "") {
            case "-P" -> poms.haveProfile(word.substring(2));
            case "-p" -> word.equals("-pl") && areModules(words.get(++i).split(","));
            case "-D" ->
                word.equals("-Dmaven.test.skip")
                    || word.startsWith("-Dexec.mainClass=")
                        && page.contains("class " + word.replaceAll(".*[.=]", "") + ' ');
            case "-n", "-q", "-a" -> List.of("-ntp", "-q", "-am").contains(word);
            default -> PHASES.contains(word) || isPlugin(word);
          };
      if (!good) {
        problems.add("argument of mvn must be known: " + word);
      }
    }
    return problems;
  }

  private static boolean areModules(String... folders) {
    return Stream.of(folders)
        .allMatch(name -> Files.exists(MarkdownFile.ROOT.resolve(name).resolve("pom.xml")));
  }

  private boolean isPlugin(String goal) {
    String[] parts = goal.split(":");
    return parts.length == 4 && poms.isKnown(parts[0], parts[1], parts[2]);
  }

  private List<String> emulator(List<String> words) {
    String jar =
        "camel-us3-emulator/target/camel-us3-emulator-" + poms.version() + "-standalone.jar";
    if (words.size() < 2 || !words.subList(0, 2).equals(List.of("-jar", jar))) {
      return List.of("command must be java -jar " + jar + ": " + words);
    }
    try {
      new CommandLine(new Us3EmulatorMain())
          .parseArgs(words.subList(2, words.size()).toArray(String[]::new));
      return List.of();
    } catch (CommandLine.ParameterException e) {
      return List.of(e.getMessage());
    }
  }

  private List<String> camel(List<String> words, CodeBlock block) throws IOException {
    List<String> problems = new ArrayList<>();
    String page = Files.readString(MarkdownFile.ROOT.resolve(block.page()));
    for (String word : words.subList(1, words.size())) {
      String[] dependency = word.split(":");
      boolean good =
          word.startsWith("--dep=mvn:") && dependency.length == 4
              ? poms.isKnown(dependency[1], dependency[2], dependency[3])
              : word.matches("[\\w-]+\\.\\w+") && page.indexOf(word) < page.lastIndexOf(word);
      if (!good) {
        problems.add("argument of camel run must be known: " + word);
      }
    }
    return problems;
  }

  private List<String> run(String script) throws Exception {
    Files.writeString(folder.resolve(".curlrc"), "fail\n"); // an HTTP error is an exit status
    try (Us3Emulator us3 =
        Us3Emulator.builder().publicBucket("demo").credentials("PUB", "PRIV").start()) {
      us3.putObject("demo", "hello.txt", "hello\n".getBytes(UTF_8), "text/plain");
      String here =
          script
              .replace("http://127.0.0.1:9000", us3.endpoint())
              .replaceAll(
                  "java -jar \\S+-standalone\\.jar",
                  Matcher.quoteReplacement(String.join(" ", program())));
      ProcessBuilder bash =
          new ProcessBuilder("bash", "-O", "expand_aliases", "-eo", "pipefail", "-c", here)
              .directory(folder.toFile())
              .redirectErrorStream(true);
      bash.environment().put("CURL_HOME", folder.toString());
      return outcome(bash);
    }
  }

  /** The output goes to a file, since reading it would wait for whatever has it open. */
  private List<String> outcome(ProcessBuilder bash) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process = bash.redirectOutput(output.toFile()).start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return List.of("commands must end within " + limit + ": " + text(output));
      }
      return process.exitValue() == 0 ? List.of() : List.of(text(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(Path output) throws IOException {
    return new String(Files.readAllBytes(output), UTF_8);
  }

  private static List<String> program() {
    return PageProgram.java(
        "-cp", System.getProperty("java.class.path"), Us3EmulatorMain.class.getName());
  }
}
