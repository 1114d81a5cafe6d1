package io.github.camelus3.examples.springboot;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application with the properties of {@code docs/metrics.md}. It is scraped while it
 * uploads, and the figures are compared with the server's log.
 */
@Timeout(120)
class MetricsPageTest {
  private static final Path PAGE = Path.of("../../docs/metrics.md");
  private static final int PART = 1 << 16;
  private static final int UPLOADS = 200;
  private static final int SCRAPES = 8;

  @TempDir Path folder;
  private final int port = FreePort.find();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> outputs = new ArrayList<>();
  private final Semaphore finished = new Semaphore(0); // uploads
  private final CountDownLatch scraped = new CountDownLatch(SCRAPES);
  private String section;

  @BeforeEach
  void readPage() throws Exception {
    Matcher found =
        Pattern.compile("\\*\\*Spring Boot\\.\\*\\*(.*?\n```properties\n.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(found.find()).isTrue();
    section = found.group(1);
  }

  @Test
  void theExampleHasTheDependenciesOfThePage() throws Exception {
    List<String> artifacts =
        Pattern.compile("`[a-z.]+:([a-z-]+)`")
            .matcher(section.substring(0, section.indexOf("```")))
            .results()
            .map((MatchResult dependency) -> dependency.group(1))
            .toList();

    assertThat(artifacts)
        .hasSize(2)
        .allSatisfy(
            artifact ->
                assertThat(Path.of("pom.xml"))
                    .content()
                    .contains("<artifactId>" + artifact + "</artifactId>"));
  }

  @Test
  void scrapesWhileItUploadsEndWithTheFiguresOfTheServersLog() throws Exception {
    Files.writeString(
        folder.resolve("application.properties"), section.substring(section.indexOf("```") + 14));
    try (Us3Emulator us3 = emulator();
        ConfigurableApplicationContext application = run(us3)) {
      ProducerTemplate template = application.getBean(ProducerTemplate.class);
      CompletableFuture<List<Exchange>> uploads =
          CompletableFuture.supplyAsync(() -> upload(template));

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
      outputs.add(get("/actuator/metrics/us3.uploads"));
      outputs.add(get("/actuator/metrics/us3.webhook.callbacks"));
      assertThat(outputs)
          .hasSize(SCRAPES + 4)
          .allMatch(text -> text.contains("us3"))
          .noneMatch(text -> text.contains("private-key") || text.contains("public-key"))
          .noneMatch(text -> text.contains("callback secret") || text.contains("report-"))
          .noneMatch(text -> text.contains(CallbackTokens.PARAMETER + '='));
    }
  }

  private ConfigurableApplicationContext run(Us3Emulator us3) {
    return SpringApplication.run(
        UploadApplication.class,
        "--spring.config.location=" + folder.toUri(),
        "--server.address=127.0.0.1",
        "--server.port=" + port,
        "--camel.component.us3.endpoint=" + us3.endpoint(),
        "--camel.component.us3.public-key=my-public-key",
        "--camel.component.us3.private-key=my-private-key",
        "--camel.component.us3.callback-secret=callback secret",
        "--camel.component.us3.max-retries=1",
        "--camel.component.us3.retry-delay=1",
        "--example.callback-url=http://127.0.0.1:" + port + "/uploaded",
        "--example.outbox=" + folder.resolve("outbox"));
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

  /** Uploads with the policy. The last tenth waits until the metrics were scraped. */
  private List<Exchange> upload(ProducerTemplate template) {
    List<Exchange> done = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      if (i == UPLOADS * 9 / 10) {
        awaitScrapes();
      }
      String key = "private/report-" + i;
      String mode = i % 2 == 0 ? "put" : "asyncMput";
      byte[] body = new byte[1 + i * 997 % (3 * PART)];
      done.add(
          template.request(
              "us3:photos?policy=#notifyWebhook",
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

  private Scrape scrape() throws Exception {
    String page = get("/actuator/prometheus");
    outputs.add(page);
    return Scrape.of(page);
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static void assertIsThatOf(Us3Emulator us3, List<Exchange> uploads, Scrape last) {
    assertThat(last.counts("us3_uploads_seconds_count", "outcome", "exception"))
        .isEqualTo(counts(uploads.stream(), MetricsPageTest::outcome))
        .hasSizeGreaterThan(1);
    List<ReceivedRequest> parts = requests(us3, Us3Api.UPLOAD_PART);
    List<ReceivedRequest> puts = requests(us3, Us3Api.PUT_FILE);
    assertThat(last.counts("us3_requests_retried_total", "operation", "reason"))
        .isEqualTo(
            counts(
                Stream.concat(retried(parts).stream(), retried(puts).stream()),
                MetricsPageTest::reason))
        .hasSizeGreaterThan(2);
    assertThat(last.count("us3_parts_resent_total")).isEqualTo(retried(parts).size());
    assertThat(last.count("us3_parts_seconds_count"))
        .isEqualTo(parts.stream().filter(MetricsPageTest::isStored).count());
    assertThat(last.count("us3_sent_bytes_total"))
        .isEqualTo(
            Stream.concat(parts.stream(), puts.stream())
                .filter(MetricsPageTest::isStored)
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
