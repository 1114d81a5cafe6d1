package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.BucketInfo;
import io.github.camelus3.client.KeylessClient;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3TestSupport;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/operations.md do what they say. */
class OperationRecipesTest extends Us3TestSupport {
  @TempDir static Path inbox;

  OperationRecipesTest() {
    super(4);
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getPropertiesComponent().addInitialProperty("inbox", inbox.toString());
    camel
        .getComponent("seda", SedaComponent.class)
        .setDefaultPollTimeout(20); // a stop waits for it
    camel.addRoutes(new OperationRecipes());
    addMocks(camel, "page", "handle", "distribute", "sent", "bucket");
    return camel;
  }

  @Test
  void downloadsToAFolder() throws Exception {
    store("a.txt", "hello");

    send("direct:download", null, "a.txt");

    assertThat(inbox.resolve("a.txt")).hasContent("hello");
  }

  @Test
  void readsTheBeginning() {
    store("a.bin", "x".repeat(5000));

    assertThat(send("direct:first-kilobyte", null, "a.bin").getBody(String.class)).hasSize(1024);
  }

  @Test
  void uploadsOnlyWhatIsNotThere() {
    send("direct:upload-once", "first", "a");
    send("direct:upload-once", "second", "a");

    assertThat(text("a")).isEqualTo("first");
  }

  @Test
  void deletesOneAndAFolder() {
    List.of("a", "b", "tmp/1", "tmp/2").forEach(key -> store(key, "x"));

    send("direct:delete", null, "a");
    Object outcomes = send("direct:clean", null, "unused").getBody();

    assertThat(us3.keys("photos")).containsExactly("b");
    assertThat((Map<?, ?>) outcomes).hasSize(2);
  }

  @Test
  void listsByPagesAndOneByOne() throws Exception {
    IntStream.range(0, 250).forEach(i -> store("k" + i, "x"));
    store("in/1", "one");
    store("in/2", "two");
    getMockEndpoint("mock:page").expectedMessageCount(3);
    getMockEndpoint("mock:handle").expectedBodiesReceived("one", "two");

    send("direct:pages", null, "unused");
    send("direct:each", null, "unused");

    MockEndpoint.assertIsSatisfied(context);
  }

  @Test
  void copiesAndRenames() {
    store("a", "hello");
    store("public/a", "old");

    send("direct:archive", null, "a");
    send("direct:publish", null, "a");

    assertThat(us3.object("archive", "2026/a").orElseThrow().storageClass()).isEqualTo("IA");
    assertThat(text("public/a")).isEqualTo("hello");
    assertThat(us3.keys("photos")).containsExactly("public/a");
  }

  @Test
  void uploadsWhatTheServiceDoesNotHave() {
    send("direct:hit-or-upload", "hello", "a");
    send("direct:hit-or-upload", "hello", "b");

    assertThat(text("b")).isEqualTo("hello");
    assertThat(us3.requests()).filteredOn(r -> r.api() == Us3Api.PUT_FILE).hasSize(1);
  }

  @Test
  void changesWhatAnObjectCarries() {
    store("a", "hello");

    send("direct:correct-type", null, "a");
    send("direct:cool-down", null, "a");
    send("direct:thaw", null, "a");

    StoredObject object = us3.object("photos", "a").orElseThrow();
    assertThat(object.mimeType()).isEqualTo("text/html");
    assertThat(object.storageClass()).isEqualTo("ARCHIVE");
    assertThat(send("us3:photos?operation=getObject", null, "a").getBody(String.class))
        .isEqualTo("hello");
  }

  @Test
  void tagsAndUntags() {
    store("a", "hello");

    send("direct:sign-off", null, "a");
    Object tagged = send("us3:photos?operation=getTagging", null, "a").getBody();
    send("direct:untag", null, "a");
    Object untagged = send("us3:photos?operation=getTagging", null, "a").getBody();

    assertThat(tagged).isEqualTo(Map.of("state", "signed off"));
    assertThat(untagged).isEqualTo(Map.of());
  }

  @Test
  void showsAnObjectToAll() throws Exception {
    store("a", "hello");
    URI plain = URI.create(us3.endpoint() + "/a");
    assertThat(KeylessClient.get(plain).statusCode()).isEqualTo(401);

    send("direct:show-to-all", null, "a");

    assertThat(KeylessClient.get(plain).text()).isEqualTo("hello");
  }

  @Test
  void makesLinks() throws Exception {
    store("a", "hello");

    URI download = URI.create(send("direct:share", null, "a").getBody(String.class));
    URI upload = URI.create(send("direct:invite", null, "b").getBody(String.class));
    KeylessClient.put(upload, "picture".getBytes(UTF_8), "Content-Type", "image/jpeg");

    assertThat(KeylessClient.get(download).text()).isEqualTo("hello");
    assertThat(text("b")).isEqualTo("picture");
  }

  @Test
  void uploadsAndCopiesPartsAndFinishes() throws Exception {
    store("tail", "..tail..");
    getMockEndpoint("mock:distribute").expectedMessageCount(1);
    getMockEndpoint("mock:sent").expectedMessageCount(2);

    Exchange begun = exchange("direct:begin", null, Map.of(Us3Constants.KEY, "a"));
    Map<String, Object> part = headersOf(begun);
    part.put(Us3Constants.PART_NUMBER, 0);
    exchange("seda:part", "head", part);
    Map<String, Object> copy = headersOf(begun);
    copy.put(Us3Constants.PART_NUMBER, 1);
    copy.put(Us3Constants.SOURCE_KEY, "tail");
    copy.put(Us3Constants.RANGE_START, 2);
    copy.put(Us3Constants.RANGE_END, 5);
    exchange("seda:copied-part", null, copy);
    MockEndpoint.assertIsSatisfied(context);
    exchange("direct:all-sent", null, headersOf(begun));

    assertThat(text("a")).isEqualTo("headtail");
  }

  @Test
  void sendsRangesOfAFileAsParts() throws Exception {
    Path file = Files.writeString(inbox.resolve("shared.bin"), "0123456");
    getMockEndpoint("mock:sent").expectedMessageCount(2);

    Map<String, Object> upload =
        headersOf(exchange("direct:begin", null, Map.of(Us3Constants.KEY, "a")));
    for (int number = 0; number < 2; number++) {
      Map<String, Object> part = new HashMap<>(upload);
      part.put(Us3Constants.PART_NUMBER, number);
      part.put(Us3Constants.RANGE_START, 4 * number);
      part.put(Us3Constants.RANGE_END, Math.min(4 * number + 3, 6));
      exchange("seda:range", file.toString(), part);
    }
    MockEndpoint.assertIsSatisfied(context);
    exchange("direct:all-sent", null, upload);

    assertThat(text("a")).isEqualTo("0123456");
  }

  @Test
  void givesUpWhatWasNotFinished() {
    send("us3:photos?operation=initiateMultipartUpload", null, "in/a");
    send("us3:photos?operation=initiateMultipartUpload", null, "in/b");
    send("us3:photos?operation=initiateMultipartUpload", null, "other");

    send("direct:give-up-all", null, "unused");

    assertThat(us3.openUploads("photos"))
        .extracting(upload -> upload.key())
        .containsExactly("other");
  }

  @Test
  void createsListsOpensAndDropsBuckets() throws Exception {
    getMockEndpoint("mock:bucket").expectedMessageCount(3);

    send("direct:prepare", null, "unused");
    send("direct:prepare", null, "unused");
    send("direct:open-to-all", null, "unused");
    send("direct:buckets", null, "unused");

    MockEndpoint.assertIsSatisfied(context);
    BucketInfo opened =
        send("us3:inbox?operation=describeBucket", null, "unused").getBody(BucketInfo.class);
    assertThat(opened.type()).isEqualTo("public");

    send("direct:drop", null, "unused");

    assertThat(
            send("us3:inbox?operation=describeBucket&notFoundAsHeader=true", null, "unused")
                .getHeader(Us3Constants.BUCKET_EXISTS))
        .isEqualTo(false);
  }

  private Message send(String uri, Object body, String key) {
    return exchange(uri, body, Map.of(Us3Constants.KEY, key)).getMessage();
  }

  private Exchange exchange(String uri, Object body, Map<String, Object> headers) {
    Exchange done =
        template.request(
            uri,
            exchange -> {
              exchange.getMessage().setBody(body);
              exchange.getMessage().setHeaders(new HashMap<>(headers));
            });
    assertThat(done.getException()).isNull();
    return done;
  }

  private static Map<String, Object> headersOf(Exchange begun) {
    return new HashMap<>(
        Map.of(
            Us3Constants.KEY,
            begun.getMessage().getHeader(Us3Constants.KEY),
            Us3Constants.UPLOAD_ID,
            begun.getMessage().getHeader(Us3Constants.UPLOAD_ID)));
  }

  private void store(String key, String text) {
    us3.putObject("photos", key, text.getBytes(UTF_8), "text/plain");
  }

  private String text(String key) {
    return new String(us3.object("photos", key).orElseThrow().bytes(), UTF_8);
  }
}
