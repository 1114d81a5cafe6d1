package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.io.File;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of headers as brokers, data formats and other components give them. */
class HeaderValuesTest extends Us3TestSupport {
  private static final UUID ID = new UUID(1, 2);

  @ParameterizedTest
  @MethodSource("texts")
  void metadataOfAnyTypeIsReadAsText(Object value, String expected) throws Exception {
    upload("us3:photos?keyName=k", "x", Map.of(Us3Constants.METADATA, Map.of("n", value)));

    assertThat(us3.object(BUCKET, "k").orElseThrow().metadata()).isEqualTo(Map.of("n", expected));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aKeyOfAnyTypeIsReadAsText(Object value, String expected) throws Exception {
    upload("us3:photos", "x", Map.of(Us3Constants.KEY, value));
    run("deleteObjects", Map.of(Us3Constants.KEYS_TO_DELETE, List.of("other", value)));

    assertThat(us3.requests()).hasSize(3);
    assertThat(us3.requests().get(0).toString()).contains(expected);
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  static List<Arguments> texts() {
    return List.of(
        Arguments.of("kafka".getBytes(UTF_8), "kafka"),
        Arguments.of(ByteBuffer.wrap("buffer".getBytes(UTF_8)), "buffer"),
        Arguments.of("chars".toCharArray(), "chars"),
        Arguments.of(new StringBuilder("builder"), "builder"),
        Arguments.of(Optional.of("optional".getBytes(UTF_8)), "optional"),
        Arguments.of(TextNode.valueOf("node"), "node"),
        Arguments.of(new ObjectMapper().valueToTree(17), "17"),
        Arguments.of(1.5, "1.5"),
        Arguments.of(true, "true"),
        Arguments.of(ID, ID.toString()),
        Arguments.of(OptionalInt.of(5), "5"),
        Arguments.of(Optional.of(OptionalLong.of(1L << 40)), "1099511627776"),
        Arguments.of(Path.of("pom.xml"), "pom.xml"), // not what the file holds
        Arguments.of(new File("pom.xml"), "pom.xml"),
        Arguments.of(Us3UploadMode.mput, "mput"));
  }

  @Test
  void namesOfMetadataAreTextToo() throws Exception {
    Map<Object, Object> metadata = new HashMap<>();
    metadata.put("source".getBytes(UTF_8), "a");
    metadata.put(TextNode.valueOf("node"), "b");

    upload("us3:photos?keyName=k", "x", Map.of(Us3Constants.METADATA, metadata));
    upload(
        "us3:photos?keyName=l",
        "x",
        Map.of(Us3Constants.METADATA, new ObjectMapper().readTree("{\"a\":1,\"b\":\"c\"}")));

    assertThat(us3.object(BUCKET, "k").orElseThrow().metadata())
        .isEqualTo(Map.of("source", "a", "node", "b"));
    assertThat(us3.object(BUCKET, "l").orElseThrow().metadata())
        .isEqualTo(Map.of("a", "1", "b", "c"));
  }

  @ParameterizedTest
  @MethodSource("noTexts")
  void aValueThatIsNoTextIsRefusedByTheNameOfItsHeader(Object value) {
    Exception metadata =
        failure(
            "us3:photos?keyName=k", "x", Map.of(Us3Constants.METADATA, Map.of("source", value)));
    Exception keys =
        failureOf("deleteObjects", Map.of(Us3Constants.KEYS_TO_DELETE, List.of("a", value)));

    assertThat(metadata)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header CamelUs3Metadata")
        .hasMessageContaining("source");
    assertThat(keys)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header CamelUs3KeysToDelete");
    assertThat(us3.requests()).isEmpty();
  }

  static List<Object> noTexts() {
    return List.of(
        new Object(),
        new int[] {1},
        List.of("a"),
        Map.of("a", "b"),
        Optional.empty(),
        OptionalInt.empty(),
        new DefaultExchange(new DefaultCamelContext()),
        new byte[] {(byte) 0xff, 'a'});
  }

  @ParameterizedTest
  @MethodSource("durations")
  void aDurationIsTakenInEveryForm(Object value) throws Exception {
    store("k", "x");

    Exchange done =
        run("createDownloadLink", Map.of(Us3Constants.KEY, "k", Us3Constants.URL_EXPIRY, value));

    long expires =
        Long.parseLong(
            done.getMessage().getBody(String.class).replaceAll(".*Expires=(\\d+).*", "$1"));
    assertThat(expires - System.currentTimeMillis() / 1000).isBetween(600L, 901L);
  }

  static List<Object> durations() {
    return List.of(
        Duration.ofMinutes(15),
        Optional.of(Duration.ofMinutes(15)),
        900_000L,
        900_000,
        900_000.0,
        new BigDecimal("9e5"),
        "900000",
        "15m",
        "14m60s",
        "PT15M",
        "pt900s",
        " PT900S ",
        "PT15M".getBytes(UTF_8),
        TextNode.valueOf("15m"));
  }

  @ParameterizedTest
  @MethodSource("noDurations")
  void anInvalidDurationIsRefusedByName(Object value) {
    assertThat(
            failureOf(
                "createDownloadLink",
                Map.of(Us3Constants.KEY, "k", Us3Constants.URL_EXPIRY, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header CamelUs3UrlExpiry")
        .hasMessageContaining(String.valueOf(value));
  }

  static List<Object> noDurations() {
    return List.of("soon", "P1X", "15 minutes", "m15", "", "1.5m", true);
  }

  @Test
  void enumsAndNumbersAreReadFromBytes() throws Exception {
    Exchange done =
        upload(
            "us3:photos",
            pattern(2 * PART),
            Map.of(
                Us3Constants.KEY,
                "k".getBytes(UTF_8),
                Us3Constants.OPERATION,
                Optional.of("Upload"),
                Us3Constants.MODE,
                "MPUT".getBytes(UTF_8),
                Us3Constants.JOBS,
                "3".getBytes(UTF_8)));

    assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo("MPut");
    assertThat(failure("us3:photos", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.JOBS, 2.5)))
        .hasMessage("header CamelUs3Jobs must be of type Integer: 2.5");
  }

  @Test
  void partsAreReadFromBytesAndTrees() throws Exception {
    Exchange begun = run("initiateMultipartUpload", key("k"));
    String uploadId = begun.getMessage().getHeader(Us3Constants.UPLOAD_ID, String.class);
    String eTag =
        run(
                "uploadPart",
                "part",
                Map.of(
                    Us3Constants.KEY,
                    "k",
                    Us3Constants.UPLOAD_ID,
                    uploadId.getBytes(UTF_8),
                    Us3Constants.PART_NUMBER,
                    "0".getBytes(UTF_8)))
            .getMessage()
            .getHeader(Us3Constants.ETAG, String.class);
    Map<Object, Object> parts = new HashMap<>();
    parts.put("0".getBytes(UTF_8), eTag.getBytes(UTF_8));

    for (Object given :
        Arrays.asList(
            List.of(new Object()), Map.of("first", eTag), parts, List.of(eTag.getBytes(UTF_8)))) {
      Exchange done =
          send(
              "us3:photos?mode=finish",
              null,
              Map.of(
                  Us3Constants.KEY, "k",
                  Us3Constants.UPLOAD_ID, uploadId,
                  Us3Constants.PARTS, given));
      if (given == parts) {
        assertThat(done.getException()).isNull();
        break;
      }
      assertThat(done.getException())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("header CamelUs3Parts");
    }

    assertThat(stored("k")).isEqualTo("part".getBytes(UTF_8));
  }

  @Test
  void aPolicyHoldsTextsInEveryForm() throws Exception {
    try (CallbackService service = new CallbackService()) {
      Map<String, Object> policy =
          Map.of(
              "callbackUrl",
              new StringBuilder(service.url()),
              "callbackBody",
              "a=$(x:a)&b=$(x:b)&c=$(x:c)".getBytes(UTF_8),
              "callbackVar",
              Map.of(
                  "x:a",
                  "1".getBytes(UTF_8),
                  "x:b",
                  Optional.of("2"),
                  "x:c",
                  TextNode.valueOf("3")));

      for (Object given :
          List.of(
              policy,
              Optional.of(policy),
              new ObjectMapper()
                  .writeValueAsBytes(
                      Map.of("callbackUrl", service.url(), "callbackBody", "a=1&b=2&c=3")))) {
        upload("us3:photos?keyName=k", "x", Map.of(Us3Constants.POLICY, given));
      }

      assertThat(service.queries()).hasSize(3).containsOnly("a=1&b=2&c=3");
    }
  }

  @Test
  void aPolicyWithAValueThatIsNoTextIsRefused() {
    Map<String, Object> policy =
        Map.of("callbackUrl", "http://h/a", "callbackVar", Map.of("x:a", new Object()));

    assertThat(failure("us3:photos?keyName=k", "x", Map.of(Us3Constants.POLICY, policy)))
        .isInstanceOf(Us3InvalidPutPolicyException.class)
        .hasMessageContaining("header CamelUs3Policy, member callbackVar, member x:a");
  }

  @Test
  void aNumberThatJsonLacksIsNamedByItsMember() {
    Map<String, Object> policy = Map.of("callbackUrl", "http://h/a", "deadline", Double.NaN);

    assertThat(failure("us3:photos?keyName=k", "x", Map.of(Us3Constants.POLICY, policy)))
        .isInstanceOf(Us3InvalidPutPolicyException.class)
        .hasMessageContaining("header CamelUs3Policy, member deadline")
        .hasMessageContaining("NaN");
  }

  @ParameterizedTest
  @MethodSource("noLists")
  void anInvalidListOfKeysDeletesNothing(Object body) {
    store("k", "x");

    assertThat(failure("us3:photos?operation=deleteObjects", body, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the body must hold keys to delete");
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  static List<Object> noLists() {
    return List.of(
        new ObjectMapper().valueToTree(Map.of("key", "k")),
        Map.of("key", "k"),
        Path.of("k"),
        OptionalInt.of(1));
  }

  @Test
  void aBodyWithValuesToSetIsReadLikeAHeader() throws Exception {
    store("k", "x");

    run("putAcl", Optional.of(TextNode.valueOf("public-read")), Map.of(Us3Constants.KEY, "k"));
    run("putTagging", Optional.of(Map.of("a", "b".getBytes(UTF_8))), Map.of(Us3Constants.KEY, "k"));

    assertThat(
            run("getAcl", Map.of(Us3Constants.KEY, "k")).getMessage().getHeader(Us3Constants.ACL))
        .isEqualTo("public-read");
    assertThat(run("getTagging", Map.of(Us3Constants.KEY, "k")).getMessage().getBody())
        .isEqualTo(Map.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Us3Constants.MIME_TYPE, Exchange.FILE_CONTENT_TYPE})
  void aMimeTypeWithABlankIsRefusedWhicheverHeaderHoldsIt(String header) {
    assertThat(
            failure("us3:photos?keyName=k", "x", Map.of(header, "image/svg xml".getBytes(UTF_8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header " + header + " must not hold a blank")
        .hasMessageContaining("image/svg xml");
  }

  @Test
  void emptyTextsOfAPolicyAreValues() throws Exception {
    try (CallbackService service = new CallbackService()) {
      upload(
          "us3:photos?keyName=k&callbackUrl="
              + service.url()
              + "&callbackBody=a=$(x:a)%26b=$(x:b)&callbackVar.a=${header.none}&callbackVar.b=",
          "x",
          Map.of());
      upload("us3:photos?keyName=l&callbackUrl=" + service.url() + "&callbackBody=", "x", Map.of());
      upload(
          "us3:photos?keyName=m&callbackUrl=" + service.url() + "&callbackBody=${header.none}",
          "x",
          Map.of());

      assertThat(service.queries().get(0)).isEqualTo("a=&b=");
      assertThat(service.queries()).hasSize(3);
    }
  }
}
