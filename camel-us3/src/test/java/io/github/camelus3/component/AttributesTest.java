package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.ObjectAcl;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations on the attributes of an object: storage class, MIME type, tags, ACL. */
class AttributesTest extends Us3TestSupport {

  @BeforeEach
  void storeAnObject() {
    store("k", "hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Expedited", "EXPEDITED", "standard"})
  void restoresAnArchivedObject(String tier) throws Exception {
    run("changeStorageClass", with(Us3Constants.STORAGE_CLASS, "ARCHIVE"));
    assertThat(failureOf("getObject", key("k"))).isInstanceOf(Us3ServiceException.class);

    run("restoreObject", with(Us3Constants.RESTORE_TIER, tier));

    assertThat(run("getObject", key("k")).getMessage().getBody(String.class)).isEqualTo("hello");
    assertThat(requests(Us3Api.RESTORE).get(0).header("Tier"))
        .get()
        .asString()
        .isEqualToIgnoringCase(tier);
  }

  @Test
  void restoresInTheStandardTierWhenNothingSaysOtherwise() throws Exception {
    run("changeStorageClass", with(Us3Constants.STORAGE_CLASS, "ARCHIVE"));

    run("restoreObject", key("k"));

    assertThat(requests(Us3Api.RESTORE).get(0).header("Tier")).contains("Standard");
  }

  @Test
  void restoringAnObjectThatIsNotArchivedFails() {
    Exception failure = failureOf("restoreObject", key("k"));

    assertThat(failure)
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("storage class is not archive");
  }

  @Test
  void changesTheStorageClassToTheHeaderElseTheOption() throws Exception {
    upload("us3:photos?operation=changeStorageClass&storageClass=IA", null, key("k"));
    assertThat(object().storageClass()).isEqualTo("IA");

    upload(
        "us3:photos?operation=changeStorageClass&storageClass=IA",
        null,
        with(Us3Constants.STORAGE_CLASS, "ARCHIVE"));
    assertThat(object().storageClass()).isEqualTo("ARCHIVE");
  }

  @Test
  void aStorageClassThatHeadHasFoundIsNotTheOneToChangeTo() throws Exception {
    Exchange exchange = run("headObject", key("k"));

    template.send("us3:photos?operation=changeStorageClass&storageClass=IA", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(object().storageClass()).isEqualTo("IA");
  }

  @Test
  void aStorageClassThatTheRouteSetsAfterHeadIsTheOneToChangeTo() throws Exception {
    Exchange exchange = run("headObject", key("k"));

    exchange.getMessage().setHeader(Us3Constants.STORAGE_CLASS, "ARCHIVE");
    template.send("us3:photos?operation=changeStorageClass&storageClass=IA", exchange);

    assertThat(object().storageClass()).isEqualTo("ARCHIVE");
  }

  @Test
  void changesTheMimeTypeToTheHeaderElseTheOption() throws Exception {
    upload("us3:photos?operation=changeMimeType&mimeType=text/html", null, key("k"));
    assertThat(object().mimeType()).isEqualTo("text/html");

    Map<String, Object> headers = with(Us3Constants.MIME_TYPE, "text/csv");
    upload("us3:photos?operation=changeMimeType&mimeType=text/html", null, headers);
    assertThat(object().mimeType()).isEqualTo("text/csv");
  }

  @Test
  void aMimeTypeThatHeadHasFoundIsNotTheOneToChangeTo() throws Exception {
    Exchange exchange = run("headObject", key("k"));

    template.send("us3:photos?operation=changeMimeType&mimeType=text/html", exchange);

    assertThat(object().mimeType()).isEqualTo("text/html");
  }

  @Test
  void putsReadsAndRemovesTags() throws Exception {
    Map<String, String> tags = Map.of("team", "blue", "stage", "test");

    run("putTagging", "body", with(Us3Constants.TAGS, tags));
    Exchange read = run("getTagging", key("k"));
    run("deleteTagging", key("k"));

    assertThat(read.getMessage().getBody()).isEqualTo(tags);
    assertThat(read.getMessage().getHeader(Us3Constants.TAGS)).isEqualTo(tags);
    assertThat(run("getTagging", key("k")).getMessage().getBody()).isEqualTo(Map.of());
  }

  @Test
  void tagsThatWereReadCanBeChangedAndPutBack() throws Exception {
    run("putTagging", Map.of("team", "blue"), key("k"));
    Exchange exchange = run("getTagging", key("k"));

    exchange.getMessage().getBody(Map.class).put("stage", 2);
    template.send("us3:photos?operation=putTagging", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(run("getTagging", key("k")).getMessage().getBody())
        .isEqualTo(Map.of("team", "blue", "stage", "2"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void takesOneToTenTags(int count) throws Exception {
    run("putTagging", tags(count), key("k"));

    assertThat(run("getTagging", key("k")).getMessage().getBody()).isEqualTo(tags(count));
  }

  static Stream<Arguments> badTags() {
    return Stream.of(
        Arguments.of(Map.of(), "number of tags must be 1 to 10: 0"),
        Arguments.of(tags(11), "number of tags must be 1 to 10: 11"),
        Arguments.of(Map.of("a", "!"), "allowed characters: \"a\"=\"!\""),
        Arguments.of(Map.of("", "v"), "allowed characters: \"\"=\"v\""),
        Arguments.of(Map.of("n".repeat(129), "v"), "allowed characters: \"nnn"),
        Arguments.of(Map.of("n", "v".repeat(257)), "allowed characters: \"n\"=\"vvv"),
        Arguments.of(Collections.singletonMap("a", null), "the body must not hold a null: a=null"),
        Arguments.of("a=b", "header CamelUs3Tags or the body must be a map of tags"),
        Arguments.of(null, "header CamelUs3Tags or the body must be a map of tags"));
  }

  @ParameterizedTest
  @MethodSource("badTags")
  void refusesInvalidTagsBeforeAnythingIsSent(Object body, String message) {
    Exception failure = failure("us3:photos?operation=putTagging", body, key("k"));

    assertRefused(failure, message);
  }

  @Test
  void namesTheHeaderThatHoldsNoTags() {
    assertRefused(
        failureOf("putTagging", with(Us3Constants.TAGS, List.of("a"))),
        "header CamelUs3Tags must be of type Map: [a]");
  }

  @Test
  void setsTheAclOfTheHeaderElseOfTheBody() throws Exception {
    run("putAcl", "default", with(Us3Constants.ACL, "public-read"));
    Exchange publicRead = run("getAcl", key("k"));
    run("putAcl", "default", key("k"));
    Exchange asTheBucket = run("getAcl", key("k"));

    assertThat(publicRead.getMessage().getBody(ObjectAcl.class).grant()).isEqualTo("public-read");
    assertThat(publicRead.getMessage().getHeader(Us3Constants.ACL)).isEqualTo("public-read");
    assertThat(asTheBucket.getMessage().getHeader(Us3Constants.ACL)).isEqualTo("default");
  }

  @Test
  void anAclThatWasReadIsNotTheOneToSet() throws Exception {
    Exchange exchange = run("getAcl", key("k"));

    exchange.getMessage().setBody("public-read");
    template.send("us3:photos?operation=putAcl", exchange);

    assertThat(run("getAcl", key("k")).getMessage().getHeader(Us3Constants.ACL))
        .isEqualTo("public-read");
  }

  @Test
  void anAclCanBePutOnAnotherObject() throws Exception {
    store("other", "x");
    run("putAcl", "public-read", key("k"));
    Exchange exchange = run("getAcl", key("k"));

    exchange.getMessage().setHeader(Us3Constants.KEY, "other");
    template.send("us3:photos?operation=putAcl", exchange);

    assertThat(run("getAcl", key("other")).getMessage().getHeader(Us3Constants.ACL))
        .isEqualTo("public-read");
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of(
            "restoreObject",
            Us3Constants.RESTORE_TIER,
            "soon",
            "header CamelUs3RestoreTier must be one of [EXPEDITED, STANDARD]: soon"),
        Arguments.of(
            "changeStorageClass",
            Us3Constants.STORAGE_CLASS,
            "COLD",
            "storageClass must be STANDARD, IA or ARCHIVE: COLD"),
        Arguments.of(
            "changeStorageClass",
            "unrelated",
            1,
            "header CamelUs3StorageClass or option storageClass must be set"),
        Arguments.of(
            "changeMimeType",
            "unrelated",
            1,
            "header CamelUs3MimeType or option mimeType must be set"),
        Arguments.of(
            "changeMimeType",
            Us3Constants.MIME_TYPE,
            "ä",
            "MIME type must be printable ASCII and not blank: \"ä\""),
        Arguments.of(
            "putAcl", Us3Constants.ACL, "everyone", "ACL must be default or public-read: everyone"),
        Arguments.of("putAcl", Us3Constants.ACL, "", "header CamelUs3Acl must not be blank"),
        Arguments.of("putAcl", "unrelated", 1, "header CamelUs3Acl or the body must hold an ACL"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void namesTheHeaderThatIsMissingOrInvalid(
      String operation, String header, Object value, String message) {
    assertRefused(failureOf(operation, with(header, value)), message);
  }

  private void assertRefused(Exception failure, String message) {
    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(us3.requests()).isEmpty();
  }

  private StoredObject object() {
    return us3.object(BUCKET, "k").orElseThrow();
  }

  private static Map<String, Object> with(String header, Object value) {
    Map<String, Object> headers = new HashMap<>(key("k"));
    headers.put(header, value);
    return headers;
  }

  private static Map<String, String> tags(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(
            Collectors.toMap(
                i -> "tag " + i, i -> "v+-=._:/@ " + i, (a, b) -> a, LinkedHashMap::new));
  }
}
