package io.github.camelus3.client.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Links;
import io.github.camelus3.client.Us3ServiceException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * For the recorded arguments, our client sends the recorded requests of the Go SDK: the same
 * method, key, query, headers, signature and bytes. {@link Differences} lists the exceptions.
 */
class RecordedTrafficTest {
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "PostFile", "a form is what browsers send",
          "PutFileWithIopString", "our client knows no image processing",
          "DownloadFileWithIopString", "our client knows no image processing");
  private static final Set<String> LINKS =
      Set.of("GetPrivateURL", "GenPresignedURL", "DownloadFile");

  /** Signed in the one recorded link to upload with, whose inputs leave it out. */
  private static final String TYPE_OF_UPLOAD_LINK = "text/plain";

  private static final Pattern EXPIRES = Pattern.compile("[?&]Expires=([0-9]+)");
  private static final Duration VALIDITY = Duration.ofMinutes(10);

  @TempDir Path folder;

  private static Stream<RecordedCase> compared() throws IOException {
    return RecordedCase.all().stream().filter(one -> !NOT_OURS.containsKey(one.op()));
  }

  @Test
  void fiveCasesAreLeftOutBecauseTheirCallIsNotOurs() throws IOException {
    assertThat(compared()).hasSize(284);
    assertThat(RecordedCase.all())
        .filteredOn(one -> NOT_OURS.containsKey(one.op()))
        .hasSize(5)
        .extracting(RecordedCase::op)
        .hasSameElementsAs(NOT_OURS.keySet());
  }

  @TestFactory
  Stream<DynamicTest> ourClientSendsWhatTheGoSdkSent() throws IOException {
    Differences differences = new Differences(RecordedCase.all());
    return compared()
        .map(
            recorded ->
                dynamicTest(
                    recorded.name(),
                    LINKS.contains(recorded.op())
                        ? () -> compareLink(recorded)
                        : () -> compare(recorded, differences.expected(recorded))));
  }

  private void compare(RecordedCase recorded, List<SentRequest> expected) throws IOException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (RecordedService service = RecordedService.of(recorded);
        Us3Client client = service.client()) {
      boolean refused = false;
      try {
        new OurCalls(recorded, client, threads, folder).run();
      } catch (Us3ServiceException e) {
        refused = true;
      }

      assertThat(lines(Differences.sent(recorded, service.requests()))).isEqualTo(lines(expected));
      assertThat(refused).isEqualTo(service.hasRefused() || hasNoReply(recorded));
    } finally {
      threads.shutdownNow();
    }
  }

  /** An empty policy causes no callback, so a PUT has no reply. */
  private static boolean hasNoReply(RecordedCase recorded) {
    return recorded.op().equals("PutFileWithPolicy") && recorded.input("policy").isEmpty();
  }

  private static String lines(List<SentRequest> requests) {
    return requests.stream().map(SentRequest::toString).collect(Collectors.joining("\n"));
  }

  /** The SDK returns or uses a URL; our clock is set to yield the same expiry. */
  private static void compareLink(RecordedCase recorded) {
    String target =
        recorded
            .json()
            .at(recorded.op().equals("GenPresignedURL") ? "/result/url" : "/requests/0/target")
            .asText()
            .replace("http://127.0.0.1:PORT", "");
    Matcher expires = EXPIRES.matcher(target);
    assertThat(expires.find()).isTrue();
    Instant made = Instant.ofEpochSecond(Long.parseLong(expires.group(1))).minus(VALIDITY);
    Us3Links links =
        Clients.links(ServiceHost.ofEndpoint("http://127.0.0.1"), recorded.credentials(), made);
    boolean upload = recorded.input("method").equals("PUT");
    String bucket = recorded.input("bucket");
    String key = recorded.input("key");

    URI link =
        upload
            ? links.upload(bucket, key, VALIDITY, TYPE_OF_UPLOAD_LINK, null)
            : links.download(bucket, key, VALIDITY, null);

    String own = link.toString().replace("http://127.0.0.1", "");
    assertThat(asRequest(own)).isEqualTo(asRequest(target));
  }

  private static SentRequest asRequest(String target) {
    return SentRequest.of("", target, Map.of(), 0, "", "");
  }
}
