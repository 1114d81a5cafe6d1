package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.contender.ContenderMain;
import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import io.github.camelus3.benchmarks.worker.Task;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Runs contenders in turns against one sink. Each contender runs once per round. Not thread safe.
 *
 * @param data the folder with the folders of files
 * @param contenderOptions JVM options besides the heap; {@code {name}} becomes row and contender
 */
record Arena(
    ClassPaths classPaths, SinkProcess sink, Path data, Path log, List<String> contenderOptions) {
  private static final String SDK_MAIN = "io.github.camelus3.benchmarks.sdk.JavaSdkMain";
  private static final Duration ROUND_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration HEAP_TIMEOUT = Duration.ofSeconds(30);
  private static final int[] HEAPS = {8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256};

  /**
   * The class paths of the processes.
   *
   * @param own the class path of everything but the Java SDK, with Conscrypt
   * @param sdk the class path of the Java SDK
   */
  record ClassPaths(String own, String sdk) {
    private String of(Variant variant) {
      if (variant.contender().equals("sdk")) {
        return sdk;
      }
      return variant.conscrypt() ? own : withoutConscrypt();
    }

    private String withoutConscrypt() {
      return Arrays.stream(own.split(File.pathSeparator, -1))
          .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("conscrypt-"))
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Runs a row; without a warm-up, each round in new processes. */
  List<Measurement> run(Row row) throws IOException {
    return row.warmUps() == 0 ? runAnew(row) : runOn(row);
  }

  private List<Measurement> runAnew(Row row) throws IOException {
    List<Measurement> rounds = new ArrayList<>();
    for (int round = 0; round < row.rounds(); round++) {
      rounds.addAll(runOn(row.withHeap(row.heapMegabytes(), 0, 1)));
    }
    return row.variants().stream()
        .map(
            variant ->
                Measurement.of(row, rounds.stream().filter(m -> m.variant() == variant).toList()))
        .toList();
  }

  /** Runs all rounds in the same processes. */
  private List<Measurement> runOn(Row row) throws IOException {
    sink.latencyMillis(row.latencyMillis());
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (Variant variant : row.variants()) {
        contestants.add(start(row, variant, ROUND_TIMEOUT));
      }
      for (Contestant contestant : contestants) {
        contestant.awaitReady();
      }
      for (int round = 0; round < row.warmUps() + row.rounds(); round++) {
        for (Contestant contestant : contestants) {
          contestant.round();
        }
      }
      return contestants.stream().map(Contestant::measurement).toList();
    } finally {
      for (Contestant contestant : contestants) {
        contestant.close();
      }
    }
  }

  /** The smallest heap in MiB with which a contender completes a row; 0 if none is enough. */
  int smallestHeap(Row row, Variant variant) throws IOException {
    sink.latencyMillis(row.latencyMillis());
    for (int megabytes : HEAPS) {
      Row small = row.withHeap(megabytes, 0, 2);
      try (Contestant contestant = start(small, variant, HEAP_TIMEOUT)) {
        contestant.awaitReady();
        contestant.round();
        contestant.round();
        if (contestant.measurement().succeeded()) {
          return megabytes;
        }
      }
    }
    return 0;
  }

  private Contestant start(Row row, Variant variant, Duration timeout) throws IOException {
    Task task =
        new Task(
            sink.endpoint(row.https()),
            data.resolve(row.uploads().folder()),
            row.uploads().mode(),
            row.jobs(),
            variant.verifyETag(),
            variant.sendMd5());
    boolean sdk = variant.contender().equals("sdk");
    List<String> command = new ArrayList<>();
    command.add(sdk ? SDK_MAIN : ContenderMain.class.getName());
    if (!sdk) {
      command.add(variant.contender());
    }
    command.addAll(task.toArguments());
    String name = row.id() + '-' + variant.name().toLowerCase(Locale.ROOT);
    List<String> options = new ArrayList<>();
    contenderOptions.forEach(option -> options.add(option.replace("{name}", name)));
    if (row.https()) {
      options.addAll(sink.trustOptions());
    }
    options.add("-Xmx" + row.heapMegabytes() + "m");
    options.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    ChildProcess process = ChildProcess.start(classPaths.of(variant), options, command, log);
    return new Contestant(row, variant, process, sink, timeout);
  }
}
