package io.github.camelus3.it.kafka;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Lets the thread that sends part numbers wait for ever when it has sent some. */
public class HoldsTheBeginner implements CamelConfiguration {
  /** The line of the output that says so. */
  static final String HOLDING = "holding the beginner";

  @PropertyInject("hold-topic")
  String topic;

  @PropertyInject("hold-after")
  int count;

  @Override
  public void configure(CamelContext camel) {
    camel
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              private final AtomicInteger sent = new AtomicInteger();

              @Override
              public void notify(CamelEvent event) throws InterruptedException {
                if (event instanceof ExchangeSentEvent each
                    && each.getEndpoint().getEndpointUri().startsWith("kafka://" + topic)
                    && sent.incrementAndGet() == count) {
                  System.out.println(HOLDING);
                  new CountDownLatch(1).await();
                }
              }
            });
  }
}
