package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Us3Api;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.StatefulService;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The option {@code startupCheck} of producers, consumers and polling consumers. */
class StartupCheckTest extends Us3TestSupport {
  private static final String NEVER = "&initialDelay=600000";

  private static final Predicate<String> KEY = message -> message.contains("TOP-SECRET");

  @BeforeEach
  void deleteABucket() {
    us3.deleteBucket(OTHER_BUCKET);
  }

  private static String checked(String bucket, String options) {
    return "us3:" + bucket + "?startupCheck=list&maxRetries=0" + options;
  }

  private void uploadTo(String uri) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:upload").to(uri);
          }
        });
  }

  private void pollFrom(String uri) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri).to("mock:out");
          }
        });
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(
            checked("archive", ""),
            Us3BucketNotFoundException.class,
            "startupCheck=list: bucket archive cannot be listed: ",
            "HTTP 400, RetCode -148653"),
        Arguments.of(
            checked("photos", "&privateKey=TOP-SECRET"),
            Us3InvalidSignatureException.class,
            "startupCheck=list: bucket photos cannot be listed: ",
            "HTTP 403, RetCode -148643"),
        Arguments.of(
            checked("photos", "&endpoint=http://127.0.0.1:1"),
            Us3TransportException.class,
            "startupCheck=list: bucket photos cannot be listed: ",
            "127.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aProducerDoesNotStart(
      String uri, Class<? extends Throwable> type, String message, String cause) {
    assertRefused(catchThrowable(() -> uploadTo(uri)), type, message, cause);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aConsumerDoesNotStart(
      String uri, Class<? extends Throwable> type, String message, String cause) {
    assertRefused(catchThrowable(() -> pollFrom(uri + NEVER)), type, message, cause);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aConsumerOfOneObjectDoesNotStart(
      String uri, Class<? extends Throwable> type, String message, String cause) {
    assertRefused(catchThrowable(() -> consumer.receiveNoWait(uri)), type, message, cause);
  }

  private static void assertRefused(
      Throwable failure, Class<? extends Throwable> type, String message, String cause) {
    assertThat(failure).hasStackTraceContaining(message).hasStackTraceContaining(cause);
    assertThat(causes(failure)).hasAtLeastOneElementOfType(type);
    assertThat(causes(failure)).extracting(Throwable::getMessage).noneMatch(KEY);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void oneObjectIsListedUnderThePrefixByTheListingOfTheEndpoint(Us3ListApi listing)
      throws Exception {
    String options = "&prefix=in/&listApi=" + listing;

    uploadTo(checked("photos", options));
    pollFrom(checked("photos", options + NEVER));

    Us3Api api = listing == Us3ListApi.listObjects ? Us3Api.LIST_OBJECTS : Us3Api.PREFIX_FILE_LIST;
    assertThat(us3.requests()).hasSize(2).allMatch(request -> request.api() == api);
    assertThat(us3.requests())
        .extracting(request -> request.queryParameter("prefix"))
        .containsOnly(Optional.of("in/"));
  }

  @Test
  void nothingIsSentByDefault() throws Exception {
    uploadTo("us3:archive");
    pollFrom("us3:archive?initialDelay=600000");

    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aRefusedRouteStartsOnceTheBucketExists() throws Exception {
    assertThat(catchThrowable(() -> pollFrom(checked("archive", NEVER)))).isNotNull();
    us3.createBucket("archive");

    context.getRouteController().startAllRoutes();

    assertThat(us3.requests()).hasSize(2).last().matches(request -> request.status() == 200);
    assertThat(((StatefulService) context.getRoutes().get(0).getConsumer()).isStarted()).isTrue();
  }
}
