package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.emulator.Us3Api;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of body arrives byte for byte, in one PUT and in parts. */
class UploadBodyTest extends Us3TestSupport {
  private static final byte[] BYTES = pattern(2 * PART + 5);
  private static final Map<String, Object> KEY = Map.of(Us3Constants.KEY, "k");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"put", "asyncUpload"})
  void takesFilesInEveryForm(String mode) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), BYTES);
    GenericFile<java.io.File> wrapped = new GenericFile<>();
    wrapped.setFile(file.toFile());

    for (Object body : Arrays.asList(file, file.toFile(), wrapped)) {
      upload("us3:photos?mode=" + mode, body, KEY);
      assertThat(stored("k")).as(body.getClass().getName()).isEqualTo(BYTES);
      us3.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "asyncUpload"})
  void takesBytesInEveryForm(String mode) throws Exception {
    byte[] padded = new byte[BYTES.length + 20];
    System.arraycopy(BYTES, 0, padded, 10, BYTES.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(BYTES.length).put(BYTES).flip();
    GenericFile<String> remote = new GenericFile<>(); // as an FTP consumer makes it
    remote.setFile("remote.bin");
    remote.setFileLength(BYTES.length);
    remote.setBody(new ByteArrayInputStream(BYTES));

    for (Object body :
        Arrays.asList(
            BYTES,
            ByteBuffer.wrap(padded, 10, BYTES.length),
            direct,
            new ByteArrayInputStream(BYTES),
            new InputStreamCache(BYTES),
            remote)) {
      upload("us3:photos?mode=" + mode, body, KEY);
      assertThat(stored("k")).as(body.getClass().getName()).isEqualTo(BYTES);
      us3.reset();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "put, 60", "put, 0", "put, 1000000",
    "auto, 60", "auto, 0", "auto, 1000000",
    "mput, 60", "asyncUpload, 200000", "asyncMput, 1"
  })
  void takesTheBytesOfARemoteFileWhateverItsListingSays(String mode, long said) throws Exception {
    upload("us3:photos?mode=" + mode, remote(said), KEY);

    assertThat(stored("k")).isEqualTo(BYTES);
  }

  @Test
  void sendsARemoteFileThatIsSaidToBeSmallWithOnePut() throws Exception {
    Exchange exchange = upload("us3:photos", remote(60), KEY);

    assertThat(exchange.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo("PutFile");
    assertThat(exchange.getMessage().getHeader(Us3Constants.CONTENT_LENGTH))
        .isEqualTo((long) BYTES.length);
    assertThat(us3.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput", "asyncUpload", "auto"})
  void takesFilesThatSayTheyAreEmpty(String mode) throws Exception {
    java.io.File file = new java.io.File("/proc/version");
    String uri = "us3:photos?mode=" + mode + "&resume=true&resumeDirectory=" + folder;

    upload(uri, file, KEY);

    assertThat(stored("k")).isNotEmpty().isEqualTo(Files.readAllBytes(file.toPath()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput", "asyncUpload", "auto"})
  void storesAnEmptyFileByOnePut(String mode) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));

    Exchange exchange = upload("us3:photos?mode=" + mode, empty.toFile(), KEY);

    assertThat(stored("k")).isEmpty();
    assertThat(exchange.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo("PutFile");
  }

  @Test
  void refusesPathsThatAreNoFilesByName() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    GenericFile<java.io.File> wrapped = new GenericFile<>();
    wrapped.setFile(pipe.toFile());

    for (Object body : Arrays.asList(pipe, wrapped, Path.of("/dev/zero"), folder.toFile())) {
      assertThat(failure("us3:photos", body, KEY))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("the file to upload");
    }
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void takesTextInTheExchangesCharset() throws Exception {
    upload("us3:photos", "目录", KEY);
    assertThat(stored("k")).isEqualTo("目录".getBytes(UTF_8));

    us3.reset();
    Exchange exchange =
        template.request(
            "us3:photos",
            e -> {
              e.setProperty(Exchange.CHARSET_NAME, "GBK");
              e.getMessage().setBody("目录");
              e.getMessage().setHeader(Us3Constants.KEY, "k");
            });
    assertThat(exchange.getException()).isNull();
    assertThat(stored("k")).isEqualTo("目录".getBytes("GBK"));
  }

  @Test
  void takesABodyThatATypeConverterTurnsIntoAStream() throws Exception {
    upload("us3:photos", new StringBuilder("built"), KEY);

    assertThat(new String(stored("k"), UTF_8)).isEqualTo("built");
  }

  @Test
  void refusesABodyThatIsNoBytes() {
    assertThat(failure("us3:photos", new Object(), KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
    assertThat(failure("us3:photos", null, KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have a body");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void namesAFileThatDoesNotExist() {
    Path missing = folder.resolve("missing.bin");

    assertThat(failure("us3:photos", missing.toFile(), KEY))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void anExplicitPutOfUnknownLengthSendsTheLengthFirst() throws Exception {
    upload("us3:photos?mode=put", new ByteArrayInputStream(BYTES), KEY);

    assertThat(requests(Us3Api.PUT_FILE).get(0).header("Content-Length"))
        .contains(String.valueOf(BYTES.length));
  }

  @Test
  void closesAStreamWhenTheUploadHasEnded() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream stream =
        new FilterInputStream(new ByteArrayInputStream(BYTES)) {
          @Override
          public void close() throws IOException {
            closed.set(true);
            super.close();
          }
        };

    upload("us3:photos", stream, KEY);

    assertThat(closed).isTrue();
  }

  @Test
  void aStreamThatFailsIsTheErrorAndLeavesNothingBehind() {
    IOException broken = new IOException("disk on fire");
    InputStream stream =
        new InputStream() {
          private int given;

          @Override
          public int read() throws IOException {
            if (given++ > PART) {
              throw broken;
            }
            return 7;
          }
        };

    assertThat(failure("us3:photos", stream, KEY)).isSameAs(broken);
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void aStreamThatWasReadIsNotUploadedAgain() throws Exception {
    InputStream stream = new ByteArrayInputStream(BYTES);
    Exchange exchange =
        template.request(
            "us3:photos",
            e -> {
              e.getMessage().setBody(stream);
              e.getMessage().setHeader(Us3Constants.KEY, "k");
            });
    assertThat(exchange.getException()).isNull();

    template.send("us3:photos", exchange);

    assertThat(exchange.getException())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("earlier attempt");
    assertThat(stored("k")).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @ValueSource(longs = {10 * PART, 30 * PART})
  void aFileThatChangesItsLengthWhileItIsReadIsNeverAWrongObject(long newLength) throws Exception {
    Path file = Files.write(folder.resolve("a.bin"), pattern(20 * PART));
    us3.holdPartsUntil(2);
    CompletableFuture<Exchange> upload =
        template.asyncSend("us3:photos?mode=mput", message(file.toFile()));

    Await.until(() -> us3.maxPartsInFlight() > 0);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(newLength).write(ByteBuffer.allocate(1), newLength - 1);
    }
    us3.holdPartsUntil(1);

    assertThat(upload.get().getException())
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("a.bin")
        .hasMessageContaining(String.valueOf(newLength));
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  private static Processor message(Object body) {
    return exchange -> {
      exchange.getMessage().setBody(body);
      exchange.getMessage().setHeaders(new HashMap<>(KEY));
    };
  }

  /** A file as an FTP consumer makes it. */
  private static GenericFile<String> remote(long saidLength) {
    GenericFile<String> remote = new GenericFile<>();
    remote.setFile("remote.bin");
    remote.setFileLength(saidLength);
    remote.setBody(new ByteArrayInputStream(BYTES));
    return remote;
  }
}
