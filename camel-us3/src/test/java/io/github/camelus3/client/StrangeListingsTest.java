package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.html;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to listings and readers of attributes that US3 is not known to send. */
class StrangeListingsTest {
  private static final ListRequest REQUEST = ListRequest.of(BUCKET).withMarker("m");
  private static final String OBJECT = "{\"Key\":\"k\",\"Size\":\"1\"}";
  private static final String FILE = "{\"FileName\":\"k\",\"Size\":1}";

  private static final ClientCall OBJECTS =
      new ClientCall("ListObjects", client -> client.listing().objects(REQUEST));
  private static final ClientCall FILES =
      new ClientCall("PrefixFileList", client -> client.listing().prefixFiles(REQUEST));
  private static final ClientCall UPLOADS =
      new ClientCall("GetMultiUploadId", client -> client.listMultipartUploads(BUCKET, "", "", 10));
  private static final ClientCall TAGS =
      new ClientCall("GetObjectTagging", client -> client.attributes().tags(BUCKET, "k"));
  private static final ClientCall ACL =
      new ClientCall("GetObjectAcl", client -> client.attributes().acl(BUCKET, "k"));

  static Stream<ClientCall> readers() {
    return Stream.of(OBJECTS, FILES, UPLOADS, TAGS, ACL);
  }

  static Stream<ClientCall> listings() {
    return Stream.of(OBJECTS, FILES, UPLOADS);
  }

  private interface Use {
    void of(Us3Client client) throws Exception;
  }

  private static void with(ScriptedServer.Step step, Use use) throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(step);
        Us3Client client = Clients.of(server.endpoint())) {
      use.of(client);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void successThatIsAPageOfHtmlIsAnError(ClientCall reader) {
    Us3ServiceException e = reader.failure(html(200, "<html>\n<h1>Log in first</h1></html>"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getOperation()).isEqualTo(reader.name());
    assertThat(e.getErrMsg()).contains("<html> <h1>Log in first");
    assertThat(e.isRetryable()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void truncatedJsonIsAnError(ClientCall reader) {
    Us3ServiceException e = reader.failure(json(200, "{\"DataSet\":[],\"NextMark"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e).hasMessageContaining("{\"DataSet\":[],\"NextMark");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void successWithTheServicesErrorInItIsThatError(ClientCall reader) {
    String body = "{\"RetCode\":-148653, \"ErrMsg\":\"bucket not exists\"}";

    assertThat(reader.failure(json(200, body)))
        .isExactlyInstanceOf(Us3BucketNotFoundException.class);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void notModifiedIsAnErrorWithoutACondition(ClientCall reader) {
    Us3ServiceException e = reader.failure(response(304, "text/plain", "", ""));

    assertThat(e.getHttpStatus()).isEqualTo(304);
  }

  @ParameterizedTest
  @MethodSource("listings")
  void jsonThatIsNoListingIsAnError(ClientCall reader) {
    assertThat(reader.failure(json(200, "{\"Other\":1}")))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("{\"Other\":1}");
  }

  @ParameterizedTest
  @MethodSource("listings")
  void entryWithoutAKeyIsAnError(ClientCall reader) {
    String page =
        "{\"Contents\":[{\"Size\":\"1\"}],\"DataSet\":[{\"Size\":1}],\"IsTruncated\":false}";

    assertThat(reader.failure(json(200, page)))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("without");
  }

  @Test
  void uploadWithoutAnIdIsAnError() {
    assertThat(UPLOADS.failure(json(200, "{\"DataSet\":[{\"FileName\":\"k\"}]}")))
        .hasMessageContaining("without FileName or UploadId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "l", ""})
  void objectsWhoseMarkerDoesNotAdvanceAreAnError(String next) {
    String page =
        "{\"Contents\":[" + OBJECT + "],\"IsTruncated\":true,\"NextMarker\":\"" + next + "\"}";

    assertThat(OBJECTS.failure(json(200, page)))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("the marker does not advance: m, then " + next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m", "l"})
  void filesWhoseMarkerDoesNotAdvanceAreAnError(String next) {
    String page = "{\"DataSet\":[" + FILE + "],\"NextMarker\":\"" + next + "\"}";

    assertThat(FILES.failure(json(200, page)))
        .hasMessageContaining("the marker does not advance: m, then " + next);
  }

  @Test
  void markerAdvancesByTheBytesOfUtf8NotByChars() throws Exception {
    ListRequest request = REQUEST.withMarker("\uFF5E"); // its char is above the surrogates
    String page = "{\"Contents\":[],\"IsTruncated\":true,\"NextMarker\":\"\uD83D\uDE00\"}";

    with(
        json(200, page),
        client ->
            assertThat(client.listing().objects(request).nextMarker()).isEqualTo("\uD83D\uDE00"));
  }

  @Test
  void markerOfALastPageMeansNothing() throws Exception {
    String page = "{\"Contents\":[" + OBJECT + "],\"IsTruncated\":false,\"NextMarker\":\"a\"}";

    with(
        json(200, page),
        client -> assertThat(client.listing().objects(REQUEST).isTruncated()).isFalse());
  }

  @Test
  void objectsAreReadInBothSpellingsWithWhatIsThere() throws Exception {
    String page =
        "{\"Contents\":[{\"Key\":\"a\",\"Size\":6,\"Etag\":\"\\\"e\\\"\",\"LastModified\":1},"
            + "{\"Key\":\"b\",\"Size\":\"many\",\"ETag\":\"e\",\"UserMeta\":null}]}";

    with(
        json(200, page),
        client ->
            assertThat(client.listing().objects(REQUEST).objects())
                .containsExactly(
                    new ObjectSummary(
                        BUCKET,
                        "a",
                        6,
                        "e",
                        null,
                        null,
                        Instant.ofEpochSecond(1),
                        null,
                        Map.of(),
                        null),
                    new ObjectSummary(
                        BUCKET, "b", -1, "e", null, null, null, null, Map.of(), null)));
  }

  @Test
  void iterationFailsWithTheCauseAtThePageThatFails() {
    String first = "{\"Contents\":[" + OBJECT + "],\"IsTruncated\":true,\"NextMarker\":\"n\"}";
    try (ScriptedServer server = ScriptedServer.playing(json(200, first), html(502, "oops"));
        Us3Client client = Clients.of(server.endpoint())) {
      Iterator<ObjectSummary> all = client.listing().allObjects(REQUEST);

      assertThat(all.next().key()).isEqualTo("k");
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(all::hasNext)
          .withCauseInstanceOf(Us3ServiceException.class);
    }
  }

  @Test
  void iterationReadsPagesLazily() {
    try (ScriptedServer server = ScriptedServer.playing(json(200, "{\"Contents\":[]}"));
        Us3Client client = Clients.of(server.endpoint())) {
      Iterator<ObjectSummary> all = client.listing().allObjects(REQUEST);
      assertThat(server.requestLines()).isEmpty();

      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(all::next);

      assertThat(server.requestLines()).hasSize(1);
    }
  }

  @Test
  void emptyPageIsSkippedWhenThereIsAnother() {
    String first = "{\"Contents\":[],\"IsTruncated\":true,\"NextMarker\":\"n\"}";
    String second = "{\"Contents\":[" + OBJECT + "],\"IsTruncated\":false}";
    try (ScriptedServer server = ScriptedServer.playing(json(200, first), json(200, second));
        Us3Client client = Clients.of(server.endpoint())) {
      Iterator<ObjectSummary> all = client.listing().allObjects(REQUEST);

      assertThat(all.next().key()).isEqualTo("k");
      assertThat(all).isExhausted();
    }
  }

  @Test
  void objectWithoutTagsHasNone() throws Exception {
    with(
        json(200, "{\"Tags\":null}"),
        client -> assertThat(client.attributes().tags(BUCKET, "k")).isEmpty());
  }

  @Test
  void aclWithoutAGrantIsAnError() {
    assertThat(ACL.failure(json(200, "{\"Owner\":{\"ID\":\"1\"}}")))
        .hasMessageContaining("no AccessControlList with a Grant");
  }

  @Test
  void aclWithoutAnOwnerIsTaken() throws Exception {
    with(
        json(200, "{\"AccessControlList\":{\"Grant\":\"default\"}}"),
        client ->
            assertThat(client.attributes().acl(BUCKET, "k"))
                .isEqualTo(new ObjectAcl(null, null, "default")));
  }
}
