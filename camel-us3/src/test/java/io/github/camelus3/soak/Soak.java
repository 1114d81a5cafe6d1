package io.github.camelus3.soak;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Uploads in every mode through a route while the service fails at random. Then checks that every
 * result matches the stored objects and that nothing is left behind. The program needs a JVM and a
 * temporary folder ({@code java.io.tmpdir}) of its own. The status is 0 if everything is proven, 1
 * if not.
 */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = "Uploads through a route while faults happen, then proves the results.")
final class Soak implements Callable<Integer> {
  private static final int REPORT_EVERY = 1000;
  private static final int RECORD_EVERY = 50;

  @Option(names = "--files", defaultValue = "300", description = "Number of uploads.")
  private int files;

  @Option(
      names = "--fault-rate",
      defaultValue = "0.1",
      description = "Faults per request: 0 to 0.5.")
  private double faultRate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed makes the same uploads.")
  private long seed;

  @Option(names = "--concurrency", defaultValue = "8", description = "Concurrent uploads: 1 to 64.")
  private int concurrency;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Soak()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (files < 1 || !(faultRate >= 0 && faultRate <= 0.5) || concurrency < 1 || concurrency > 64) {
      throw new IllegalArgumentException("an option is out of range, see --help");
    }
    long begin = System.nanoTime();
    Path temporary = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    List<String> before = listing(temporary);
    List<String> failed = run(Files.createDirectories(temporary.resolve("soak")), begin);
    List<String> left = new ArrayList<>(listing(temporary));
    left.removeAll(before);
    if (!left.isEmpty()) {
      failed.add("files left: " + left);
    }
    List<String> threads = threadsLeft();
    if (!threads.isEmpty()) {
      failed.add("threads left: " + threads);
    }
    failed.forEach(claim -> System.out.println("NOT PROVEN: " + claim));
    System.out.printf("%n%s%n", failed.isEmpty() ? "all proven" : failed.size() + " not proven");
    return failed.isEmpty() ? 0 : 1;
  }

  /** Returns the claims that are not proven. */
  private List<String> run(Path folder, long begin) throws Exception {
    Path states = Files.createDirectories(folder.resolve("states"));
    Path outbox = Files.createDirectories(folder.resolve("outbox"));
    try (Us3Emulator us3 = emulator();
        SoakCallbacks callbacks = new SoakCallbacks()) {
      SoakTraffic traffic = new SoakTraffic(us3);
      SoakProofs proofs = new SoakProofs(us3, callbacks);
      SoakReport report = new SoakReport(System.out);
      List<SoakOutcome> outcomes;
      int unfinished;
      int swept;
      try (CamelContext camel = camel(us3, states);
          ProducerTemplate template = camel.createProducerTemplate()) {
        SoakUploads uploads = new SoakUploads(template, callbacks, outbox);
        outcomes = uploadAll(uploads, traffic);
        unfinished = proofs.checkUnfinished(outcomes);
        swept = uploads.sweep();
      }
      traffic.record();
      proofs.checkConnections();
      proofs.checkSwept();
      outcomes.forEach(proofs::check);
      report.uploads(outcomes);
      report.failures(outcomes);
      report.faults(us3.faultsHappened());
      report.line(traffic.toString());
      report.line(callbacks.calls() + " callbacks arrived");
      report.line(
          unfinished + " uploads were initiated without a response; the sweep aborted " + swept);
      report.line(megabytesAndSeconds(outcomes, begin));
      proofs.requireEmpty(listing(states), "states of uploads");
      Files.delete(states);
      proofs.requireEmpty(listing(outbox), "files of uploads");
      Files.delete(outbox);
      Files.delete(folder);
      return proofs.failed();
    }
  }

  private Us3Emulator emulator() {
    return Us3Emulator.builder()
        .bucket(SoakRoutes.BUCKET)
        .credentials("PUB", "PRIV")
        .blockSize(SoakUpload.PART)
        .callbackTimeout(SoakFaults.CALLBACK_TIMEOUT)
        .randomFaults(faultRate, seed, SoakFaults.all())
        .start();
  }

  private static CamelContext camel(Us3Emulator us3, Path states) throws Exception {
    CamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("PUB");
    options.setPrivateKey("PRIV");
    camel.addRoutes(new SoakRoutes(states));
    camel.start();
    return camel;
  }

  private List<SoakOutcome> uploadAll(SoakUploads uploads, SoakTraffic traffic)
      throws InterruptedException, ExecutionException {
    ExecutorService senders = Executors.newFixedThreadPool(concurrency);
    try {
      List<Future<SoakOutcome>> running =
          IntStream.range(0, files)
              .mapToObj(number -> SoakUpload.of(seed, number))
              .map(upload -> senders.submit(() -> uploads.make(upload)))
              .toList();
      List<SoakOutcome> outcomes = new ArrayList<>();
      for (Future<SoakOutcome> upload : running) {
        outcomes.add(upload.get());
        if (outcomes.size() % RECORD_EVERY == 0) {
          traffic.record();
        }
        if (outcomes.size() % REPORT_EVERY == 0) {
          System.out.println(outcomes.size() + " of " + files + " uploads have ended");
        }
      }
      return outcomes;
    } finally {
      senders.shutdownNow();
    }
  }

  private static String megabytesAndSeconds(List<SoakOutcome> outcomes, long begin) {
    long bytes = outcomes.stream().mapToLong(outcome -> outcome.upload().size()).sum();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    return String.format("%.1f MB in %.1f s", bytes / 1e6, millis / 1e3);
  }

  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** The names of threads of the component and its client that do not end. */
  private static List<String> threadsLeft() throws InterruptedException {
    List<String> left = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().matches(".*Us3.*|Camel .*|OkHttp http.*|pool-.*")) {
        thread.join(5000);
        if (thread.isAlive()) {
          left.add(thread.getName());
        }
      }
    }
    left.sort(Comparator.naturalOrder());
    return left;
  }
}
