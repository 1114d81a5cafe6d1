package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.cut;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.HostileUs3;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resumed uploads whose earlier Finish is still running, or whose state is invalid. */
@Timeout(60)
class ResumedStateTest {
  private static final int PART = 64 << 10;
  private static final int BLOCK = 4 << 20;
  private static final byte[] BYTES = TestBytes.pattern(BLOCK + PART + 1);
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @TempDir Path folder;
  private final HostileUs3 us3 = HostileUs3.open();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Us3Client client = Clients.of(us3.endpoint());
  private Path file;
  private Path states;

  @BeforeEach
  void open() throws IOException {
    file = Files.write(folder.resolve("file"), BYTES);
    states = folder.resolve("states");
  }

  @AfterEach
  void close() {
    client.close();
    us3.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "404 {\"RetCode\":-148654,\"ErrMsg\":\"upload not exist\"}",
        "400 {\"RetCode\":-148660,\"ErrMsg\":\"invalid upload id\"}",
        "403 {\"RetCode\":-1,\"ErrMsg\":\"no such upload\"}",
        "410 gone"
      })
  void aFinishThatIsRefusedHasBeenCarriedOutByTheProcessBefore(String refusal) throws IOException {
    leaveBeforeFinish(POLICY);
    int status = Integer.parseInt(refusal.substring(0, 3));
    us3.afterwards("Finish", json(status, refusal.substring(4))); // of the other process

    assertThat(failure(POLICY)).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.callbacks()).isEqualTo(1);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void aFinishThatIsRefusedIsASuccessWithoutAPolicy() throws IOException {
    leaveBeforeFinish(null);
    us3.afterwards("Finish", json(404, "{\"RetCode\":-148654,\"ErrMsg\":\"upload not exist\"}"));

    assertThat(upload(null).object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  @Test
  void aFinishThatIsStillRunningIsCheckedByTheNextAttemptToo() throws IOException {
    leaveBeforeFinish(POLICY);
    us3.afterwards("Finish", json(404, "{\"RetCode\":-148654,\"ErrMsg\":\"upload not exist\"}"));
    us3.instead("HeadFile", raw("HTTP/1.1 404 Not Found\nContent-Length: 0\n", "")); // not yet

    assertThat(failure(POLICY)).isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(failure(POLICY)).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(us3.callbacks()).isEqualTo(1);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 40, 1L << 31, Long.MAX_VALUE, 65537, 65535, 1, 0, -1})
  void aPartSizeThatCannotBeRightStartsOverAndLeavesNothing(long partSize) throws IOException {
    leaveBeforeFinish(null);
    change("\"partSizeBytes\":" + BLOCK, "\"partSizeBytes\":" + partSize);

    UploadResult result = upload(null);

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(result.partCount()).isEqualTo(2);
    assertThat(states).isEmptyDirectory();
    assertThat(us3.openUploads()).hasSize(partSize > 0 ? 0 : 1); // a state that is none names none
  }

  @Test
  void partsOfAnotherSizeThanTheStateSaysAreNotTaken() throws IOException {
    leaveBeforeFinish(null);
    change("\"sizeBytes\":" + BLOCK + "}", "\"sizeBytes\":" + (BLOCK - 1) + "}");

    upload(null);

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  @Test
  void aPartThatTheServiceRefusesBecauseOfTheStateStartsOver() throws IOException {
    us3.instead("UploadPart", cut());
    failure(null);
    change("\"partSizeBytes\":" + BLOCK, "\"partSizeBytes\":" + (BLOCK + 1));
    us3.instead(
        "UploadPart",
        json(400, "{\"RetCode\":-148660,\"ErrMsg\":\"content length larger than block size\"}"));

    upload(null);

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.openUploads()).isEmpty();
    assertThat(us3.calls("Initiate")).isEqualTo(2);
  }

  @Test
  void aStateLargerThanAnyIsNotRead() throws IOException {
    leaveBeforeFinish(null);
    try (RandomAccessFile state = new RandomAccessFile(state().toFile(), "rw")) {
      state.setLength(8L << 30); // a hole
    }

    upload(null);

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void aLineLongerThanAnyEndsTheStateThere() throws IOException {
    leaveBeforeFinish(null);
    List<String> lines = Files.readAllLines(state());
    Files.write(state(), List.of(lines.get(0), "x".repeat(1 << 20), lines.get(1)));

    upload(null);

    assertThat(us3.object("k")).isEqualTo(BYTES);
    assertThat(us3.calls("Initiate")).isEqualTo(1);
  }

  /** All parts are sent, and it is not known whether the object is there: as after a crash. */
  private void leaveBeforeFinish(String policy) throws IOException {
    us3.instead("Finish", cut());
    us3.instead("HeadFile", raw("HTTP/1.1 500 No\nContent-Length: 0\n", ""));
    assertThat(failure(policy)).isInstanceOf(Us3TransportException.class);
    assertThat(us3.openUploads()).hasSize(1);
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(state());
    assertThat(text).contains(from);
    Files.writeString(state(), text.replace(from, to));
  }

  private Path state() throws IOException {
    try (Stream<Path> all = Files.list(states)) {
      return all.toList().get(0);
    }
  }

  private UploadResult upload(String policy) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      return Uploads.result(start(source, policy));
    }
  }

  private Throwable failure(String policy) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      return Uploads.failure(start(source, policy));
    }
  }

  private CompletableFuture<UploadResult> start(ObjectSource source, String policy) {
    UploadRequest request =
        new UploadRequest(
            BUCKET, "k", source, ObjectAttributes.NONE, policy, IntegrityOptions.DEFAULT);
    return new Us3Uploader(client, threads)
        .multipart(request.resumable(new FileUploadStore(states)), 1, UploadListener.NONE);
  }
}
