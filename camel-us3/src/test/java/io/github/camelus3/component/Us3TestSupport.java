package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Camel context whose {@code us3:} component is pointed at an emulator with 64 KiB parts. */
public abstract class Us3TestSupport extends CamelTestSupport {
  public static final String BUCKET = "photos";
  static final String OTHER_BUCKET = "archive";
  static final int PART = 64 << 10;

  @RegisterExtension
  @Order(0) // around the one that stops the Camel context, which has 1
  final Us3EmulatorExtension emulator;

  /** The emulator of the test, once the Camel context is created. */
  public Us3Emulator us3;

  protected Us3TestSupport() {
    this(PART);
  }

  /** Uses an emulator with parts of another size. */
  protected Us3TestSupport(int partSizeBytes) {
    emulator =
        new Us3EmulatorExtension(
                Us3Emulator.builder()
                    .bucket(BUCKET, OTHER_BUCKET)
                    .credentials("public-key", "private-key")
                    .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
                    .blockSize(partSizeBytes))
            .checkingLeaks();
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    us3 = emulator.emulator();
    CamelContext camel = super.createCamelContext();
    camel.setShutdownStrategy(new PromptShutdown(camel));
    camel.getCamelContextExtension().registerEndpointCallback(new PatientMocks());
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setBucketHost(us3.endpoint());
    options.setPublicKey("public-key");
    options.setPrivateKey("private-key");
    options.setMaxRetries(0); // what a test breaks stays broken
    return camel;
  }

  /** Adds a route from {@code direct:} to {@code mock:} for each name. */
  protected static void addMocks(CamelContext camel, String... names) throws Exception {
    for (String name : names) {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:" + name).to("mock:" + name);
            }
          });
    }
  }

  /** Sends a message with these headers; a failure is on the exchange that comes back. */
  Exchange send(String uri, Object body, Map<String, Object> headers) {
    return template.request(
        uri,
        exchange -> {
          exchange.getMessage().setBody(body);
          exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        });
  }

  /** Sends a message that has to succeed. */
  Exchange upload(String uri, Object body, Map<String, Object> headers) throws Exception {
    Exchange exchange = send(uri, body, headers);
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange;
  }

  /** An operation without a body that has to succeed. */
  Exchange run(String operation, Map<String, Object> headers) throws Exception {
    return run(operation, null, headers);
  }

  /** An operation that has to succeed. */
  Exchange run(String operation, Object body, Map<String, Object> headers) throws Exception {
    return upload("us3:photos?operation=" + operation, body, headers);
  }

  /** How an operation without a body fails. */
  Exception failureOf(String operation, Map<String, Object> headers) {
    return failure("us3:photos?operation=" + operation, null, headers);
  }

  /** How a message that has to fail fails. */
  Exception failure(String uri, Object body, Map<String, Object> headers) {
    return send(uri, body, headers).getException();
  }

  List<ReceivedRequest> requests(Us3Api api) {
    return us3.requests().stream().filter(request -> request.api() == api).toList();
  }

  /** Stores an object as text/plain, without a request. */
  void store(String key, String text) {
    us3.putObject(BUCKET, key, text.getBytes(UTF_8), "text/plain");
  }

  static Map<String, Object> key(String key) {
    return Map.of(Us3Constants.KEY, key);
  }

  byte[] stored(String key) {
    return us3.object(BUCKET, key).orElseThrow().bytes();
  }
}
