package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component in the languages in which routes are written, and in Camel Main's properties. */
class DslTest extends Us3TestSupport {
  @TempDir Path folder;

  @Test
  void worksInJava() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to("us3:photos?mode=mput&keyName=java");
          }
        });

    template.sendBody("direct:in", "x");

    assertThat(us3.keys(BUCKET)).containsExactly("java");
  }

  @Test
  void worksInXml() throws Exception {
    load(
        "route.xml",
        "<routes xmlns=\"http://camel.apache.org/schema/spring\"><route>"
            + "<from uri=\"direct:in\"/>"
            + "<to uri=\"us3:photos?mode=mput&amp;keyName=xml-${header.n}\"/>"
            + "</route></routes>");

    template.sendBodyAndHeader("direct:in", "x", "n", 1);

    assertThat(us3.keys(BUCKET)).containsExactly("xml-1");
  }

  @Test
  void worksInYaml() throws Exception {
    load(
        "route.yaml",
        """
        - from:
            uri: direct:in
            steps:
              - to:
                  uri: us3
                  parameters:
                    bucketName: photos
                    mode: asyncUpload
                    jobs: 3
                    keyName: "yaml-${header.n}"
        """);

    template.sendBodyAndHeader("direct:in", "x", "n", 1);

    assertThat(us3.keys(BUCKET)).containsExactly("yaml-1");
  }

  @Test
  void takesItsOptionsFromCamelMain() throws Exception {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.configure().setDurationMaxMessages(0);
    main.addProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addProperty("camel.component.us3.public-key", "public-key");
    main.addProperty("camel.component.us3.privateKey", "RAW(private-key)");
    main.addProperty("camel.component.us3.jobs", "9");
    main.addProperty("camel.component.us3.mode", "asyncMput");
    main.addProperty("camel.component.us3.connect-timeout", "3s");
    main.start();
    try {
      Us3Endpoint endpoint = main.getCamelContext().getEndpoint("us3:photos", Us3Endpoint.class);
      main.getCamelTemplate().sendBodyAndHeader(endpoint, "x", Us3Constants.KEY, "main");

      assertThat(endpoint.getConfiguration().getJobs()).isEqualTo(9);
      assertThat(endpoint.getConfiguration().getMode()).isEqualTo(Us3UploadMode.asyncMput);
      assertThat(endpoint.getConfiguration().getConnectTimeout()).isEqualTo(3000);
      assertThat(us3.keys(BUCKET)).containsExactly("main");
    } finally {
      main.stop();
    }
  }

  @Test
  void uploadsWhatAFilePollingRouteFinds() throws Exception {
    Path outbox = Files.createDirectories(folder.resolve("outbox/sub"));
    Files.write(outbox.resolve("big.bin"), pattern(10 * PART + 1));
    Files.writeString(outbox.resolve("../small.txt"), "small");
    Files.writeString(outbox.resolve("../empty.txt"), "");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("file:" + folder.resolve("outbox") + "?recursive=true&initialDelay=0&delay=50")
                .to("us3:photos?multipartThreshold=100000")
                .to("mock:done");
          }
        });
    getMockEndpoint("mock:done").expectedMessageCount(3);

    getMockEndpoint("mock:done").assertIsSatisfied();

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("sub/big.bin", "small.txt", "empty.txt");
    assertThat(stored("sub/big.bin")).isEqualTo(pattern(10 * PART + 1));
    assertThat(us3.object(BUCKET, "empty.txt").orElseThrow().mimeType()).isEqualTo("text/plain");
  }

  @Test
  void dynamicUrisWork() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").toD("us3:${header.bucket}?mode=mput");
          }
        });

    template.sendBodyAndHeaders(
        "direct:in", "x", Map.of("bucket", "photos", Us3Constants.KEY, "dynamic"));

    assertThat(us3.keys(BUCKET)).containsExactly("dynamic");
  }

  private void load(String name, String text) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
  }
}
