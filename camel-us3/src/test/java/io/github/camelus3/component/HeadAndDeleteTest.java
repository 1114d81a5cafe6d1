package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.transfer.DeleteOutcome;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations headObject, deleteObject and deleteObjects. */
class HeadAndDeleteTest extends Us3TestSupport {

  @Test
  void headSetsTheAttributesAndLeavesTheBody() throws Exception {
    upload("us3:photos?metadata.owner=Alice&mimeType=text/html", "hello", key("k"));

    Exchange head = run("headObject", "body", key("k"));

    assertThat(head.getMessage().getBody()).isEqualTo("body");
    assertThat(head.getMessage().getHeaders())
        .containsEntry(Us3Constants.OBJECT_EXISTS, true)
        .containsEntry(Us3Constants.KEY, "k")
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.CONTENT_LENGTH, 5L)
        .containsEntry(Us3Constants.ETAG, us3.object(BUCKET, "k").orElseThrow().eTag())
        .containsEntry(Us3Constants.MIME_TYPE, "text/html")
        .containsEntry(Us3Constants.STORAGE_CLASS, "STANDARD")
        .containsEntry(Us3Constants.METADATA, Map.of("owner", "Alice"))
        .containsEntry(Us3Constants.HTTP_STATUS, 200);
    assertThat(head.getMessage().getHeader(Us3Constants.LAST_MODIFIED)).isInstanceOf(Instant.class);
  }

  @Test
  void headOfAMissingObjectIsAnError() {
    Exchange failed = send("us3:photos?operation=headObject", "body", key("none"));

    assertThat(failed.getException()).isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.HTTP_STATUS)).isEqualTo(404);
  }

  @Test
  void headOfAMissingObjectRemovesHeadersOfAnotherObject() throws Exception {
    store("k", "hello");
    Exchange exchange = run("headObject", "body", key("k"));

    exchange.getMessage().setHeader(Us3Constants.KEY, "none");
    template.send("us3:photos?operation=headObject&notFoundAsHeader=true", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getBody()).isEqualTo("body");
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry(Us3Constants.OBJECT_EXISTS, false)
        .containsEntry(Us3Constants.HTTP_STATUS, 404)
        .doesNotContainKeys(
            Us3Constants.ETAG,
            Us3Constants.CONTENT_LENGTH,
            Us3Constants.LAST_MODIFIED,
            Us3Constants.MIME_TYPE,
            Us3Constants.STORAGE_CLASS,
            Us3Constants.METADATA);
  }

  @Test
  void headOfAMissingObjectLeavesHeadersOfTheRoute() throws Exception {
    Map<String, Object> headers = new HashMap<>(key("none"));
    headers.put(Us3Constants.MIME_TYPE, "text/html");
    headers.put(Us3Constants.STORAGE_CLASS, "IA");

    Exchange head =
        upload("us3:photos?operation=headObject&notFoundAsHeader=true", "body", headers);

    assertThat(head.getMessage().getHeaders()).containsAllEntriesOf(headers);
  }

  @Test
  void aServiceThatFailsIsNoObjectThatIsNotThere() {
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.HEAD_FILE));

    Exception failure =
        failure("us3:photos?operation=headObject&notFoundAsHeader=true", null, key("k"));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
  }

  @Test
  void deletesAnObject() throws Exception {
    store("k", "hello");
    store("other", "hello");

    Exchange deleted = run("deleteObject", "body", key("k"));

    assertThat(us3.keys(BUCKET)).containsExactly("other");
    assertThat(deleted.getMessage().getBody()).isEqualTo("body");
  }

  @Test
  void deletingAMissingObjectIsAnError() {
    Exception failure = failureOf("deleteObject", key("none"));

    assertThat(failure).isExactlyInstanceOf(Us3ObjectNotFoundException.class);
  }

  @Test
  void givesAnOutcomeForEachKey() throws Exception {
    store("a", "x");
    store("locked", "x");
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.DELETE_FILE).key("locked"));

    Exchange deleted =
        run(
            "deleteObjects",
            Map.of(Us3Constants.KEYS_TO_DELETE, List.of("a", "none", "locked", "a")));

    Map<String, DeleteOutcome> outcomes = outcomes(deleted);
    assertThat(outcomes).containsOnlyKeys("a", "none", "locked");
    assertThat(outcomes.get("a")).isEqualTo(new DeleteOutcome("a", true, null));
    assertThat(outcomes.get("none")).isEqualTo(new DeleteOutcome("none", false, null));
    assertThat(outcomes.get("locked").isDeleted()).isFalse();
    assertThat(outcomes.get("locked").failure()).hasMessageContaining("action not allow");
    assertThat(us3.keys(BUCKET)).containsExactly("locked");
    assertThat(deleted.getMessage().getHeaders()).doesNotContainKey(Us3Constants.RET_CODE);
  }

  @Test
  void deletesManyInTheOrderOfTheirKeysAndNoMoreAtOnceThanTheMessageAllows() throws Exception {
    List<String> keys = IntStream.range(0, 40).mapToObj(i -> "k" + i).toList();
    keys.forEach(key -> store(key, "x"));

    Exchange deleted = run("deleteObjects", keys, Map.of(Us3Constants.JOBS, 3));

    assertThat(outcomes(deleted).keySet()).containsExactlyElementsOf(keys);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(us3.connectionsOpened()).isLessThanOrEqualTo(3);
  }

  static Stream<Arguments> formsOfKeys() {
    return Stream.of(
        Arguments.of(List.of("a", "b")),
        Arguments.of(List.of("a", "b").iterator()),
        Arguments.of((Object) new String[] {"a", "b"}),
        Arguments.of(List.of(new StringBuilder("a"), "b")));
  }

  @ParameterizedTest
  @MethodSource("formsOfKeys")
  void takesKeysInManyForms(Object keys) throws Exception {
    store("a", "x");
    store("b", "x");

    run("deleteObjects", keys, Map.of());

    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void takesOneKeyAsText() throws Exception {
    store("a, b", "x");

    run("deleteObjects", "a, b", Map.of());

    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("listings")
  void deletesTheObjectsOfAListing(String listing) throws Exception {
    store("tmp/1", "x");
    store("tmp/2", "x");
    store("keep", "x");

    Exchange exchange =
        upload("us3:photos?operation=listObjects&prefix=tmp/" + listing, null, Map.of());
    template.send("us3:photos?operation=deleteObjects", exchange);

    assertThat(outcomes(exchange)).containsOnlyKeys("tmp/1", "tmp/2");
    assertThat(us3.keys(BUCKET)).containsExactly("keep");
  }

  static Stream<String> listings() {
    return Stream.of("", "&listAll=true&maxResults=1", "&listApi=prefixFileList");
  }

  @Test
  void theHeaderWinsOverTheBody() throws Exception {
    store("a", "x");
    store("b", "x");

    run("deleteObjects", List.of("b"), Map.of(Us3Constants.KEYS_TO_DELETE, List.of("a")));

    assertThat(us3.keys(BUCKET)).containsExactly("b");
  }

  @Test
  void noKeysAreNothingToDelete() throws Exception {
    assertThat(outcomes(run("deleteObjects", List.of(), Map.of()))).isEmpty();
    assertThat(us3.requests()).isEmpty();
  }

  static Stream<Arguments> badKeys() {
    return Stream.of(
        Arguments.of(null, "the body must hold keys to delete: null"),
        Arguments.of(17, "the body must hold keys to delete: java.lang.Integer"),
        Arguments.of(
            Arrays.asList("a", null), "the body must not hold a missing or empty key: null"),
        Arguments.of(List.of("a", ""), "the body must not hold a missing or empty key: "));
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void refusesInvalidKeysBeforeOneIsDeleted(Object keys, String message) {
    store("a", "x");

    Exception failure = failure("us3:photos?operation=deleteObjects", keys, Map.of());

    assertThat(failure).isExactlyInstanceOf(IllegalArgumentException.class).hasMessage(message);
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void namesTheHeaderThatHoldsNoKeys() {
    Exception failure = failureOf("deleteObjects", Map.of(Us3Constants.KEYS_TO_DELETE, 17));

    assertThat(failure)
        .hasMessageContaining("header CamelUs3KeysToDelete must hold keys to delete");
  }

  private static Map<String, DeleteOutcome> outcomes(Exchange exchange) {
    assertThat(exchange.getException()).isNull();
    return assertThat(exchange.getMessage().getBody())
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, DeleteOutcome.class))
        .actual();
  }
}
