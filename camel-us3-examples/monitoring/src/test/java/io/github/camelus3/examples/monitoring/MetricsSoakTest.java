package io.github.camelus3.examples.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scrapes an application of Camel Main while it uploads, and compares with the server's log. */
@Timeout(120)
class MetricsSoakTest {
  private static final int PART = 1 << 16;
  private static final int UPLOADS = 200;
  private static final int THREADS = 3;
  private static final int SCRAPES = 8;
  private final int port = FreePort.find();
  private final int management = FreePort.find();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> outputs = new ArrayList<>();
  private final Semaphore finished = new Semaphore(0); // uploads
  private final CountDownLatch scraped = new CountDownLatch(SCRAPES);
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @Test
  void scrapesWhileItUploadsEndWithTheFiguresOfTheServersLog() throws Exception {
    try (Us3Emulator us3 = emulator()) {
      Main main = MetricsPageTest.application(us3, port, management);
      main.addInitialProperty("camel.component.us3.maxRetries", "1");
      main.addInitialProperty("camel.component.us3.retryDelay", "1");
      main.start();
      try {
        CompletableFuture<List<Exchange>> uploads = upload(main);

        List<Scrape> scrapes = new ArrayList<>(List.of(scrape()));
        for (int i = 0; i < SCRAPES; i++) {
          assertThat(finished.tryAcquire(UPLOADS / 10, 1, TimeUnit.MINUTES)).isTrue();
          Scrape next = scrape();
          next.assertFollows(scrapes.get(i));
          assertThat(next.count("us3_uploads_seconds_count")).isBetween(1L, UPLOADS - 1L);
          scrapes.add(next);
          scraped.countDown();
        }

        List<Exchange> done = uploads.get(1, TimeUnit.MINUTES);
        Scrape last = scrape();
        last.assertFollows(scrapes.get(SCRAPES));
        assertIsThatOf(us3, done, last);
        if (Boolean.getBoolean("us3.docs.write")) {
          MetricsPicture.write(last);
        }
        assertThat(outputs)
            .hasSize(3 * (SCRAPES + 2))
            .noneMatch(text -> text.contains("private-key") || text.contains("public-key"))
            .noneMatch(text -> text.contains("callback secret"))
            .noneMatch(text -> text.contains(CallbackTokens.PARAMETER + '='))
            .noneMatch(text -> text.contains("callbackBody") || text.contains("Authorization"));
      } finally {
        main.stop();
      }
    }
  }

  private static Us3Emulator emulator() {
    Fault[] faults =
        Stream.of(Us3Api.PUT_FILE, Us3Api.UPLOAD_PART)
            .flatMap(
                api ->
                    Stream.of(Fault.internalError(), Fault.throttled(), Fault.dropBeforeBody())
                        .map(fault -> fault.on(api)))
            .toArray(Fault[]::new);
    return Us3Emulator.builder()
        .bucket("photos")
        .credentials("my-public-key", "my-private-key")
        .blockSize(PART)
        .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
        .randomFaults(0.15, 14, faults)
        .start();
  }

  /** Uploads on several threads. The last tenth waits until the metrics were scraped. */
  private CompletableFuture<List<Exchange>> upload(Main main) {
    ProducerTemplate template = main.getCamelContext().createProducerTemplate();
    List<CompletableFuture<List<Exchange>>> parts =
        IntStream.range(0, THREADS)
            .mapToObj(
                thread -> CompletableFuture.supplyAsync(() -> upload(template, thread), threads))
            .toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> parts.stream().map(CompletableFuture::join).flatMap(List::stream).toList());
  }

  private List<Exchange> upload(ProducerTemplate template, int thread) {
    List<Exchange> done = new ArrayList<>();
    for (int i = thread; i < UPLOADS; i += THREADS) {
      if (i >= UPLOADS * 9 / 10) {
        awaitScrapes();
      }
      String key = "private/report-" + i;
      String mode = i % 2 == 0 ? "put" : "asyncMput";
      byte[] body = new byte[1 + i * 997 % (3 * PART)];
      done.add(
          template.request(
              "direct:upload",
              exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().setHeader(Us3Constants.KEY, key);
                exchange.getMessage().setHeader(Us3Constants.MODE, mode);
              }));
      finished.release();
    }
    return done;
  }

  private void awaitScrapes() {
    try {
      assertThat(scraped.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the metrics, and the console as text and JSON. */
  private Scrape scrape() throws Exception {
    outputs.add(get("/q/dev/us3", "text/plain"));
    outputs.add(get("/q/dev/us3", "application/json"));
    String page = get("/observe/metrics", "*/*");
    outputs.add(page);
    assertThat(page).doesNotContain("report-");
    return Scrape.of(page);
  }

  private String get(String path, String type) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management + path);
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri).header("Accept", type).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static void assertIsThatOf(Us3Emulator us3, List<Exchange> uploads, Scrape last) {
    assertThat(last.counts("us3_uploads_seconds_count", "outcome", "exception"))
        .isEqualTo(counts(uploads.stream(), MetricsSoakTest::outcome))
        .hasSizeGreaterThan(1);
    List<ReceivedRequest> parts = requests(us3, Us3Api.UPLOAD_PART);
    List<ReceivedRequest> puts = requests(us3, Us3Api.PUT_FILE);
    assertThat(last.counts("us3_requests_retried_total", "operation", "reason"))
        .isEqualTo(
            counts(
                Stream.concat(retried(parts).stream(), retried(puts).stream()),
                MetricsSoakTest::reason))
        .hasSizeGreaterThan(2);
    assertThat(last.count("us3_parts_resent_total")).isEqualTo(retried(parts).size());
    assertThat(last.count("us3_parts_seconds_count"))
        .isEqualTo(parts.stream().filter(MetricsSoakTest::isStored).count());
    assertThat(last.count("us3_sent_bytes_total"))
        .isEqualTo(
            Stream.concat(parts.stream(), puts.stream())
                .filter(MetricsSoakTest::isStored)
                .mapToLong(r -> Long.parseLong(r.header("Content-Length").orElseThrow()))
                .sum());
    long sent = us3.callbacks().size();
    assertThat(us3.callbacks()).allMatch(callback -> callback.status() == 200);
    assertThat(last.counts("us3_callbacks_seconds_count", "outcome"))
        .isEqualTo(Map.of("accepted", sent));
    assertThat(last.counts("us3_webhook_callbacks_total", "verdict", "status"))
        .isEqualTo(Map.of("accepted 200", sent));
    assertThat(sent).isEqualTo(us3.keys("photos").size());
  }

  private static List<ReceivedRequest> requests(Us3Emulator us3, Us3Api api) {
    return us3.requests().stream().filter(request -> request.api() == api).toList();
  }

  private static boolean isStored(ReceivedRequest request) {
    return request.status() == 200;
  }

  /** The requests that another attempt has followed. */
  private static List<ReceivedRequest> retried(List<ReceivedRequest> requests) {
    return requests.stream()
        .collect(
            Collectors.groupingBy(
                request -> request.key() + ' ' + request.queryParameter("partNumber").orElse(""),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .flatMap(attempts -> attempts.subList(0, attempts.size() - 1).stream())
        .toList();
  }

  private static String reason(ReceivedRequest attempt) {
    String operation = attempt.api() == Us3Api.PUT_FILE ? "PutFile " : "UploadPart ";
    return operation + (attempt.status() == 0 ? "Us3TransportException" : attempt.status());
  }

  private static String outcome(Exchange upload) {
    Exception failure = upload.getException();
    return failure == null ? "success none" : "failure " + failure.getClass().getSimpleName();
  }

  private static <T> Map<String, Long> counts(Stream<T> values, Function<T, String> name) {
    return values.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }
}
