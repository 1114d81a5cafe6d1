package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.Workers;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * camel-us3 in a route that applications call: threads send files by a {@link ProducerTemplate} to
 * {@code direct:} and wait for each upload.
 */
final class SynchronousContender implements Contender {
  private static final String ROUTE = "direct:upload";

  private final List<Path> files;
  private final Workers workers;
  private final CamelContext camel = new DefaultCamelContext();
  private final ProducerTemplate template;

  SynchronousContender(Task task) throws Exception {
    files = task.files();
    workers = new Workers(task.jobs());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(ROUTE).to(UploadUri.of(task));
          }
        });
    camel.start();
    template = camel.createProducerTemplate();
  }

  @Override
  public void round() throws Exception {
    workers.run(files.size(), number -> send(files.get(number)));
  }

  private void send(Path file) {
    template.sendBodyAndHeader(
        ROUTE, file.toFile(), Exchange.FILE_NAME, file.getFileName().toString());
  }

  @Override
  public void close() throws Exception {
    workers.close();
    camel.close();
  }
}
