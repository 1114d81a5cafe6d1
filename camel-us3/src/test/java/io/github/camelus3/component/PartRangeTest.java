package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code uploadPart} sends a range of a file. */
class PartRangeTest extends Us3TestSupport {
  private static final byte[] BYTES = pattern(2 * PART + 7);
  private static final String UPLOAD_PART = "us3:photos?operation=uploadPart";

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeTheFile() throws IOException {
    file = Files.write(folder.resolve("big.bin"), BYTES);
  }

  static Stream<Function<File, Object>> files() {
    return Stream.of(file -> file, File::toPath, PartRangeTest::polled, PartRangeTest::fetched);
  }

  @ParameterizedTest
  @MethodSource("files")
  void theRangesOfAFileBecomeTheObject(Function<File, Object> body) throws Exception {
    Map<String, Object> upload = begin();
    Object wrapped = body.apply(file.toFile());

    for (int number = 2; number >= 0; number--) {
      Map<String, Object> part = range(upload, number * PART, number < 2 ? rangeEnd(number) : null);
      part.put(Us3Constants.PART_NUMBER, number);
      Exchange sent = upload(UPLOAD_PART, wrapped, part);
      assertThat(sent.getMessage().getBody()).isSameAs(wrapped);
    }
    upload("us3:photos?mode=finish", null, upload);

    assertThat(stored("big.bin")).isEqualTo(BYTES);
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of(0, 0, 0, 1),
        Arguments.of(5, 9, 5, 10),
        Arguments.of(null, 9, 0, 10),
        Arguments.of("" + (BYTES.length - 3), null, BYTES.length - 3, BYTES.length),
        Arguments.of(BYTES.length - 1, BYTES.length - 1, BYTES.length - 1, BYTES.length));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void sendsTheBytesFromStartToEnd(Object start, Object end, int from, int to) throws Exception {
    Map<String, Object> upload = begin();

    Exchange sent = upload(UPLOAD_PART, file, range(upload, start, end));

    assertThat(sent.getMessage().getHeader(Us3Constants.CONTENT_LENGTH))
        .isEqualTo((long) (to - from));
    upload("us3:photos?mode=finish", null, upload);
    assertThat(stored("big.bin")).isEqualTo(Arrays.copyOfRange(BYTES, from, to));
  }

  @Test
  void aRetryReadsTheRangeAgain() throws Exception {
    Map<String, Object> upload = begin();
    us3.inject(Fault.http(503, "text/plain", "busy").on(Us3Api.UPLOAD_PART));

    upload(UPLOAD_PART + "&maxRetries=1&retryDelay=1", file, range(upload, 5, 9));

    assertThat(requests(Us3Api.UPLOAD_PART)).hasSize(2);
    upload("us3:photos?mode=finish", null, upload);
    assertThat(stored("big.bin")).isEqualTo(Arrays.copyOfRange(BYTES, 5, 10));
  }

  @Test
  void theETagOfTheRangeIsChecked() throws Exception {
    Map<String, Object> upload = begin();
    String other =
        "{\"RetCode\":0,\"Parts\":"
            + "[{\"PartNum\":0,\"Etag\":\"Xm-Ao0qXmMr8al25bMV7pMTbWcI=\",\"Size\":5}]}";
    us3.inject(Fault.wrongETag().on(Us3Api.UPLOAD_PART));
    us3.inject(Fault.http(200, "application/json", other).on(Us3Api.LIST_PARTS));

    Exception failure = failure(UPLOAD_PART, file, range(upload, 5, 9));

    assertThat(failure).isExactlyInstanceOf(Us3IntegrityException.class);
  }

  @Test
  void theETagOfThePartIsThatOfTheRange() throws Exception {
    Map<String, Object> ranged = begin();
    Map<String, Object> whole = begin();

    Exchange range = upload(UPLOAD_PART, file, range(ranged, 5, 9));
    Exchange bytes =
        upload(UPLOAD_PART, Arrays.copyOfRange(BYTES, 5, 10), range(whole, null, null));

    Object eTag = range.getMessage().getHeader(Us3Constants.ETAG);
    assertThat(eTag).isEqualTo(bytes.getMessage().getHeader(Us3Constants.ETAG));
    assertThat(parts(ranged)).extracting(UploadedPart::eTag).containsExactly((String) eTag);
  }

  static Stream<Arguments> badRanges() {
    String pair = "headers CamelUs3RangeStart and CamelUs3RangeEnd must be a range: ";
    String beyond = " must be less than the " + BYTES.length + " bytes of file ";
    return Stream.of(
        Arguments.of(9, 5, pair + "9, 5"),
        Arguments.of(-1, 5, pair + "-1, 5"),
        Arguments.of(-1, null, pair + "-1, null"),
        Arguments.of(null, -1, pair + "null, -1"),
        Arguments.of(0, BYTES.length, "header CamelUs3RangeEnd" + beyond),
        Arguments.of(BYTES.length, null, "header CamelUs3RangeStart" + beyond),
        Arguments.of(BYTES.length, BYTES.length + 1, "header CamelUs3RangeStart" + beyond),
        Arguments.of("a", 5, "header CamelUs3RangeStart must be of type Long: a"),
        Arguments.of(0, "1.5", "header CamelUs3RangeEnd must be of type Long: 1.5"));
  }

  @ParameterizedTest
  @MethodSource("badRanges")
  void refusesARangeThatTheFileDoesNotHave(Object start, Object end, String message)
      throws Exception {
    Map<String, Object> part = range(begin(), start, end);

    Exception failure = failure(UPLOAD_PART, file, part);

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(requests(Us3Api.UPLOAD_PART)).isEmpty();
  }

  @Test
  void namesThePositionBeyondTheFile() throws Exception {
    Map<String, Object> part = range(begin(), 0, BYTES.length + 41);

    Exception failure = failure(UPLOAD_PART, file, part);

    assertThat(failure).hasMessageEndingWith("big.bin: " + (BYTES.length + 41));
  }

  @Test
  void anEmptyFileHasNoRange() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));

    Exception failure = failure(UPLOAD_PART, empty, range(begin(), 0, null));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("header CamelUs3RangeStart must be less than the 0 bytes of file %s: 0", empty);
  }

  static Stream<Object> otherBodies() {
    return Stream.of(
        new ByteArrayInputStream(BYTES), "some text", BYTES, ByteBuffer.wrap(BYTES), 12);
  }

  @ParameterizedTest
  @MethodSource("otherBodies")
  void refusesARangeOfAnotherBody(Object body) throws Exception {
    Map<String, Object> part = range(begin(), 0, 4);
    Map<String, Object> endOnly = range(part, null, 4);

    assertThat(failure(UPLOAD_PART, body, part))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "body must be a File or Path with header CamelUs3RangeStart: %s",
            body.getClass().getName());
    assertThat(failure(UPLOAD_PART, body, endOnly))
        .hasMessageContaining("with header CamelUs3RangeEnd");
    assertThat(requests(Us3Api.UPLOAD_PART)).isEmpty();
  }

  @Test
  void aRefusedStreamIsNotRead() throws Exception {
    ByteArrayInputStream stream = new ByteArrayInputStream(pattern(10));

    failure(UPLOAD_PART, stream, range(begin(), 0, 4));

    assertThat(stream.available()).isEqualTo(10);
  }

  @Test
  void refusesAFolderAMissingFileAndNoBody() throws Exception {
    Map<String, Object> part = range(begin(), 0, 4);

    assertThat(failure(UPLOAD_PART, folder, part)).hasMessageContaining("is a folder");
    assertThat(failure(UPLOAD_PART, folder.resolve("none"), part))
        .hasMessageContaining("does not exist");
    assertThat(failure(UPLOAD_PART, null, part))
        .hasMessage("the message must have a body to upload");
    assertThat(requests(Us3Api.UPLOAD_PART)).isEmpty();
  }

  private Map<String, Object> begin() throws Exception {
    Exchange begun = run("initiateMultipartUpload", key("big.bin"));
    Map<String, Object> upload = new HashMap<>(key("big.bin"));
    upload.put(Us3Constants.UPLOAD_ID, begun.getMessage().getHeader(Us3Constants.UPLOAD_ID));
    return upload;
  }

  private List<UploadedPart> parts(Map<String, Object> upload) throws Exception {
    List<?> parts = run("listParts", upload).getMessage().getBody(List.class);
    return parts.stream().map(UploadedPart.class::cast).toList();
  }

  private static int rangeEnd(int number) {
    return (number + 1) * PART - 1;
  }

  /** The headers for part 0; a position that is null is not set. */
  private static Map<String, Object> range(Map<String, Object> upload, Object start, Object end) {
    Map<String, Object> headers = new HashMap<>(upload);
    headers.put(Us3Constants.PART_NUMBER, 0);
    headers.put(Us3Constants.RANGE_START, start);
    headers.put(Us3Constants.RANGE_END, end);
    return headers;
  }

  private static GenericFile<File> polled(File file) {
    GenericFile<File> polled = new GenericFile<>();
    polled.setFile(file);
    return polled;
  }

  /** As of an FTP consumer with a local work directory. */
  private static GenericFile<String> fetched(File file) {
    GenericFile<String> fetched = new GenericFile<>();
    fetched.setFile("remote");
    fetched.setBody(file);
    return fetched;
  }
}
