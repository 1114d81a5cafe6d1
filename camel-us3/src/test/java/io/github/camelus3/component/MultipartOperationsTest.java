package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3DuplicatePartException;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.OpenUpload;
import io.github.camelus3.emulator.Us3Api;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations of which an upload in parts is made. */
class MultipartOperationsTest extends Us3TestSupport {

  @Test
  void beginsAnUploadAndLeavesTheBody() throws Exception {
    Exchange begun = run("initiateMultipartUpload", "body", key("k.html"));

    OpenUpload upload = us3.openUploads(BUCKET).get(0);
    assertThat(upload.mimeType()).isEqualTo("text/html");
    assertThat(begun.getMessage().getBody()).isEqualTo("body");
    assertThat(begun.getMessage().getHeaders())
        .containsEntry(Us3Constants.KEY, "k.html")
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.UPLOAD_ID, upload.uploadId())
        .containsEntry(Us3Constants.BLOCK_SIZE, (long) PART);
  }

  @Test
  void theObjectHasTheAttributesOfTheInitiate() throws Exception {
    Exchange exchange =
        upload(
            "us3:photos?operation=initiateMultipartUpload&storageClass=IA&metadata.owner=Alice",
            pattern(10),
            with(key("k"), Us3Constants.MIME_TYPE, "text/csv"));

    exchange.getMessage().setHeader(Us3Constants.PART_NUMBER, 0);
    template.send("us3:photos?operation=uploadPart", exchange);
    template.send("us3:photos?mode=finish", exchange);

    assertThat(exchange.getException()).isNull();
    var object = us3.object(BUCKET, "k").orElseThrow();
    assertThat(object.mimeType()).isEqualTo("text/csv");
    assertThat(object.storageClass()).isEqualTo("IA");
    assertThat(object.metadata()).isEqualTo(Map.of("owner", "Alice"));
  }

  static Stream<Object> bodies() {
    return Stream.of(
        pattern(100), new ByteArrayInputStream(pattern(100)), new String(new char[100]));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void uploadsTheBodyAsAPart(Object body) throws Exception {
    Map<String, Object> upload = begin("k");

    Exchange sent = run("uploadPart", body, with(upload, Us3Constants.PART_NUMBER, "0"));

    UploadedPart part = parts(upload).get(0);
    assertThat(part.sizeBytes()).isEqualTo(100);
    assertThat(sent.getMessage().getBody()).isSameAs(body);
    assertThat(sent.getMessage().getHeaders())
        .containsEntry(Us3Constants.ETAG, part.eTag())
        .containsEntry(Us3Constants.CONTENT_LENGTH, 100L);
  }

  @Test
  void aPartThatIsThereAlreadyIsAnError() throws Exception {
    Map<String, Object> upload = begin("k");
    Map<String, Object> first = with(upload, Us3Constants.PART_NUMBER, 0);
    run("uploadPart", "x", first);

    Exception failure = failure("us3:photos?operation=uploadPart", "x", first);

    assertThat(failure).isExactlyInstanceOf(Us3DuplicatePartException.class);
  }

  @Test
  void aPartThatIsStoredWithAnotherETagIsAnError() throws Exception {
    Map<String, Object> upload = begin("k");
    String stored =
        "{\"RetCode\":0,\"Parts\":"
            + "[{\"PartNum\":0,\"Etag\":\"Xm-Ao0qXmMr8al25bMV7pMTbWcI=\",\"Size\":1}]}";
    us3.inject(Fault.wrongETag().on(Us3Api.UPLOAD_PART));
    us3.inject(Fault.http(200, "application/json", stored).on(Us3Api.LIST_PARTS));

    Exception failure =
        failure("us3:photos?operation=uploadPart", "x", with(upload, Us3Constants.PART_NUMBER, 0));

    assertThat(failure).isExactlyInstanceOf(Us3IntegrityException.class);
  }

  @Test
  void aPartWithAWrongETagInTheResponseAloneIsChecked() throws Exception {
    Map<String, Object> upload = begin("k");
    us3.inject(Fault.wrongETag().on(Us3Api.UPLOAD_PART));

    Exchange done = run("uploadPart", "x", with(upload, Us3Constants.PART_NUMBER, 0));

    assertThat(requests(Us3Api.LIST_PARTS)).hasSize(1);
    assertThat(done.getMessage().getHeader(Us3Constants.ETAG, String.class))
        .isEqualTo("EfatjsUqKYSrqv18O1FlA3hcIHI=");
  }

  @Test
  void sendsTheMd5OfAPart() throws Exception {
    Map<String, Object> upload = begin("k");

    upload(
        "us3:photos?operation=uploadPart&verifyUploadMd5=true",
        "hello",
        with(upload, Us3Constants.PART_NUMBER, 0));

    assertThat(requests(Us3Api.UPLOAD_PART).get(0).header("Content-MD5"))
        .contains("5d41402abc4b2a76b9719d911017c592");
  }

  @Test
  void copiesAPieceOfAnObjectAsAPart() throws Exception {
    us3.putObject(OTHER_BUCKET, "a ä", pattern(PART + 10), "text/plain");
    Map<String, Object> upload = begin("k");
    Map<String, Object> copy = copyOf("a ä", 5, 14);
    copy.putAll(upload);
    copy.put(Us3Constants.SOURCE_BUCKET_NAME, OTHER_BUCKET);

    Exchange copied = run("uploadPartCopy", "body", copy);

    UploadedPart part = parts(upload).get(0);
    assertThat(part.sizeBytes()).isEqualTo(10);
    assertThat(copied.getMessage().getBody()).isEqualTo("body");
    assertThat(copied.getMessage().getHeaders())
        .containsEntry(Us3Constants.ETAG, part.eTag())
        .containsEntry(Us3Constants.CONTENT_LENGTH, 10L);
  }

  @Test
  void listsPartsForTheFinish() throws Exception {
    Map<String, Object> upload = begin("k");
    for (int number : new int[] {2, 0, 1}) {
      run("uploadPart", "part " + number, with(upload, Us3Constants.PART_NUMBER, number));
    }

    Exchange listed = run("listParts", upload);

    List<UploadedPart> parts = partsIn(listed);
    assertThat(parts).extracting(UploadedPart::partNumber).containsExactly(0, 1, 2);
    assertThat(listed.getMessage().getHeaders())
        .containsEntry(Us3Constants.PART_COUNT, 3)
        .containsEntry(Us3Constants.TRUNCATED, false)
        .containsEntry(
            Us3Constants.PARTS,
            Map.of(0, parts.get(0).eTag(), 1, parts.get(1).eTag(), 2, parts.get(2).eTag()));
  }

  @Test
  void listsPartsPageByPageWhenTheMessageSaysSo() throws Exception {
    Map<String, Object> upload = begin("k");
    for (int number = 0; number < 5; number++) {
      run("uploadPart", "part " + number, with(upload, Us3Constants.PART_NUMBER, number));
    }
    Exchange page = run("listParts", with(upload, Us3Constants.MAX_RESULTS, 2));
    List<List<Integer>> pages = new ArrayList<>(List.of(numbers(page)));

    while (page.getMessage().getHeader(Us3Constants.TRUNCATED, boolean.class)) {
      Object next = page.getMessage().getHeader(Us3Constants.NEXT_MARKER);
      page.getMessage().setHeader(Us3Constants.MARKER, next);
      template.send("us3:photos?operation=listParts", page);
      pages.add(numbers(page));
    }

    assertThat(pages).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    assertThat(page.getMessage().getHeaders())
        .doesNotContainKeys(Us3Constants.NEXT_MARKER, Us3Constants.PARTS);
  }

  @Test
  void givesAnUploadUp() throws Exception {
    Map<String, Object> upload = begin("k");
    run("uploadPart", "x", with(upload, Us3Constants.PART_NUMBER, 0));

    run("abortMultipartUpload", "body", upload);

    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(failureOf("listParts", upload)).isInstanceOf(Us3ObjectNotFoundException.class);
  }

  @Test
  void listsUnfinishedUploadsPageByPage() throws Exception {
    for (String key : new String[] {"a/1", "a/2", "a/3", "b"}) {
      begin(key);
    }
    Map<String, Object> twoOfA = Map.of(Us3Constants.PREFIX, "a/", Us3Constants.MAX_RESULTS, 2);
    Exchange page = run("listMultipartUploads", twoOfA);
    List<List<String>> pages = new ArrayList<>(List.of(keys(page)));

    while (page.getMessage().getHeader(Us3Constants.TRUNCATED, boolean.class)) {
      Object next = page.getMessage().getHeader(Us3Constants.NEXT_MARKER);
      page.getMessage().setHeader(Us3Constants.MARKER, next);
      template.send("us3:photos?operation=listMultipartUploads", page);
      pages.add(keys(page));
    }

    assertThat(pages).containsExactly(List.of("a/1", "a/2"), List.of("a/3"));
    assertThat(page.getMessage().getHeaders()).doesNotContainKey(Us3Constants.NEXT_MARKER);
  }

  static Stream<Arguments> badRequests() {
    Map<String, Object> upload = with(key("k"), Us3Constants.UPLOAD_ID, "id");
    Map<String, Object> part = with(upload, Us3Constants.PART_NUMBER, 0);
    Map<String, Object> number = with(key("k"), Us3Constants.PART_NUMBER, 0);
    Map<String, Object> noEnd = with(part, Us3Constants.SOURCE_KEY, "a");
    noEnd.put(Us3Constants.RANGE_START, 0);
    String noPart = "header CamelUs3PartNumber must be set";
    return Stream.of(
        Arguments.of("uploadPart", upload, noPart),
        Arguments.of("uploadPartCopy", upload, noPart),
        Arguments.of(
            "uploadPart",
            with(upload, Us3Constants.PART_NUMBER, -1),
            "header CamelUs3PartNumber must be at least 0: -1"),
        Arguments.of(
            "uploadPart",
            with(upload, Us3Constants.PART_NUMBER, "first"),
            "header CamelUs3PartNumber must be of type Integer: first"),
        Arguments.of("uploadPart", part, "the message must have a body"),
        Arguments.of("uploadPart", number, "header CamelUs3UploadId must be set"),
        Arguments.of("uploadPartCopy", number, "header CamelUs3UploadId must be set"),
        Arguments.of("uploadPartCopy", part, "header CamelUs3SourceKey must be set"),
        Arguments.of(
            "uploadPartCopy", noEnd, "headers CamelUs3RangeStart and CamelUs3RangeEnd must be set"),
        Arguments.of("listParts", key("k"), "header CamelUs3UploadId must be set"),
        Arguments.of(
            "listParts",
            with(upload, Us3Constants.MARKER, "a/b"),
            "header CamelUs3Marker must be of type Integer: a/b"),
        Arguments.of(
            "listParts",
            with(upload, Us3Constants.MAX_RESULTS, 1001),
            "header CamelUs3MaxResults must be 1 to 1000: 1001"),
        Arguments.of(
            "abortMultipartUpload",
            with(key("k"), Us3Constants.UPLOAD_ID, " "),
            "header CamelUs3UploadId must not be blank"),
        Arguments.of(
            "listMultipartUploads",
            Map.of(Us3Constants.MAX_RESULTS, 0),
            "header CamelUs3MaxResults must be 1 to 1000: 0"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void namesTheHeaderThatIsMissingOrInvalid(
      String operation, Map<String, Object> headers, String message) {
    assertThat(failureOf(operation, headers))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aPieceThatBeginsBehindTheEndOfTheSourceIsTheServicesError() throws Exception {
    store("a", "hello");
    Map<String, Object> copy = copyOf("a", 7, 9);
    copy.putAll(begin("k"));

    assertThat(failureOf("uploadPartCopy", copy)).isExactlyInstanceOf(Us3ServiceException.class);
  }

  private Map<String, Object> begin(String key) throws Exception {
    Exchange begun = run("initiateMultipartUpload", key(key));
    return with(
        key(key), Us3Constants.UPLOAD_ID, begun.getMessage().getHeader(Us3Constants.UPLOAD_ID));
  }

  private List<UploadedPart> parts(Map<String, Object> upload) throws Exception {
    return partsIn(run("listParts", upload));
  }

  private static List<UploadedPart> partsIn(Exchange listed) {
    List<?> parts = listed.getMessage().getBody(List.class);
    return parts.stream().map(UploadedPart.class::cast).toList();
  }

  private static List<Integer> numbers(Exchange listed) {
    return partsIn(listed).stream().map(UploadedPart::partNumber).toList();
  }

  private static List<String> keys(Exchange listed) {
    List<?> uploads = listed.getMessage().getBody(List.class);
    return uploads.stream().map(upload -> ((UnfinishedUpload) upload).key()).toList();
  }

  private static Map<String, Object> copyOf(String sourceKey, int first, int last) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.PART_NUMBER, 0);
    headers.put(Us3Constants.SOURCE_KEY, sourceKey);
    headers.put(Us3Constants.RANGE_START, first);
    headers.put(Us3Constants.RANGE_END, last);
    return headers;
  }

  private static Map<String, Object> with(
      Map<String, Object> headers, String header, Object value) {
    Map<String, Object> more = new HashMap<>(headers);
    more.put(header, value);
    return more;
  }
}
