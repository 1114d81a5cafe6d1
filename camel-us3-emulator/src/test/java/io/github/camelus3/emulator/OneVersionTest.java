package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers and writers of one key at the same time: whatever is read is one version, whole. */
@Timeout(900)
class OneVersionTest {
  private static final int WRITERS = 2;
  private static final int READERS = 4;
  private static final int GETS = 5000;
  private static final int VERSIONS = 16;
  private static final byte[] NONE = {};

  private final AtomicBoolean writing = new AtomicBoolean(true);
  private final Map<String, byte[]> byETag = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  @BeforeEach
  void putVersions() {
    IntStream.range(0, VERSIONS).forEach(this::put);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  /** From 1 byte to about 300 KB, all the same byte. */
  private static byte[] version(int number) {
    byte[] bytes = new byte[1 + number * 20_011];
    Arrays.fill(bytes, (byte) (number + 1));
    return bytes;
  }

  private void put(int number) {
    byte[] bytes = version(number);
    byETag.put(eTag(client.put("k", bytes)), bytes);
  }

  private Future<Void> write(int writer) {
    return threads.submit(
        () -> {
          for (int n = writer; writing.get(); n++) {
            put(n % VERSIONS);
          }
          return null;
        });
  }

  private void race(Callable<Void> reading) throws Exception {
    Future<?>[] writers =
        IntStream.range(0, WRITERS).mapToObj(this::write).toArray(Future<?>[]::new);
    Future<?>[] readers =
        IntStream.range(0, READERS)
            .mapToObj(n -> threads.submit(reading))
            .toArray(Future<?>[]::new);
    for (Future<?> reader : readers) {
      reader.get();
    }
    writing.set(false);
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  @Test
  void everyBodyIsOneWholeVersion() throws Exception {
    AtomicInteger gets = new AtomicInteger();

    race(
        () -> {
          for (int n = gets.getAndIncrement(); n < GETS; n = gets.getAndIncrement()) {
            if (n % 2 == 0) {
              checkWhole(client.get("k"));
            } else {
              checkRange(n % 3 == 0 ? 0 : n);
            }
          }
          return null;
        });

    assertThat(gets.get()).isGreaterThanOrEqualTo(GETS);
  }

  private void checkWhole(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(byETag.get(eTag(response)));
  }

  /** A range may lie behind a short version; then the response contains its length. */
  private void checkRange(int first) {
    HttpResponse<byte[]> response =
        client.send(
            client
                .request("GET", "k", "", NONE)
                .header("Range", "bytes=" + first + "-" + (first + 70_000)));

    String contentRange = response.headers().firstValue("Content-Range").orElseThrow();
    int size = Integer.parseInt(contentRange.substring(contentRange.indexOf('/') + 1));
    if (response.statusCode() == 416) {
      assertThat(first).isGreaterThanOrEqualTo(size);
      return;
    }
    assertThat(response.statusCode()).isEqualTo(206);
    byte[] whole = byETag.get(eTag(response));
    assertThat(size).isEqualTo(whole.length);
    assertThat(response.body()).isEqualTo(slice(whole, first, 70_001));
  }

  @Test
  void everyHeadIsOfOneVersion() throws Exception {
    race(
        () -> {
          for (int n = 0; n < 200; n++) {
            HttpResponse<byte[]> head = client.send(client.request("HEAD", "k", "", NONE));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length"))
                .hasValue(byETag.get(eTag(head)).length);
          }
          return null;
        });
  }

  @Test
  void everyCopyIsOneWholeVersion() throws Exception {
    AtomicInteger copies = new AtomicInteger();

    race(
        () -> {
          for (int n = 0; n < 50; n++) {
            String key = "copy-" + copies.getAndIncrement();
            HttpResponse<byte[]> response =
                client.send(
                    client
                        .request("PUT", key, "", NONE)
                        .header("X-Ufile-Copy-Source", "/" + BUCKET + "/k"));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(us3.emulator().object(BUCKET, key).orElseThrow().bytes())
                .isEqualTo(byETag.get(eTag(response)));
          }
          return null;
        });
  }

  @Test
  void objectThatIsDeletedMeanwhileIsWholeOrNotThere() throws Exception {
    race(
        () -> {
          for (int n = 0; n < 200; n++) {
            client.send(client.request("DELETE", "k", "", NONE));
            HttpResponse<byte[]> response = client.get("k");
            if (response.statusCode() != 404) {
              checkWhole(response);
            }
          }
          return null;
        });
  }
}
