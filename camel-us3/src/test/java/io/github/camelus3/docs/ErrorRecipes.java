package io.github.camelus3.docs;

import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/** The Java recipes of docs/errors.md, one method each, as they stand there. */
final class ErrorRecipes {
  private ErrorRecipes() {}

  static final class CallbackOrUpload extends RouteBuilder {
    @Override
    public void configure() {
      onException(Us3CallbackException.class)
          .handled(true)
          .log(LoggingLevel.WARN, "stored, but not announced: ${exception.message}")
          .to("direct:announce-later");
      onException(Us3Exception.class).handled(true).to("direct:not-stored");
      from("direct:upload").to("us3:photos?policy=#notify");
    }
  }

  static final class OnlyRetryable extends RouteBuilder {
    @Override
    public void configure() {
      onException(Us3Exception.class)
          .onWhen(simple("${exception.retryable}"))
          .maximumRedeliveries(5)
          .redeliveryDelay(200)
          .useExponentialBackOff();
      from("direct:patient").to("us3:photos");
    }
  }

  static final class CallbackSaysNo extends RouteBuilder {
    @Override
    public void configure() {
      from("direct:ask")
          .doTry()
          .to("us3:photos?policy=#notify")
          .log("our service says ${body}")
          .doCatch(Us3CallbackRejectedException.class)
          .setBody(simple("${exception.reply}"))
          .to("direct:rejected")
          .end();
    }
  }

  static final class ByRetCode extends RouteBuilder {
    @Override
    public void configure() {
      from("direct:picky")
          .doTry()
          .to("us3:photos")
          .doCatch(Us3ServiceException.class)
          .onWhen(simple("${exception.retCode} == -15005"))
          .to("direct:bad-limit")
          .end();
    }
  }
}
