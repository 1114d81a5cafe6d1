package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3AuthorizationMissingException;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.client.Us3CallbackBodyException;
import io.github.camelus3.client.Us3CallbackContentTypeException;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3DuplicatePartException;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3Md5MismatchException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3RequestExpiredException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.transfer.UploadProgress;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure reaches the route as the exception in the table of errors. */
class UploadErrorsTest extends Us3TestSupport {
  private static final Map<String, Object> KEY = Map.of(Us3Constants.KEY, "k");

  @RegisterExtension final CallbackService service = new CallbackService();

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aWrongKeyIsAnInvalidSignature(String mode) {
    Exchange failed = send("us3:photos?privateKey=wrong&mode=" + mode, "x", KEY);

    assertFailed(failed, Us3InvalidSignatureException.class, 403, -148643, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"upload", "headObject"})
  void anErrorEndsItsExchangeAndGivesItsPlaceFree(String operation) throws Exception {
    String uri = "us3:photos?maxConcurrentUploads=1&notFoundAsHeader=true&operation=" + operation;
    Object broken =
        new Object() {
          @Override
          public String toString() {
            throw new StackOverflowError("made up");
          }
        };

    Exchange failed = send(uri, "x", Map.of(Us3Constants.KEY, broken));
    upload(uri, "x", KEY);

    assertThat(failed.getException()).hasRootCauseInstanceOf(StackOverflowError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aBucketThatDoesNotExistIsSaidSo(String mode) {
    us3.deleteBucket(BUCKET);

    Exchange failed = send("us3:photos?mode=" + mode, "x", KEY);

    assertFailed(failed, Us3BucketNotFoundException.class, 400, -148653, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aCallbackServiceThatIsDownIsUnreachable(String mode) {
    Exchange failed = sendWithPolicy(mode, policyOfNoService());

    assertFailed(failed, Us3CallbackUnreachableException.class, 599, 20003, false);
    assertThat(us3.keys(BUCKET)).containsExactly("k");
    assertThat(us3.openUploads(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aTextPlainReplyIsAContentTypeFault(String mode) {
    service.replies(200, "text/plain; charset=utf-8", "{}");

    assertFailed(sendWithPolicy(mode), Us3CallbackContentTypeException.class, 599, 20008, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aReplyThatIsNotStrictJsonIsABodyFault(String mode) {
    service.replies(200, "application/json", "{'a':1}");

    assertFailed(sendWithPolicy(mode), Us3CallbackBodyException.class, 599, 20008, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void anErrorOfTheCallbackServiceIsPassedThrough(String mode) {
    service.replies(409, "application/json", "{\"error\":\"known already\"}");

    Exchange failed = sendWithPolicy(mode);

    assertFailed(failed, Us3CallbackRejectedException.class, 409, 0, false);
    assertThat(((Us3CallbackRejectedException) failed.getException()).getReply())
        .isEqualTo("{\"error\":\"known already\"}");
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @CsvSource({"put, 407", "mput, 407", "put, 408", "mput, 421", "put, 302", "mput, 503"})
  void anyStatusOfTheCallbackServiceIsPassedThrough(String mode, int status) {
    service.replies(status, "application/json", "{\"busy\":true}");

    assertFailed(sendWithPolicy(mode), Us3CallbackRejectedException.class, status, 0, false);
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @CsvSource({"put, 502", "mput, 502", "put, 404", "mput, 403", "put, 200", "mput, 200"})
  void theJsonOfAProxyIsNotTakenForTheCallbackServices(String mode, int status) {
    String json = "{\"message\":\"x\"}";
    Us3Api api = mode.equals("put") ? Us3Api.PUT_FILE : Us3Api.FINISH_MULTIPART_UPLOAD;
    us3.inject(Fault.http(status, "application/json", json).on(api));

    Exchange failed = sendWithPolicy(mode);

    assertFailed(failed, Us3ServiceException.class, status, 0, status == 502);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(us3.openUploads(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void everyOtherRowOfTheTableHasItsException(
      int status, int retCode, String errMsg, Class<? extends Us3Exception> type, boolean retry) {
    us3.inject(Fault.answer(status, retCode, errMsg).on(Us3Api.PUT_FILE));

    Exchange failed = send("us3:photos?mode=put", "x", KEY);

    assertFailed(failed, type, status, retCode, retry);
    assertThat(failed.getMessage().getHeader(Us3Constants.ERR_MSG)).isEqualTo(errMsg);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(404, -30010, "bucket not exist", Us3BucketNotFoundException.class, false),
        Arguments.of(400, -15036, "check md5 failed", Us3Md5MismatchException.class, true),
        Arguments.of(
            401, -148643, "no authorization found", Us3AuthorizationMissingException.class, false),
        Arguments.of(403, -148658, "invalid signature", Us3InvalidSignatureException.class, false),
        Arguments.of(400, -148660, "invalid put policy", Us3InvalidPutPolicyException.class, false),
        Arguments.of(599, 20001, "anything", Us3CallbackException.class, false),
        Arguments.of(404, -148654, "file not exist", Us3ObjectNotFoundException.class, false),
        Arguments.of(401, -148660, "request expired", Us3RequestExpiredException.class, false),
        Arguments.of(429, -1, "slow down", Us3ThrottledException.class, true),
        Arguments.of(503, -1, "slow down", Us3ThrottledException.class, true),
        Arguments.of(500, -1014, "put duplicate key error", Us3DuplicatePartException.class, false),
        Arguments.of(500, -1, "internal error", Us3ServiceException.class, true),
        Arguments.of(418, -7, "teapot", Us3ServiceException.class, false));
  }

  @Test
  void aServiceThatIsDownIsATransportFaultOfARequestNotSent() {
    us3.close();

    Exchange failed = send("us3:photos", "x", KEY);

    assertThat(failed.getException()).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(((Us3TransportException) failed.getException()).isRequestSent()).isFalse();
    assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(true);
  }

  @Test
  void aFailedPartAbortsTheUploadAndIsTheErrorTheRouteSees() {
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.UPLOAD_PART).partNumber(2));

    Exchange failed = send("us3:photos?mode=mput", pattern(8 * PART), KEY);

    assertFailed(failed, Us3ServiceException.class, 403, -1, false);
    assertThat(((Us3Exception) failed.getException()).getOperation()).isEqualTo("UploadPart");
    assertThat(requests(Us3Api.UPLOAD_PART)).hasSize(3);
    assertThat(requests(Us3Api.ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(failed.getMessage().getHeader(Us3Constants.UPLOAD_ID, String.class))
        .isEqualTo(requests(Us3Api.UPLOAD_PART).get(0).queryParameter("uploadId").orElseThrow());
  }

  @Test
  void theNextAttemptStartsWithoutTheHeadersOfTheFailure() throws Exception {
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.UPLOAD_PART));
    Exchange exchange = send("us3:photos?mode=mput", "x", KEY);
    assertThat(exchange.getMessage().getHeaders())
        .containsKeys(Us3Constants.RET_CODE, Us3Constants.ERR_MSG, Us3Constants.UPLOAD_ID);

    exchange.setException(null);
    template.send("us3:photos?mode=put", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getHeaders())
        .doesNotContainKeys(
            Us3Constants.RET_CODE,
            Us3Constants.ERR_MSG,
            Us3Constants.RETRYABLE,
            Us3Constants.UPLOAD_ID);
  }

  @Test
  void onExceptionCatchesTheExactExceptionAndSeesItsGetters() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3CallbackUnreachableException.class)
                .handled(true)
                .setBody(simple("${exception.retCode} ${exception.key} ${header.CamelUs3RetCode}"))
                .to("mock:unreachable");
            onException(Us3Exception.class).handled(true).to("mock:other");
            from("direct:in").to("us3:photos?mode=put");
          }
        });
    MockEndpoint unreachable = getMockEndpoint("mock:unreachable");
    unreachable.expectedBodiesReceived("20003 k 20003");
    getMockEndpoint("mock:other").expectedMessageCount(0);

    template.sendBodyAndHeaders(
        "direct:in", "x", Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policyOfNoService()));

    MockEndpoint.assertIsSatisfied(context);
  }

  @Test
  void doTryCatchesByTypeAndByGetter() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in")
                .doTry()
                .to("us3:photos?mode=put")
                .doCatch(Us3ServiceException.class)
                .onWhen(simple("${exception.retCode} == -7"))
                .to("mock:caught")
                .end();
          }
        });
    us3.inject(Fault.answer(418, -7, "teapot").on(Us3Api.PUT_FILE));
    getMockEndpoint("mock:caught").expectedMessageCount(1);

    template.sendBodyAndHeader("direct:in", "x", Us3Constants.KEY, "k");

    MockEndpoint.assertIsSatisfied(context);
  }

  @Test
  void aRetryableFailureCanBeRedelivered() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3Exception.class)
                .onWhen(simple("${exception.retryable}"))
                .maximumRedeliveries(2)
                .redeliveryDelay(0);
            from("direct:in").to("us3:photos?mode=put").to("mock:done");
          }
        });
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.PUT_FILE).times(2));
    getMockEndpoint("mock:done").expectedMessageCount(1);

    template.sendBodyAndHeader("direct:in", "x", Us3Constants.KEY, "k");

    MockEndpoint.assertIsSatisfied(context);
    assertThat(requests(Us3Api.PUT_FILE)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"put", "mput"})
  void aReplyThatWasLostIsNotRetryableAndTheNextAttemptStartsAnew(String mode) throws Exception {
    us3.inject(
        Fault.loseAnswer()
            .on(mode.equals("put") ? Us3Api.PUT_FILE : Us3Api.FINISH_MULTIPART_UPLOAD));

    Exchange failed = sendWithPolicy(mode);

    Message message = failed.getMessage();
    assertThat(failed.getException()).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(message.getHeader(Us3Constants.RETRYABLE)).isEqualTo(false);
    assertThat(message.getHeader(Us3Constants.UPLOAD_ID) != null).isEqualTo(mode.equals("mput"));
    assertThat(us3.callbacks()).hasSize(1);

    Exchange next = upload("us3:photos?mode=put", "x", message.getHeaders());
    assertThat(next.getMessage().getHeaders())
        .doesNotContainKeys(
            Us3Constants.RETRYABLE,
            Us3Constants.RET_CODE,
            Us3Constants.ERR_MSG,
            Us3Constants.UPLOAD_ID)
        .containsEntry(Us3Constants.HTTP_STATUS, 200);
    assertThat(
            next.getMessage().getHeader(Us3Constants.PROGRESS, UploadProgress.class).totalBytes())
        .isEqualTo(1);
  }

  private Exchange sendWithPolicy(String mode) {
    return sendWithPolicy(mode, service.policyJson());
  }

  private Exchange sendWithPolicy(String mode, String policy) {
    return send(
        "us3:photos?mode=" + mode,
        pattern(2 * PART),
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, policy));
  }

  private String policyOfNoService() {
    return service.policyJson().replace(service.url(), "http://127.0.0.1:1/");
  }

  private void addRoute(RouteBuilder routes) throws Exception {
    context.addRoutes(routes);
  }

  private static void assertFailed(
      Exchange failed, Class<?> type, int status, int retCode, boolean retryable) {
    assertThat(failed.getException()).isExactlyInstanceOf(type);
    Us3ServiceException exception = (Us3ServiceException) failed.getException();
    assertThat(exception.getHttpStatus()).isEqualTo(status);
    assertThat(exception.getRetCode()).isEqualTo(retCode);
    assertThat(exception.isRetryable()).isEqualTo(retryable);
    assertThat(exception.getBucket()).isEqualTo(BUCKET);
    assertThat(exception.getKey()).isEqualTo("k");
    assertThat(failed.getMessage().getHeader(Us3Constants.HTTP_STATUS)).isEqualTo(status);
    assertThat(failed.getMessage().getHeader(Us3Constants.RET_CODE)).isEqualTo(retCode);
    assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(retryable);
    assertThat(failed.getMessage().getHeader(Us3Constants.SESSION_ID))
        .isEqualTo(exception.getSessionId())
        .isNotNull();
  }
}
