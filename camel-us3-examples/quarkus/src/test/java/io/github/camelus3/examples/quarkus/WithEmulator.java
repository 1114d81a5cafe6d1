package io.github.camelus3.examples.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.emulator.Us3Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the packaged application with the emulator instead of the service: three files wait in the
 * outbox, and the application is stopped after their replies. The exit status is 0 if each file had
 * a callback.
 */
public final class WithEmulator {
  private static final List<String> FILES = List.of("cat.jpg", "dog.jpg", "hen.jpg");

  private WithEmulator() {}

  /** Runs the example; the argument is the jar of the application. */
  public static void main(String[] args) throws Exception {
    EmulatorResource resources = new EmulatorResource();
    Map<String, String> properties = resources.start();
    try {
      for (String file : FILES) {
        resources.putIntoOutbox(file, "pixels of " + file);
      }
      Process application = start(Path.of(args[0]), properties);
      try {
        awaitReplies(application);
      } finally {
        application.destroy();
        application.waitFor();
      }
      requireCallbacks(resources.emulator());
    } finally {
      resources.stop();
    }
  }

  private static Process start(Path jar, Map<String, String> properties) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Stream<String> options =
        properties.entrySet().stream()
            .map(option -> "-D" + option.getKey() + "=" + option.getValue());
    List<String> command =
        Stream.of(Stream.of(java), options, Stream.of("-jar", jar.toString()))
            .flatMap(words -> words)
            .toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Prints what the application prints, up to the last reply or its end. */
  private static void awaitReplies(Process application) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(application.getInputStream(), UTF_8))) {
      int replies = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(line);
        replies += line.contains("\"accepted\"") ? 1 : 0;
        if (replies == FILES.size()) {
          return;
        }
      }
      throw new IllegalStateException("application must not end after " + replies + " replies");
    }
  }

  private static void requireCallbacks(Us3Emulator us3) {
    int callbacks = us3.callbacks().size();
    System.out.println(callbacks + " callbacks sent");
    if (callbacks != FILES.size()) {
      throw new IllegalStateException("callbacks must be " + FILES.size() + ": " + callbacks);
    }
  }
}
