package io.github.camelus3.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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

/**
 * Uploads with random faults while an application is scraped, and compares its metrics with the log
 * of the server. The application must have {@code maxRetries=1}, {@code retryDelay=1} and a webhook
 * for the callbacks.
 */
public final class ScrapedSoak implements AutoCloseable {
  /** How often an application is scraped. */
  public static final int SCRAPES = 10;

  private static final int DURING_UPLOADS = SCRAPES - 2;
  private static final int PART = 1 << 16;
  private static final int UPLOADS = 200;

  private final Us3Emulator us3;
  private final ProducerTemplate template;
  private final String uri;
  private final int callers;
  private final ExecutorService threads;
  private final Semaphore finished = new Semaphore(0); // uploads
  private final CountDownLatch scraped = new CountDownLatch(DURING_UPLOADS);

  /**
   * Uploads from several threads.
   *
   * @param uri uploads with a policy
   */
  public ScrapedSoak(Us3Emulator us3, ProducerTemplate template, String uri, int callers) {
    this.us3 = us3;
    this.template = template;
    this.uri = uri;
    this.callers = callers;
    threads = Executors.newFixedThreadPool(callers);
  }

  /** A server that breaks about one upload request in seven, and both attempts of one upload. */
  public static Us3Emulator emulator() {
    Fault[] faults =
        Stream.of(Us3Api.PUT_FILE, Us3Api.UPLOAD_PART)
            .flatMap(
                api ->
                    Stream.of(Fault.internalError(), Fault.throttled(), Fault.dropBeforeBody())
                        .map(fault -> fault.on(api)))
            .toArray(Fault[]::new);
    Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("my-public-key", "my-private-key")
            .blockSize(PART)
            .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
            .randomFaults(0.15, 14, faults)
            .start();
    us3.inject(Fault.internalError().on(Us3Api.PUT_FILE).key(key(0)).times(2));
    us3.inject(Fault.dropBeforeBody().on(Us3Api.PUT_FILE).key(key(2)));
    us3.inject(Fault.throttled().on(Us3Api.UPLOAD_PART).key(key(1)));
    return us3;
  }

  private static String key(int upload) {
    return "private/report-" + upload;
  }

  /**
   * Uploads and scrapes.
   *
   * @return the last scrape
   */
  public Scrape run(Callable<Scrape> scraper) throws Exception {
    CompletableFuture<List<Exchange>> uploads = upload();
    Scrape last = scraper.call();
    for (int i = 0; i < DURING_UPLOADS; i++) {
      assertThat(finished.tryAcquire(UPLOADS / 10, 1, TimeUnit.MINUTES)).isTrue();
      last = following(last, scraper);
      assertThat(last.count("us3_uploads_seconds_count")).isBetween(1L, UPLOADS - 1L);
      scraped.countDown();
    }
    List<Exchange> done = uploads.get(1, TimeUnit.MINUTES);
    last = following(last, scraper);
    assertIsThatOfTheServer(done, last);
    return last;
  }

  private static Scrape following(Scrape earlier, Callable<Scrape> scraper) throws Exception {
    Scrape next = scraper.call();
    next.assertFollows(earlier);
    return next;
  }

  private CompletableFuture<List<Exchange>> upload() {
    List<CompletableFuture<List<Exchange>>> shares =
        IntStream.range(0, callers)
            .mapToObj(caller -> CompletableFuture.supplyAsync(() -> upload(caller), threads))
            .toList();
    return CompletableFuture.allOf(shares.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> shares.stream().map(CompletableFuture::join).flatMap(List::stream).toList());
  }

  /** Uploads the share of a caller. The last tenth waits until the metrics were scraped. */
  private List<Exchange> upload(int caller) {
    List<Exchange> done = new ArrayList<>();
    for (int i = caller; i < UPLOADS; i += callers) {
      if (i >= UPLOADS * 9 / 10) {
        awaitScrapes();
      }
      String key = key(i);
      String mode = i % 2 == 0 ? "put" : "asyncMput";
      byte[] body = new byte[1 + i * 997 % (3 * PART)];
      done.add(
          template.request(
              uri,
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
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void assertIsThatOfTheServer(List<Exchange> uploads, Scrape last) {
    assertThat(last.counts("us3_uploads_seconds_count", "outcome", "exception"))
        .isEqualTo(counts(uploads.stream(), ScrapedSoak::outcome))
        .hasSizeGreaterThan(1);
    List<ReceivedRequest> parts = requests(Us3Api.UPLOAD_PART);
    List<ReceivedRequest> puts = requests(Us3Api.PUT_FILE);
    assertThat(last.counts("us3_requests_retried_total", "operation", "reason"))
        .isEqualTo(
            counts(
                Stream.concat(retried(parts).stream(), retried(puts).stream()),
                ScrapedSoak::reason))
        .hasSizeGreaterThan(2);
    assertThat(last.count("us3_parts_resent_total")).isEqualTo(retried(parts).size());
    assertThat(last.count("us3_parts_seconds_count"))
        .isEqualTo(parts.stream().filter(ScrapedSoak::isStored).count());
    assertThat(last.count("us3_sent_bytes_total"))
        .isEqualTo(
            Stream.concat(parts.stream(), puts.stream())
                .filter(ScrapedSoak::isStored)
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

  private List<ReceivedRequest> requests(Us3Api api) {
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

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
