package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects that a polling consumer finds, and its messages. */
class PollingTest extends PollingTestSupport {

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void handsOutEachObjectWithItsBytesAndHeaders(Us3ListApi api) throws Exception {
    upload(
        "us3:photos?metadata.colour=blue&mimeType=text/x-a",
        "hello",
        Map.of(Us3Constants.KEY, "a/b.txt"));
    out().expectedMessageCount(1);

    poll(ONCE + "&listApi=" + api);

    out().assertIsSatisfied();
    Exchange exchange = out().getExchanges().get(0);
    StoredObject stored = us3.object(BUCKET, "a/b.txt").orElseThrow();
    assertThat(exchange.getMessage().getBody()).isInstanceOf(StreamCache.class);
    assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("hello");
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry(Us3Constants.KEY, "a/b.txt")
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.ETAG, stored.eTag())
        .containsEntry(Us3Constants.CONTENT_LENGTH, 5L)
        .containsEntry(Us3Constants.MIME_TYPE, "text/x-a")
        .containsEntry(Us3Constants.STORAGE_CLASS, "STANDARD")
        .containsEntry(Us3Constants.METADATA, Map.of("colour", "blue"))
        .containsKeys(Us3Constants.LAST_MODIFIED, Exchange.MESSAGE_TIMESTAMP)
        .doesNotContainKey(Exchange.FILE_NAME);
    assertThat(exchange.getProperty(Exchange.BATCH_INDEX)).isEqualTo(0);
    assertThat(exchange.getProperty(Exchange.BATCH_SIZE)).isEqualTo(1);
    assertThat(exchange.getProperty(Exchange.BATCH_COMPLETE)).isEqualTo(true);
  }

  @Test
  void leavesTheObjectsByDefaultAndComesToThemAgain() throws Exception {
    store("a", "1");
    store("b", "2");
    out().expectedMinimumMessageCount(6);

    poll(OFTEN);

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a", "b");
    assertThat(keys()).startsWith("a", "b", "a", "b", "a", "b");
  }

  @Test
  void opensAnObjectOnlyWhenItsTurnHasCome() throws Exception {
    IntStream.range(0, 3).forEach(i -> store("k" + i, "x"));
    List<Integer> opened = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(3);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(ONCE))
                .routeId("poll")
                .process(
                    exchange -> {
                      opened.add(requests(Us3Api.GET_FILE).size());
                      all.countDown();
                    });
          }
        });

    all.await();
    assertThat(opened).containsExactly(1, 2, 3);
  }

  @Test
  void withoutBodyNothingIsOpened() throws Exception {
    store("a", "hello");
    out().expectedMessageCount(1);

    poll(ONCE + "&includeBody=false");

    out().assertIsSatisfied();
    assertThat(requests(Us3Api.GET_FILE)).isEmpty();
    assertThat(out().getExchanges().get(0).getMessage().getBody()).isNull();
    assertThat(out().getExchanges().get(0).getMessage().getHeaders())
        .containsEntry(Us3Constants.KEY, "a")
        .containsEntry(Us3Constants.ETAG, us3.object(BUCKET, "a").orElseThrow().eTag())
        .containsEntry(Us3Constants.CONTENT_LENGTH, 5L);
  }

  @Test
  void closesAnUnreadStream() throws Exception {
    us3.putObject(BUCKET, "a", pattern(8 << 20), "text/plain");
    List<InputStream> bodies = new ArrayList<>();
    CountDownLatch handedOut = new CountDownLatch(1);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(ONCE + "&deleteAfterRead=true"))
                .routeId("poll")
                .streamCache("false")
                .process(
                    exchange -> {
                      bodies.add((InputStream) exchange.getMessage().getBody());
                      handedOut.countDown();
                    });
          }
        });

    handedOut.await();
    stopPolling();
    assertThat(bodies).hasSize(1);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThatThrownBy(() -> bodies.get(0).readAllBytes()).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 20, 25})
  void walksThroughAnyNumberOfPagesOnce(int objects) throws Exception {
    IntStream.range(0, objects).forEach(i -> store("k%02d".formatted(i), "x"));
    store("z-end", "x");
    out().expectedMessageCount(objects + 1);

    poll(OFTEN + "&maxResults=5&maxMessagesPerPoll=3&idempotent=true");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).hasSize(objects + 1).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void aPollDeliversUpToItsMaximumAndTheNextOneContinuesBehindIt() throws Exception {
    IntStream.range(0, 25).forEach(i -> store("k%02d".formatted(i), "x"));
    out().expectedMessageCount(25);

    poll(OFTEN + "&idempotent=true&includeBody=false");

    out().assertIsSatisfied();
    List<Object> sizes =
        out().getExchanges().stream()
            .map(exchange -> exchange.getProperty(Exchange.BATCH_SIZE))
            .toList();
    assertThat(new HashSet<>(sizes)).containsExactlyInAnyOrder(10, 5);
    List<ReceivedRequest> lists = requests(Us3Api.LIST_OBJECTS);
    assertThat(lists.get(0).query()).containsEntry("marker", List.of(""));
  }

  @Test
  void aPollStartsWhereTheLastOneStoppedAndNotAtTheBeginning() throws Exception {
    IntStream.range(0, 30).forEach(i -> store("k%02d".formatted(i), "x"));
    out().expectedMessageCount(30);

    poll("initialDelay=0&delay=20&greedy=true&repeatCount=1&maxResults=10&idempotent=true");

    out().assertIsSatisfied();
    assertThat(requests(Us3Api.LIST_OBJECTS).stream().limit(3))
        .extracting(request -> request.query().get("marker"))
        .containsExactly(List.of(""), List.of("k09"), List.of("k19"));
  }

  @Test
  void aRoundThatFindsNothingIsIdle() throws Exception {
    store("a", "x");
    out().expectedMinimumMessageCount(3);

    poll(OFTEN + "&idempotent=true&sendEmptyMessageWhenIdle=true");

    out().assertIsSatisfied();
    assertThat(keys().subList(0, 3)).containsExactly("a", null, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "prefix=in/ | in/a.txt,in/b.csv,in/sub/c.txt",
        "prefix=in/&delimiter=/ | in/a.txt,in/b.csv",
        "delimiter=/ | top.txt",
        "include=.*[.]txt | in/a.txt,in/sub/c.txt,top.txt",
        "exclude=in/.* | top.txt",
        "include=in/.*&exclude=.*csv | in/a.txt,in/sub/c.txt",
        "fileName=in/b.csv | in/b.csv",
        "prefix=folder/&includeFolders=true | folder/",
        "sortBy=key&delimiter=/ | top.txt",
      })
  void selectsByKey(String options, String expected) throws Exception {
    Stream.of("in/a.txt", "in/b.csv", "in/sub/c.txt", "top.txt").forEach(key -> store(key, "x"));
    us3.putObject(BUCKET, "folder/", new byte[0], "application/x-directory");
    store("zzz-other/x", "x");
    String[] keys = expected.split(",");
    out().expectedMessageCount(keys.length);

    poll(
        ONCE
            + (options.contains("xclude") ? "" : "&exclude=zzz.*")
            + "&idempotent=true&"
            + options.replace("exclude=in/.*", "exclude=(in|zzz-other)/.*"));

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly(keys);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${camelContext.stop}",
        "../../etc/passwd",
        "..%2f..%2fetc",
        "a b/ü/文件 ☃.txt",
        "line\nbreak",
        "a?b&c=d#e+f%20g",
        "${header.secret}-$simple{body}"
      })
  void keysAreDataAndGoThroughAsTheyAre(String key) throws Exception {
    store(key, "x");
    out().expectedMessageCount(1);

    poll(
        ONCE
            + "&idempotent=true&moveAfterRead=true&destinationBucket=archive"
            + "&destinationKeyPrefix=done/");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly(key);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(us3.keys(OTHER_BUCKET)).containsExactly("done/" + key);
    assertThat(context.getStatus().isStarted()).isTrue();
  }

  @Test
  void aHeaderOfTheConsumerIsNoRequestForAnOperation() throws Exception {
    store("a", "x");
    out().expectedMessageCount(1);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(ONCE))
                .routeId("poll")
                .to("us3:photos?operation=changeStorageClass&storageClass=IA")
                .to("mock:out");
          }
        });

    out().assertIsSatisfied();
    assertThat(us3.object(BUCKET, "a").orElseThrow().storageClass()).isEqualTo("IA");
  }

  @Test
  void browsingListsObjectsAndChangesNone() {
    store("in/a", "hello");
    store("in/b", "x");
    store("out/c", "x");

    Us3Endpoint endpoint =
        context.getEndpoint("us3:photos?prefix=in/&deleteAfterRead=true", Us3Endpoint.class);

    assertThat(endpoint.getExchanges())
        .extracting(PollingTestSupport::keyOf)
        .containsExactly("in/a", "in/b");
    assertThat(endpoint.getExchanges(1, null)).hasSize(1);
    assertThat(endpoint.getExchanges(0, exchange -> keyOf((Exchange) exchange).endsWith("b")))
        .extracting(PollingTestSupport::keyOf)
        .containsExactly("in/b");
    assertThat(endpoint.getBrowseStatus(0).size()).isEqualTo(2);
    assertThat(requests(Us3Api.GET_FILE)).isEmpty();
    assertThat(us3.keys(BUCKET)).hasSize(3);
  }

  @Test
  void oneObjectCanBeHadInTheMiddleOfARoute() throws Exception {
    store("a", "wanted");
    store("b", "other");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:enrich").pollEnrich("us3:photos?fileName=a&initialDelay=0", 60_000);
          }
        });

    String body = template.requestBody("direct:enrich", null, String.class);

    assertThat(body).isEqualTo("wanted");
    assertThat("wanted".getBytes(StandardCharsets.UTF_8)).isEqualTo(stored("a"));
  }
}
