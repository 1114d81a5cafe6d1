package io.github.camelus3.examples;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Files are uploaded with a policy, and US3 calls the webhook route for each. The body of the
 * webhook route becomes the body of the uploading route. Both share a secret, so the webhook knows
 * that the callback belongs to one of these uploads. The exit status is 0 if every reply is as
 * expected.
 */
public final class WebhookRoundTrip {
  private static final List<String> FILES = List.of("cat.jpg", "dog.jpg", "hen.jpg");

  private WebhookRoundTrip() {}

  /** Runs the example; there are no arguments. */
  public static void main(String[] args) throws Exception {
    Path outbox = Files.createTempDirectory("us3-webhook-");
    CountDownLatch replies = new CountDownLatch(FILES.size());
    try (Us3Emulator us3 =
            Us3Emulator.builder()
                .bucket("photos")
                .credentials("my-public-key", "my-private-key")
                .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
                .build()
                .start();
        CamelContext camel = camel(us3)) {
      for (String file : FILES) {
        Files.writeString(outbox.resolve(file), "pixels of " + file);
      }
      camel.addRoutes(routes(outbox, replies));
      camel.start();
      if (!replies.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException(replies.getCount() + " files got no reply");
      }
      System.out.println(us3.callbacks().size() + " callbacks sent");
    } finally {
      for (String file : FILES) {
        Files.deleteIfExists(outbox.resolve(file));
      }
      Files.delete(outbox);
    }
  }

  private static CamelContext camel(Us3Emulator us3) {
    CamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint()); // with the real service: options.setRegion("cn-bj")
    options.setPublicKey("my-public-key");
    options.setPrivateKey("my-private-key");
    options.setCallbackSecret("long, random, and from a vault");
    return camel;
  }

  private static RouteBuilder routes(Path outbox, CountDownLatch replies) {
    return new RouteBuilder() {
      @Override
      public void configure() throws IOException {
        restConfiguration().component("undertow").host("127.0.0.1").port(FreePort.find());

        from("webhook:us3:photos?webhookPath=/uploaded")
            .startupOrder(1)
            .process(WebhookRoundTrip::reply);

        from("file:" + outbox + "?noop=true&initialDelay=0")
            .startupOrder(2)
            .to("us3:photos?callbackUrl=webhook")
            .process(WebhookRoundTrip::requireReply)
            .process(exchange -> replies.countDown());
      }
    };
  }

  private static void reply(Exchange exchange) {
    Message callback = exchange.getMessage();
    Object key = callback.getHeader(Us3Constants.KEY);
    Object verified = callback.getHeader(Us3Constants.CALLBACK_VERIFIED);
    callback.setBody(Map.of("thanksFor", key, "verified", verified));
  }

  private static void requireReply(Exchange exchange) {
    String reply = exchange.getMessage().getBody(String.class);
    Object key = exchange.getMessage().getHeader(Us3Constants.KEY);
    System.out.println(key + ": " + reply);
    if (!reply.contains("\"" + key + "\"") || !reply.contains("\"verified\":true")) {
      throw new IllegalStateException("reply must be that for " + key + ": " + reply);
    }
  }
}
