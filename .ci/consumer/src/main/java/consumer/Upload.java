package consumer;

import io.github.camelus3.emulator.Us3Emulator;
import java.nio.charset.StandardCharsets;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Uploads an object to the emulator by a route; fails unless the object is stored. */
public final class Upload {
  private Upload() {}

  public static void main(String[] args) throws Exception {
    try (Us3Emulator us3 =
            Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV").start();
        DefaultCamelContext camel = new DefaultCamelContext()) {
      String uri =
          "us3:photos?keyName=hello.txt&publicKey=PUB&privateKey=PRIV&endpoint=" + us3.endpoint();
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:upload").to(uri);
            }
          });
      camel.start();
      camel.createProducerTemplate().requestBody("direct:upload", "hello");
      byte[] stored = us3.object("photos", "hello.txt").orElseThrow().bytes();
      String text = new String(stored, StandardCharsets.UTF_8);
      if (!text.equals("hello")) {
        throw new IllegalStateException("the stored object must be hello: " + text);
      }
      System.out.println("uploaded by " + version());
    }
  }

  private static String version() throws ReflectiveOperationException {
    String version =
        Class.forName("io.github.camelus3.component.Us3Component")
            .getPackage()
            .getImplementationVersion();
    return "camel-us3 " + version;
  }
}
