package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.cut;
import static io.github.camelus3.client.ScriptedServer.html;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.HostileUs3;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3DuplicatePartException;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads to a service that is not our emulator and does its worst. */
@Timeout(60)
class HostileServiceTest {
  private static final int BLOCK = 4 << 20;
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";
  private static final byte[] BYTES = TestBytes.pattern(2 * BLOCK + 1);
  private static final String WRONG = "ETag: \"AQAAAH9tkLHM2wFqBpgIZJ4NMMYVKZLl\"\n";
  private static final String PAGE = "<html><h1>Bad gateway</h1></html>";

  private final HostileUs3 us3 = HostileUs3.open();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Us3Client client =
      Clients.builder(us3.endpoint())
          .retries(new RetryOptions(3, Duration.ofMillis(1), Duration.ofMillis(5)))
          .build();
  private final Us3Uploader uploader = new Us3Uploader(client, threads);

  @AfterEach
  void close() {
    client.close();
    us3.close();
    threads.shutdownNow();
  }

  private static Named<Consumer<HostileUs3>> trick(String name, Consumer<HostileUs3> trick) {
    return Named.of(name, trick);
  }

  /** Tricks on a request after which nothing is done. */
  private static Stream<Named<Consumer<HostileUs3>>> notDone(String api) {
    return Stream.of(
        trick("cut before body", us3 -> us3.cutBeforeBody(api)),
        trick("cut in body", us3 -> us3.cutInBody(api)),
        trick("cut after body", us3 -> us3.instead(api, cut())),
        trick("500", us3 -> us3.instead(api, json(500, "{\"RetCode\":-1,\"ErrMsg\":\"x\"}"))),
        trick("502 page", us3 -> us3.instead(api, html(502, PAGE))),
        trick("503 page", us3 -> us3.instead(api, html(503, PAGE))),
        trick("503", us3 -> us3.instead(api, json(503, "{\"RetCode\":-1,\"ErrMsg\":\"x\"}"))),
        trick(
            "503 with Retry-After",
            us3 -> us3.instead(api, response(503, "text/html", "Retry-After: 3600\n", PAGE))),
        trick("200 page", us3 -> us3.instead(api, html(200, PAGE))),
        trick(
            "everything once",
            us3 -> us3.cutInBody(api).instead(api, html(502, PAGE)).instead(api, html(503, PAGE))));
  }

  /** Tricks on a request that is carried out. */
  private static Stream<Named<Consumer<HostileUs3>>> done(String api) {
    return Stream.of(
        trick("response lost", us3 -> us3.afterwards(api, cut())),
        trick("500", us3 -> us3.afterwards(api, json(500, "{\"RetCode\":-1,\"ErrMsg\":\"x\"}"))),
        trick("502 page", us3 -> us3.afterwards(api, html(502, PAGE))),
        trick("503 page", us3 -> us3.afterwards(api, html(503, PAGE))),
        trick("504 without a body", us3 -> us3.afterwards(api, json(504, ""))),
        trick("200 page", us3 -> us3.afterwards(api, html(200, PAGE))),
        trick(
            "response cut in its head",
            us3 -> us3.afterwards(api, out -> cutAfter(out, "HTTP/1.1 20"))),
        trick(
            "response cut in its body",
            us3 ->
                us3.afterwards(
                    api,
                    out -> cutAfter(out, "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"B"))),
        trick(
            "response cut where nothing tells",
            us3 ->
                us3.afterwards(
                    api,
                    out -> cutAfter(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"B"))));
  }

  private static void cutAfter(java.io.OutputStream out, String text) throws Exception {
    out.write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.flush();
    cut().play(out);
  }

  static Stream<Named<Consumer<HostileUs3>>> partTricks() {
    String api = "UploadPart";
    return Stream.concat(
        Stream.concat(notDone(api), done(api)),
        Stream.of(
            trick("no ETag", us3 -> us3.afterwards(api, json(200, "{\"PartNumber\":0}"))),
            trick(
                "wrong ETag",
                us3 -> us3.afterwards(api, response(200, "application/json", WRONG, "{}"))),
            trick(
                "weak ETag of a proxy",
                us3 ->
                    us3.afterwards(api, response(200, "text/plain", "ETag: W/\"weak\"\n", "")))));
  }

  @ParameterizedTest
  @MethodSource("partTricks")
  void partsSurviveTricks(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    UploadResult result = upload(ObjectSource.bytes(BYTES), null).join();

    assertUploaded(result);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("partTricks")
  void partsSurviveTricksAlsoWhereMarkersAreExclusive(Consumer<HostileUs3> trick) {
    trick.accept(us3.withExclusiveMarker());

    assertUploaded(upload(ObjectSource.stream(new ByteArrayInputStream(BYTES)), null).join());
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  @Test
  void partWhoseResponseWasLostIsBelievedWherePartsCannotBeListed() {
    us3.afterwards("UploadPart", cut());
    us3.instead("ListParts", json(403, "{\"RetCode\":-148643,\"ErrMsg\":\"action not allow\"}"));

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allPartsAreListedWhereverMarkersPoint(boolean exclusive) throws IOException {
    if (exclusive) {
      us3.withExclusiveMarker();
    }
    String id = client.initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE).uploadId();
    for (int number = 0; number < 2500; number++) {
      us3.putPart(id, number, new byte[1]);
    }

    assertThat(client.listParts(BUCKET, id))
        .extracting(UploadedPart::partNumber)
        .containsExactlyElementsOf(IntStream.range(0, 2500).boxed().toList());
  }

  @Test
  void uploadThatIsGoneNeedsNoAbort() {
    us3.instead("UploadPart", json(403, "{\"RetCode\":-1,\"ErrMsg\":\"no\"}"));
    us3.afterwards("Abort", cut());
    us3.instead("Abort", json(404, "{\"RetCode\":-148654,\"ErrMsg\":\"not there\"}"));

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), 1, null));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class).hasNoSuppressedExceptions();
    assertThat(us3.openUploads()).isEmpty();
  }

  @Test
  void partThatIsAnotherOneEndsTheUploadAndItStartsOverOnce() {
    us3.instead(
        "UploadPart",
        out -> {
          us3.putPart("upload-1", 0, new byte[BLOCK]);
          cut().play(out);
        });

    assertUploaded(upload(ObjectSource.bytes(BYTES), 1, null).join());
    assertThat(us3.calls("Initiate")).isEqualTo(2);
    assertThat(us3.calls("Abort")).isEqualTo(1);
  }

  @Test
  void partThatIsThereAtTheFirstAttemptIsSomebodyElses() {
    us3.instead(
        "UploadPart", json(500, "{\"RetCode\":-1014,\"ErrMsg\":\"put duplicate key error\"}"));

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), null));

    assertThat(failure).isExactlyInstanceOf(Us3DuplicatePartException.class);
    assertThat(us3.openUploads()).isEmpty();
  }

  static Stream<Named<Consumer<HostileUs3>>> finishNotDone() {
    return notDone("Finish");
  }

  @ParameterizedTest
  @MethodSource("finishNotDone")
  void finishThatWasNotCarriedOutIsSentAgainAndCallsBackOnce(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    UploadResult result = upload(ObjectSource.bytes(BYTES), POLICY).join();

    assertUploaded(result);
    assertThat(result.object().callbackReply()).isEqualTo("{\"callback\":1}");
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("finishNotDone")
  void sameContentThatWasThereBeforeIsNotTakenForAFinish(Consumer<HostileUs3> trick) {
    us3.put("k", BYTES);
    trick.accept(us3);

    UploadResult result = upload(ObjectSource.bytes(BYTES), POLICY).join();

    assertUploaded(result);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  static Stream<Named<Consumer<HostileUs3>>> finishDone() {
    return done("Finish");
  }

  @ParameterizedTest
  @MethodSource("finishDone")
  void finishThatWasCarriedOutIsASuccessWithoutAPolicy(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
    assertThat(us3.calls("Finish")).isEqualTo(1);
    assertThat(us3.calls("Abort")).isZero();
  }

  @ParameterizedTest
  @MethodSource("finishDone")
  void finishThatWasCarriedOutHasLostItsReplyWithAPolicy(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), POLICY));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(us3.calls("Finish")).isEqualTo(1);
    assertThat(us3.callbacks()).isEqualTo(1);
    assertThat(us3.openUploads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "404 {\"RetCode\":-148654,\"ErrMsg\":\"file not exist\"}",
        "400 {\"RetCode\":-148660,\"ErrMsg\":\"invalid etag count\"}",
        "403 {\"RetCode\":-1,\"ErrMsg\":\"no such upload\"}",
        "410 gone"
      })
  void secondFinishThatIsRefusedHasBeenCarriedOutTheFirstTime(String refusal) {
    us3.afterwards("Finish", cut());
    us3.instead(
        "HeadFile", raw("HTTP/1.1 404 Not Found\nContent-Length: 0\n", "")); // not yet there
    us3.instead("Finish", json(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4)));

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), POLICY));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @Test
  void finishIsBelievedByItsETagWherePartsCannotBeListed() {
    us3.afterwards("Finish", cut());
    us3.instead("ListParts", json(403, "{\"RetCode\":-148643,\"ErrMsg\":\"action not allow\"}"));

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
  }

  @ParameterizedTest
  @ValueSource(longs = {64 << 10, 32 << 20})
  void otherPartSizesUploadAndFinishWithTheirResponseLost(long blkSize) {
    us3.withBlkSize(blkSize).afterwards("Finish", cut()).afterwards("UploadPart", cut());

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
    assertThat(us3.calls("Finish")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 410})
  void finishOfOtherPartSizesIsFoundHoweverTheServiceSaysThatTheUploadIsGone(int status) {
    us3.withBlkSize(64 << 10).afterwards("Finish", cut());
    us3.instead("ListParts", json(status, "{\"RetCode\":-7,\"ErrMsg\":\"no such upload\"}"));

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
    assertThat(us3.calls("Finish")).isEqualTo(1);
  }

  @Test
  void responseThatNamesAnotherLengthIsLookedUp() {
    us3.afterwards("Finish", json(200, "{\"Bucket\":\"demo\",\"Key\":\"k\",\"FileSize\":5}"));

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
  }

  @Test
  void objectOfAnotherLengthIsDeleted() {
    ScriptedServer.Step five = json(200, "{\"Bucket\":\"demo\",\"Key\":\"k\",\"FileSize\":5}");
    us3.afterwards("Finish", five).afterwards("Finish", five);
    for (int i = 0; i < 2; i++) {
      us3.instead("HeadFile", raw("HTTP/1.1 200 OK\nContent-Length: 5\n" + WRONG, ""));
    }

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), null));

    assertThat(failure).isExactlyInstanceOf(Us3IntegrityException.class);
    assertThat(us3.object("k")).isNull();
    assertThat(us3.openUploads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-5", "2147483647", "9223372036854775807", "1e40", "\"much\"", "1.5", "true"})
  void partSizeThatCannotBeUsedIsAClearErrorAndLeavesNoUpload(String blkSize) {
    for (int i = 0; i < 4; i++) {
      us3.afterwards(
          "Initiate",
          out ->
              json(
                      200,
                      "{\"UploadId\":\""
                          + us3.openUploads().get(0)
                          + "\",\"BlkSize\":"
                          + blkSize
                          + "}")
                  .play(out));
    }

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), null));

    assertThat(failure)
        .isInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("BlkSize must be 1 to")
        .hasMessageContaining(blkSize);
    assertThat(us3.openUploads()).isEmpty();
  }

  @Test
  void pagesInPlaceOfResponsesToInitiateAndListPartsAreRetried() {
    us3.instead("Initiate", html(200, PAGE)).instead("ListParts", html(200, PAGE));
    us3.withBlkSize(64 << 10).afterwards("Finish", cut());

    assertUploaded(upload(ObjectSource.bytes(BYTES), null).join());
    assertThat(us3.calls("Initiate")).isEqualTo(2);
    assertThat(us3.calls("Finish")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void pagesInResponseToTheHeadCauseNoSecondCallback(int pages) {
    us3.afterwards("PutFile", cut());
    for (int i = 0; i < pages; i++) {
      us3.instead("HeadFile", html(200, ""));
    }

    Throwable failure = Uploads.failure(put(ObjectSource.bytes(BYTES), POLICY));

    assertThat(failure)
        .isExactlyInstanceOf(
            pages == 1 ? Us3CallbackReplyLostException.class : Us3TransportException.class);
    assertThat(us3.calls("PutFile")).isEqualTo(1);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @Test
  void pagesInResponseToTheHeadDoNotFinishAgain() {
    us3.afterwards("Finish", cut());
    for (int i = 0; i < 100; i++) {
      us3.instead("HeadFile", html(200, ""));
    }

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), POLICY));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(us3.calls("Finish")).isEqualTo(1);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @Test
  void partThatIsThereButCannotBeLookedUpFailsAsItDidFirst() {
    us3.afterwards("UploadPart", cut());
    for (int i = 0; i < 100; i++) {
      us3.instead("ListParts", json(500, "{\"RetCode\":-1,\"ErrMsg\":\"x\"}"));
    }

    Throwable failure = Uploads.failure(upload(ObjectSource.bytes(BYTES), 1, null));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(failure.getSuppressed()).hasAtLeastOneElementOfType(Us3DuplicatePartException.class);
  }

  @Test
  void nothingMeetsAConnectionThatTheServiceHasClosedWhereNothingIsRepeated() throws IOException {
    us3.closingIdleConnections();
    try (Us3Client once =
        Clients.builder(us3.endpoint())
            .retries(new RetryOptions(0, Duration.ofMillis(1), Duration.ofMillis(1)))
            .build()) {
      for (int i = 0; i < 20; i++) {
        once.putObject(PutObjectRequest.of(BUCKET, "k", "a/b", ObjectSource.bytes(BYTES, 0, 9)));
        us3.awaitClosedConnections();
      }
    }

    assertThat(us3.calls("PutFile")).isEqualTo(20);
  }

  static Stream<Named<Consumer<HostileUs3>>> putNotDone() {
    return notDone("PutFile");
  }

  @ParameterizedTest
  @MethodSource("putNotDone")
  void putThatWasNotCarriedOutIsSentAgainAndCallsBackOnce(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    UploadResult result = put(ObjectSource.bytes(BYTES), POLICY).join();

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(result.object().callbackReply()).isEqualTo("{\"callback\":1}");
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  static Stream<Named<Consumer<HostileUs3>>> putDone() {
    return done("PutFile");
  }

  @ParameterizedTest
  @MethodSource("putDone")
  void putThatWasCarriedOutHasLostItsReplyWithAPolicy(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    Throwable failure = Uploads.failure(put(ObjectSource.bytes(BYTES), POLICY));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource({"putDone", "putNotDone"})
  void putWithoutAPolicyEndsWell(Consumer<HostileUs3> trick) {
    trick.accept(us3);

    assertThat(put(ObjectSource.bytes(BYTES), null).join().object().eTag()).isNotNull();
    assertThat(us3.object("k")).isEqualTo(BYTES);
  }

  @Test
  void putResponseWithoutAnETagIsLookedUp() {
    us3.afterwards("PutFile", json(200, ""));

    assertThat(put(ObjectSource.bytes(BYTES), null).join().object().eTag()).isNotNull();
    assertThat(us3.calls("PutFile")).isEqualTo(1);
  }

  @Test
  void replyShapedLikeAnErrorIsAReply() {
    String reply = "{\"RetCode\":-148653,\"ErrMsg\":\"bucket not exists\"}";
    us3.afterwards("PutFile", json(200, reply));

    assertThat(put(ObjectSource.bytes(BYTES), POLICY).join().object().callbackReply())
        .isEqualTo(reply);
  }

  @Test
  void streamIsNotReadForAConnectionThatTheServiceHasClosed() {
    us3.closingIdleConnections();
    put(ObjectSource.bytes(BYTES), null).join();
    us3.awaitClosedConnections();
    put(ObjectSource.stream(new ByteArrayInputStream(BYTES), BYTES.length), null).join();
    us3.awaitClosedConnections();

    put(ObjectSource.stream(new ByteArrayInputStream(BYTES), BYTES.length), POLICY).join();

    assertThat(us3.calls("PutFile")).isEqualTo(3);
    assertThat(us3.callbacks()).isEqualTo(1);
  }

  @Test
  void connectionsThatTheServiceClosesAfterEachResponseFailNoUpload() throws IOException {
    us3.closingIdleConnections();
    us3.withBlkSize(64 << 10);
    try (Us3Client patient =
        Clients.builder(us3.endpoint())
            .retries(new RetryOptions(10, Duration.ofMillis(1), Duration.ofMillis(5)))
            .build()) {
      Us3Uploader uploads = new Us3Uploader(patient, threads);
      uploads.multipart(Uploads.request(ObjectSource.bytes(BYTES)), 20, UploadListener.NONE).join();

      assertUploaded(
          uploads
              .multipart(Uploads.request(ObjectSource.bytes(BYTES)), 1, UploadListener.NONE)
              .join());
    }
  }

  @Test
  void streamThatWasBegunIsNotSentAgain() {
    us3.cutInBody("PutFile");

    Throwable failure =
        Uploads.failure(
            put(ObjectSource.stream(new ByteArrayInputStream(BYTES), BYTES.length), null));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(us3.calls("PutFile")).isEqualTo(1);
    assertThat(us3.object("k")).isNull();
  }

  private CompletableFuture<UploadResult> upload(ObjectSource source, String policy) {
    return upload(source, 2, policy);
  }

  private CompletableFuture<UploadResult> upload(ObjectSource source, int jobs, String policy) {
    return uploader.multipart(
        Uploads.request(source).withPolicy(policy), jobs, UploadListener.NONE);
  }

  private CompletableFuture<UploadResult> put(ObjectSource source, String policy) {
    return uploader.put(Uploads.request(source).withPolicy(policy));
  }

  private void assertUploaded(UploadResult result) {
    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.openUploads()).isEmpty();
    assertThat(result.object().bucket()).isEqualTo(BUCKET);
    assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(result.object().eTag()).isNotBlank();
  }
}
