package io.github.camelus3.soak;

import static io.github.camelus3.emulator.Us3Api.INITIATE_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed during an upload; the next process resumes the upload. */
@Timeout(300)
class KilledUploadTest {
  private static final int PARTS = 64;
  private static final int BEFORE_THE_KILL = 24;
  private static final int KILLED = 128 + 9; // exit status of SIGKILL

  @TempDir Path folder;

  @Test
  void theNextProcessSendsOnlyUnacknowledgedParts() throws Exception {
    Path file = folder.resolve("file");
    String eTag = writeRandom(file);
    Path states = folder.resolve("states");
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .credentials("PUB", "PRIV")
            .dataDirectory(folder.resolve("data"))
            .start()) {
      // two of the parts in flight at the kill are stored, the others arrive too late
      us3.inject(
          Fault.delay(Duration.ofMinutes(1)).on(UPLOAD_PART).after(BEFORE_THE_KILL).times(2));
      us3.inject(Fault.slowRead(1 << 10).on(UPLOAD_PART).after(BEFORE_THE_KILL).always());
      kill(us3, file, states);
      List<Integer> acknowledged = acknowledged(states);
      us3.clearFaults();

      Properties upload = SmallHeap.run(ResumingUpload.class, us3.endpoint(), file, states);

      assertThat(upload.getProperty("eTag")).isEqualTo(eTag);
      assertThat(upload.getProperty("parts")).isEqualTo(Integer.toString(PARTS));
      assertThat(sameBytes(us3, file)).isTrue();
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
      assertThat(sent(us3, UPLOAD_PART))
          .extracting(KilledUploadTest::partNumber)
          .filteredOn(acknowledged::contains)
          .doesNotHaveDuplicates();
      assertThat(sent(us3, INITIATE_MULTIPART_UPLOAD)).hasSize(1);
      assertThat(us3.openUploads("demo")).isEmpty();
      assertThat(states).isEmptyDirectory();
    }
  }

  /** Starts an upload and kills its process after BEFORE_THE_KILL acknowledged parts. */
  private void kill(Us3Emulator us3, Path file, Path states) throws Exception {
    Path output = folder.resolve("output");
    Process process = SmallHeap.start(ResumingUpload.class, output, us3.endpoint(), file, states);
    try {
      while (acknowledged(states).size() < BEFORE_THE_KILL) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("the process ended by itself: " + Files.readString(output));
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor()).isEqualTo(KILLED);
  }

  /** The part numbers in the saved state. */
  private static List<Integer> acknowledged(Path states) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    if (!Files.isDirectory(states)) {
      return numbers;
    }
    try (Stream<Path> files = Files.list(states)) {
      for (Path state : files.filter(f -> f.toString().endsWith(".us3-upload")).toList()) {
        String text = Files.readString(state);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList()) {
          numbers.add(new ObjectMapper().readTree(line).get("partNumber").asInt());
        }
      }
    }
    return numbers;
  }

  private static String writeRandom(Path file) throws IOException {
    ObjectETag eTag = new ObjectETag();
    Random random = new Random(42);
    byte[] block = new byte[ObjectETag.BLOCK];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < PARTS; i++) {
        random.nextBytes(block);
        out.write(block);
        eTag.update(block, 0, block.length);
      }
    }
    return eTag.eTag();
  }

  private static boolean sameBytes(Us3Emulator us3, Path file) throws IOException {
    Path copy = file.resolveSibling("copy");
    try (InputStream object = us3.object("demo", "big").orElseThrow().open()) {
      Files.copy(object, copy);
    }
    return Files.mismatch(file, copy) < 0;
  }

  private static List<ReceivedRequest> sent(Us3Emulator us3, Us3Api api) {
    return us3.requests().stream().filter(request -> request.api() == api).toList();
  }

  private static int partNumber(ReceivedRequest request) {
    return Integer.parseInt(request.queryParameter("partNumber").orElseThrow());
  }
}
