package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestListenerTest {
  private static final RetryOptions ONE_RETRY =
      new RetryOptions(1, Duration.ofMillis(1), Duration.ofMillis(1));

  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<RequestAttempt> attempts = new CopyOnWriteArrayList<>();

  private final RequestListener recorder =
      new RequestListener() {
        @Override
        public void begun(RequestAttempt attempt) {
          events.add("begun " + attempt.operation() + ' ' + attempt.number());
          attempts.add(attempt);
        }

        @Override
        public void ended(RequestAttempt attempt, IOException failure) {
          events.add("ended " + (failure == null ? "" : failure.getClass().getSimpleName()));
        }

        @Override
        public void retried(RequestAttempt attempt, Us3Exception reason) {
          events.add("retried " + attempt.number());
        }

        @Override
        public void recovered(RequestAttempt attempt) {
          events.add("recovered " + attempt.number());
        }
      };

  private static PutObjectRequest hello(String policy) {
    ObjectSource source = ObjectSource.bytes(new byte[5000]);
    return PutObjectRequest.of(BUCKET, "k", "text/plain", source).withPolicy(policy);
  }

  @Test
  void aSuccessIsToldWithBytesAndTimes() throws IOException {
    US3.client().scoped(recorder).putObject(hello(null));

    assertThat(events).containsExactly("begun PutFile 1", "ended ");
    RequestAttempt put = attempts.get(0);
    assertThat(put.bucket()).isEqualTo(BUCKET);
    assertThat(put.key()).isEqualTo("k");
    assertThat(put.bodyBytes()).isEqualTo(5000);
    assertThat(put.partNumber()).isEqualTo(-1);
    assertThat(put.isWithPolicy()).isFalse();
    assertThat(put.responseTime()).isPositive().isLessThanOrEqualTo(put.duration());
  }

  /** These bodies bypass the HTTP library on their way to the socket. */
  @Test
  void theResponseTimeIsKnownForLargeBodiesToo() throws IOException {
    ObjectSource large = ObjectSource.bytes(new byte[3 << 20]);

    US3.client().scoped(recorder).putObject(PutObjectRequest.of(BUCKET, "k", "text/plain", large));

    assertThat(attempts.get(0).responseTime()).isPositive().isLessThan(attempts.get(0).duration());
  }

  @ParameterizedTest
  @ValueSource(ints = {5000, 3 << 20}) // through the HTTP library, and past it
  void sentBytesAreThoseOfTheAttempt(int length) throws IOException {
    List<Long> sent = new CopyOnWriteArrayList<>();
    RequestListener counter =
        new RequestListener() {
          @Override
          public void begun(RequestAttempt attempt) {
            sent.add(attempt.sentBytes());
          }

          @Override
          public void ended(RequestAttempt attempt, IOException failure) {
            sent.add(attempt.sentBytes());
          }
        };
    US3.emulator().inject(Fault.internalError().on(Us3Api.PUT_FILE));
    ObjectSource source = ObjectSource.bytes(new byte[length]);
    try (Us3Client client = US3.builder().retries(ONE_RETRY).requestListener(counter).build()) {
      client.putObject(PutObjectRequest.of(BUCKET, "k", "text/plain", source));
    }

    assertThat(sent).containsExactly(0L, (long) length, 0L, (long) length);
  }

  @Test
  void sentBytesGrowWhileTheBodyIsSent() throws IOException {
    int length = 3 << 20;
    List<Long> sent = new ArrayList<>();
    InputStream watched =
        new ByteArrayInputStream(new byte[length]) {
          @Override
          public synchronized int read(byte[] target, int offset, int count) {
            sent.add(attempts.isEmpty() ? 0 : attempts.get(0).sentBytes());
            return super.read(target, offset, count);
          }
        };

    US3.client()
        .scoped(recorder)
        .putObject(
            PutObjectRequest.of(BUCKET, "k", "text/plain", ObjectSource.stream(watched, length)));

    assertThat(sent).isSorted().hasSizeGreaterThan(10).startsWith(0L);
    assertThat(sent.get(sent.size() / 2)).isBetween(1L << 20, 2L << 20);
  }

  @Test
  void partsHaveTheirNumbers() throws IOException {
    Us3Client client = US3.client().scoped(recorder);
    MultipartUpload upload =
        client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.ofMimeType("text/plain"));

    client.uploadPart(upload, 7, ObjectSource.bytes(new byte[9]), IntegrityOptions.DEFAULT);

    assertThat(attempts).extracting(RequestAttempt::partNumber).containsExactly(-1, 7);
    US3.client().abortMultipartUpload(BUCKET, "k", upload.uploadId());
  }

  @Test
  void aRetryIsToldBetweenItsAttempts() throws IOException {
    US3.emulator().inject(Fault.internalError().times(1));
    try (Us3Client client = US3.builder().retries(ONE_RETRY).requestListener(recorder).build()) {
      client.headObject(BUCKET, US3.emulator().putObject(BUCKET, "k", new byte[1], "t/t").key());
    }

    assertThat(events)
        .containsExactly(
            "begun HeadFile 1",
            "ended Us3ServiceException",
            "retried 1",
            "begun HeadFile 2",
            "ended ");
  }

  /** The service has deleted the object, so the second attempt does not find it. */
  @Test
  void aRequestThatWasExecutedIsRecovered() throws IOException {
    US3.emulator().putObject(BUCKET, "k", new byte[1], "text/plain");
    US3.emulator().inject(Fault.loseAnswer().on(Us3Api.DELETE_FILE).times(1));
    try (Us3Client client = US3.builder().retries(ONE_RETRY).build()) {
      client.scoped(recorder).deleteObject(BUCKET, "k");
    }

    assertThat(events)
        .containsExactly(
            "begun DeleteFile 1",
            "ended Us3TransportException",
            "retried 1",
            "begun DeleteFile 2",
            "ended Us3ObjectNotFoundException",
            "recovered 2");
  }

  @Test
  void aListenerThatThrowsFailsNoRequest() throws IOException {
    RequestListener broken =
        new RequestListener() {
          @Override
          public void begun(RequestAttempt attempt) {
            throw new IllegalStateException("broken listener");
          }

          @Override
          public void ended(RequestAttempt attempt, IOException failure) {
            throw new IllegalStateException("broken listener");
          }
        };

    US3.client().scoped(broken).scoped(recorder).putObject(hello(null));

    assertThat(events).containsExactly("begun PutFile 1", "ended ");
  }

  @Test
  void closingAScopeWithListenerLeavesTheClientOpen() throws IOException {
    Us3Client scope = US3.client().scoped(recorder);
    scope.close();

    assertThatThrownBy(() -> scope.putObject(hello(null)))
        .isInstanceOf(Us3TransportException.class);
    assertThat(US3.client().putObject(hello(null)).key()).isEqualTo("k");
    assertThat(events).containsExactly("begun PutFile 1", "ended Us3TransportException");
  }

  @Test
  void connectionsAreCounted() throws IOException {
    US3.client().putObject(hello(null));

    assertThat(US3.client().scoped().connections()).isEqualTo(new Us3Connections(1, 1));
  }
}
