package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.PUT_FILE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PutUploadTest {
  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @TempDir private Path folder;

  @Test
  void fileGoesByOnePut() throws Exception {
    byte[] bytes = TestBytes.pattern(5 << 20);
    try (ObjectSource file = ObjectSource.file(Files.write(folder.resolve("f"), bytes))) {
      UploadResult result = put(file, IntegrityOptions.DEFAULT);

      assertThat(result.uploadId()).isNull();
      assertThat(result.partCount()).isZero();
      assertThat(result.object().sizeBytes()).isEqualTo(bytes.length);
      assertThat(result.object().eTag())
          .isEqualTo(US3.emulator().object(BUCKET, "k").orElseThrow().eTag());
    }
    assertThat(US3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(PUT_FILE);
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().mimeType()).isEqualTo("video/mp4");
  }

  @Test
  void streamOfKnownLengthGoesAsItIs() throws Exception {
    byte[] mark = uniqueBytes();

    UploadResult result =
        put(ObjectSource.stream(stream(mark), mark.length), IntegrityOptions.DEFAULT);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(mark);
    assertThat(result.object().sizeBytes()).isEqualTo(mark.length);
  }

  @Test
  void streamOfUnknownLengthGoesThroughAFileThatIsDeleted() throws Exception {
    byte[] mark = uniqueBytes();

    UploadResult result = put(ObjectSource.stream(stream(mark)), IntegrityOptions.DEFAULT);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(mark);
    assertThat(US3.emulator().requests().get(0).header("Content-Length"))
        .contains(Integer.toString(mark.length));
    assertThat(result.object().sizeBytes()).isEqualTo(mark.length);
    assertThat(spooled(mark)).isEmpty();
  }

  @Test
  void streamWhoseMd5IsWantedGoesThroughAFileThatIsDeleted() throws Exception {
    byte[] mark = uniqueBytes();

    put(ObjectSource.stream(stream(mark), mark.length), new IntegrityOptions(true, true));

    assertThat(US3.emulator().requests().get(0).header("Content-MD5")).isPresent();
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(mark);
    assertThat(spooled(mark)).isEmpty();
  }

  @Test
  void streamGoesThroughTheFolderThatWasChosen() throws Exception {
    Path directory = folder.resolve("not/yet");
    Us3Uploader uploader = uploads.uploader().spoolDirectory(directory);
    List<Path> seen = new ArrayList<>();
    InputStream watched =
        new SequenceInputStream(
            stream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                  files.forEach(seen::add);
                }
                return -1;
              }
            });

    Uploads.result(uploader.put(Uploads.request(ObjectSource.stream(watched))));

    assertThat(seen).isNotEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).hasSize(100_000);
  }

  @Test
  void folderThatCannotBeWrittenIsNamed() throws Exception {
    Path taken = Files.createFile(folder.resolve("file"));
    Us3Uploader uploader = uploads.uploader().spoolDirectory(taken).onCallingThread();

    Throwable failure =
        Uploads.failure(uploader.put(Uploads.request(ObjectSource.stream(stream(new byte[9])))));

    assertThat(failure)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("spoolDirectory must be a folder that can be written: " + taken);
    assertThat(US3.emulator().requests()).isEmpty();
  }

  @Test
  void fileIsDeletedWhenThePutFails() throws Exception {
    byte[] mark = uniqueBytes();
    US3.emulator().inject(Fault.answer(403, -148643, "invalid signature"));

    Throwable failure = failure(ObjectSource.stream(stream(mark)));

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
    assertThat(spooled(mark)).isEmpty();
  }

  @Test
  void fileIsDeletedWhenTheStreamFails() throws Exception {
    byte[] mark = uniqueBytes();
    IOException broken = new IOException("disk on fire");
    InputStream failing = BrokenStream.failingWith(broken);

    Throwable failure =
        failure(ObjectSource.stream(new SequenceInputStream(stream(mark), failing)));

    assertThat(failure).isSameAs(broken);
    assertThat(US3.emulator().requests()).isEmpty();
    assertThat(spooled(mark)).isEmpty();
  }

  @Test
  void policyTravelsWithThePutAndItsReplyComesBack() {
    String reply = "{\"ok\":true}";
    try (ScriptedServer callback = ScriptedServer.playing(ScriptedServer.json(200, reply))) {
      String policy = "{\"callbackUrl\":\"" + callback.endpoint() + "\"}";

      UploadResult result =
          Uploads.result(
              uploads
                  .uploader()
                  .put(Uploads.request(ObjectSource.bytes(new byte[1])).withPolicy(policy)));

      assertThat(result.object().callbackReply()).isEqualTo(reply);
      assertThat(callback.requestLines()).hasSize(1);
    }
  }

  @Test
  void requestShowsNothingOfItsPolicy() {
    UploadRequest request =
        Uploads.request(ObjectSource.bytes(new byte[1])).withPolicy("{\"hush\":1}");

    assertThat(request).hasToString("UploadRequest[demo/k]");
  }

  private UploadResult put(ObjectSource source, IntegrityOptions checks) {
    return Uploads.result(
        uploads
            .uploader()
            .put(
                new UploadRequest(
                    BUCKET, "k", source, ObjectAttributes.ofMimeType("video/mp4"), null, checks)));
  }

  private Throwable failure(ObjectSource source) {
    return Uploads.failure(uploads.uploader().put(Uploads.request(source)));
  }

  private static byte[] uniqueBytes() {
    return (UUID.randomUUID() + "-".repeat(100_000)).getBytes(UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** Temporary files that begin like {@code mark}; others may come and go meanwhile. */
  private static List<Path> spooled(byte[] mark) throws IOException {
    String wanted = new String(mark, 0, 36, UTF_8);
    List<Path> found = new ArrayList<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary, "us3-spool-*")) {
      for (Path file : files) {
        if (begins(file, wanted)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static boolean begins(Path file, String wanted) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(36), UTF_8).equals(wanted);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
