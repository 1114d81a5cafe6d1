package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operation listObjects. */
class ListObjectsTest extends Us3TestSupport {
  private static final String LIST = "us3:photos?operation=listObjects";

  @BeforeEach
  void storeFiveObjects() {
    Stream.of("a", "dir/b", "dir/c", "dir/sub/d", "e").forEach(key -> store(key, "12345"));
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void givesOnePageWithTheAttributesOfEachObject(Us3ListApi api) throws Exception {
    Exchange listed = upload(LIST + "&listApi=" + api, null, Map.of());

    assertThat(keys(listed)).containsExactly("a", "dir/b", "dir/c", "dir/sub/d", "e");
    ObjectSummary first = (ObjectSummary) listed.getMessage().getBody(List.class).get(0);
    assertThat(first.bucket()).isEqualTo(BUCKET);
    assertThat(first.sizeBytes()).isEqualTo(5);
    assertThat(first.eTag()).isEqualTo(us3.object(BUCKET, "a").orElseThrow().eTag());
    assertThat(first.mimeType()).isEqualTo("text/plain");
    assertThat(first.storageClass()).isEqualTo("STANDARD");
    assertThat(first.lastModified()).isNotNull();
    assertThat(listed.getMessage().getHeaders())
        .containsEntry(Us3Constants.TRUNCATED, false)
        .doesNotContainKey(Us3Constants.NEXT_MARKER);
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void pagesAreReadOneAfterAnotherByTheirMarkers(Us3ListApi api) throws Exception {
    String uri = LIST + "&maxResults=2&listApi=" + api;
    List<List<String>> pages = new ArrayList<>();
    Exchange page = upload(uri, null, Map.of());
    pages.add(keys(page));

    while (page.getMessage().getHeader(Us3Constants.TRUNCATED, boolean.class)) {
      Object next = page.getMessage().getHeader(Us3Constants.NEXT_MARKER);
      page.getMessage().setHeader(Us3Constants.MARKER, next);
      template.send(uri, page);
      pages.add(keys(page));
    }

    assertThat(pages)
        .containsExactly(List.of("a", "dir/b"), List.of("dir/c", "dir/sub/d"), List.of("e"));
    assertThat(page.getMessage().getHeaders()).doesNotContainKey(Us3Constants.NEXT_MARKER);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 1000})
  void aPageEndsWhereTheMessageSays(int size) throws Exception {
    Exchange listed = upload(LIST, null, Map.of(Us3Constants.MAX_RESULTS, size));

    assertThat(keys(listed)).hasSize(Math.min(size, 5));
    assertThat(listed.getMessage().getHeader(Us3Constants.TRUNCATED)).isEqualTo(size < 5);
  }

  @Test
  void rollsDeeperKeysUp() throws Exception {
    Exchange listed = upload(LIST + "&delimiter=/&prefix=dir/", null, Map.of());

    assertThat(keys(listed)).containsExactly("dir/b", "dir/c");
    assertThat(listed.getMessage().getHeader(Us3Constants.COMMON_PREFIXES))
        .isEqualTo(List.of("dir/sub/"));
  }

  @Test
  void headersWinOverOptions() throws Exception {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.PREFIX, "");
    headers.put(Us3Constants.DELIMITER, "");
    headers.put(Us3Constants.MARKER, "dir/b");
    headers.put(Us3Constants.MAX_RESULTS, "2");

    Exchange listed = upload(LIST + "&delimiter=/&prefix=none/&maxResults=1", null, headers);

    assertThat(keys(listed)).containsExactly("dir/c", "dir/sub/d");
  }

  @Test
  void aPrefixThatNothingHasIsAnEmptyPage() throws Exception {
    Exchange listed = upload(LIST + "&prefix=none/", null, Map.of());

    assertThat(keys(listed)).isEmpty();
    assertThat(listed.getMessage().getHeader(Us3Constants.TRUNCATED)).isEqualTo(false);
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void allObjectsAreReadPageByPageOnDemand(Us3ListApi api) throws Exception {
    Exchange listed = upload(LIST + "&listAll=true&maxResults=2&listApi=" + api, null, Map.of());
    Iterator<?> objects = listed.getMessage().getBody(Iterator.class);
    assertThat(us3.requests()).isEmpty();

    List<String> keys = new ArrayList<>();
    List<Integer> pagesReadBefore = new ArrayList<>();
    while (objects.hasNext()) {
      keys.add(((ObjectSummary) objects.next()).key());
      pagesReadBefore.add(us3.requests().size());
    }

    assertThat(keys).containsExactly("a", "dir/b", "dir/c", "dir/sub/d", "e");
    assertThat(pagesReadBefore).containsExactly(1, 1, 2, 2, 3);
    assertThatThrownBy(objects::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void allObjectsCanBeSplitAndLeaveNoMarkerOfAnEarlierPage() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in")
                .to(LIST + "&maxResults=1")
                .to(LIST + "&listAll=true&maxResults=2&prefix=dir/")
                .split(body())
                .streaming()
                .to("mock:out");
          }
        });
    MockEndpoint out = getMockEndpoint("mock:out");
    out.expectedMessageCount(3);

    Exchange done = upload("direct:in", null, Map.of());

    out.assertIsSatisfied();
    assertThat(done.getMessage().getHeaders())
        .doesNotContainKeys(
            Us3Constants.NEXT_MARKER, Us3Constants.TRUNCATED, Us3Constants.COMMON_PREFIXES);
  }

  @Test
  void aPageThatFailsInASplitIsTheExceptionItself() throws Exception {
    us3.inject(Fault.throttled().on(Us3Api.LIST_OBJECTS).after(1));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in")
                .to(LIST + "&listAll=true&maxResults=2")
                .split(body())
                .streaming()
                .to("mock:out");
          }
        });

    Exception failure = failure("direct:in", null, Map.of());

    assertThat(failure).isExactlyInstanceOf(Us3ThrottledException.class);
  }

  @Test
  void aMarkerThatDoesNotAdvanceIsAnError() {
    us3.inject(
        Fault.http(
            200,
            "application/json",
            "{\"IsTruncated\":true,\"NextMarker\":\"dir/b\",\"Contents\":[]}"));

    Exception failure = failure(LIST, null, Map.of(Us3Constants.MARKER, "dir/b"));

    assertThat(failure)
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("the marker does not advance: dir/b, then dir/b");
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of(Us3Constants.MAX_RESULTS, 0, "CamelUs3MaxResults must be 1 to 1000: 0"),
        Arguments.of(Us3Constants.MAX_RESULTS, 1001, "CamelUs3MaxResults must be 1 to 1000: 1001"),
        Arguments.of(
            Us3Constants.MAX_RESULTS, "x", "CamelUs3MaxResults must be of type Integer: x"),
        Arguments.of(
            Us3Constants.MAX_RESULTS,
            1L << 32,
            "CamelUs3MaxResults must be of type Integer: 4294967296"),
        Arguments.of(Us3Constants.DELIMITER, "-", "delimiter must be empty or /: -"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void namesTheHeaderThatCannotBeUsed(String header, Object value, String message) {
    Exception failure = failure(LIST, null, Map.of(header, value));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(us3.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxResults=0", "maxResults=1001", "delimiter=/&listApi=prefixFileList"})
  void anOptionThatCannotBeUsedFailsTheStart(String options) {
    RouteBuilder routes =
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to(LIST + "&" + options);
          }
        };

    assertThatThrownBy(() -> context.addRoutes(routes))
        .isInstanceOf(FailedToCreateRouteException.class)
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option " + options.substring(0, options.indexOf('=')));
  }

  private static List<String> keys(Exchange listed) {
    List<?> objects = listed.getMessage().getBody(List.class);
    return objects.stream().map(object -> ((ObjectSummary) object).key()).toList();
  }
}
