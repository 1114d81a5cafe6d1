package io.github.camelus3.it;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The classes of a {@link CamelNode} in a shared archive, with which a node starts in a third of
 * the processor time. Made once in a JVM of the tests. Without it a node starts as well.
 */
final class ClassArchive {
  private static final Path FOLDER = Path.of("target", "class-archive");
  private static final String ROUTE =
      """
      - route:
          from:
            uri: timer:once?repeatCount=1
            steps:
              - to: us3:demo?keyName=a
      """;
  private static ClassArchive made;

  private final String classPath;
  private final Path archive;

  private ClassArchive(String classPath, Path archive) {
    this.classPath = classPath;
    this.archive = archive;
  }

  /** The archive for the class path of the tests. */
  static synchronized ClassArchive ofTheTests() {
    if (made == null) {
      made = make();
    }
    return made;
  }

  /** The class path of the tests, with jars for its folders: an archive knows only jars. */
  String classPath() {
    return classPath;
  }

  String option() {
    return "-XX:SharedArchiveFile=" + archive;
  }

  private static ClassArchive make() {
    try {
      Files.createDirectories(FOLDER);
      String classPath =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Path::of)
              .filter(Files::exists)
              .map(ClassArchive::jar)
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      Path archive = FOLDER.resolve("classes.jsa").toAbsolutePath();
      Files.deleteIfExists(archive);
      run(classPath, archive, Files.writeString(FOLDER.resolve("route.yaml"), ROUTE));
      return new ClassArchive(classPath, archive);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a node for a second. Its JVM writes the archive when it ends. */
  private static void run(String classPath, Path archive, Path route) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:ArchiveClassesAtExit=" + archive,
            "-classpath",
            classPath,
            EndsWithParent.class.getName(),
            CamelNode.class.getName(),
            "camel.main.routesIncludePattern=file:" + route,
            "camel.main.durationMaxSeconds=1",
            "camel.component.us3.endpoint=http://127.0.0.1:1",
            "camel.component.us3.publicKey=public",
            "camel.component.us3.privateKey=private");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("output.log").toFile())
            .start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path jar(Path entry) {
    return Files.isDirectory(entry) ? jarOf(entry) : entry;
  }

  private static Path jarOf(Path folder) {
    try {
      Path jar = Files.createTempFile(FOLDER, "classes-", ".jar").toAbsolutePath();
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out);
          Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
          entries.putNextEntry(new ZipEntry(name));
          Files.copy(file, entries);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
