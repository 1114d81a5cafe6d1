package io.github.camelus3.soak;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Uploads through a route in a separate process and prints the ETag, as properties. A failure ends
 * the process with a status other than 0.
 */
final class SmallHeapUpload {
  private static final long LIMIT_MINUTES = 4;

  private SmallHeapUpload() {}

  /** Arguments: endpoint, then {@code stream SIZE JOBS}, {@code file PATH JOBS} or a folder. */
  public static void main(String[] args) throws Exception {
    System.out.println("maxHeap=" + Runtime.getRuntime().maxMemory());
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(args[0]);
      options.setPublicKey("PUB");
      options.setPrivateKey("PRIV");
      switch (args[1]) {
        case "stream" -> uploadStream(camel, Long.parseLong(args[2]), args[3]);
        case "file" -> upload(camel, new File(args[2]), args[3]);
        case "folder" -> uploadAtOnce(camel, args[2], Integer.parseInt(args[3]));
        default -> throw new IllegalArgumentException("unknown: " + args[1]);
      }
    }
  }

  private static void uploadStream(CamelContext camel, long size, String jobs) throws Exception {
    GeneratedStream stream = new GeneratedStream(size);
    upload(camel, stream, jobs);
    System.out.println("generated=" + stream.eTag());
  }

  private static void upload(CamelContext camel, Object body, String jobs) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:big")
                .streamCache("false") // Camel would cache the whole stream in memory
                .to("us3:demo?mode=asyncUpload&keyName=big&jobs=" + jobs);
          }
        });
    camel.start();
    try (ProducerTemplate template = camel.createProducerTemplate()) {
      Exchange exchange =
          template.send("direct:big", message -> message.getMessage().setBody(body));
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
      System.out.println("eTag=" + exchange.getMessage().getHeader(Us3Constants.ETAG));
    }
  }

  private static void uploadAtOnce(CamelContext camel, String folder, int files) throws Exception {
    CountDownLatch uploaded = new CountDownLatch(files);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("file:" + folder + "?noop=true&initialDelay=0")
                .to("us3:demo?mode=mput&maxConcurrentUploads=" + files)
                .process(exchange -> uploaded.countDown());
          }
        });
    camel.start();
    if (!uploaded.await(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new IllegalStateException(uploaded.getCount() + " files have not been uploaded");
    }
  }
}
