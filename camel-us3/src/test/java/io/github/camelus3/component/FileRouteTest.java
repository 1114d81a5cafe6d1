package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.component.clients.UploadLimiter;
import io.github.camelus3.emulator.Us3Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many files from Camel's file consumer, which goes on polling while they are uploaded. */
@Timeout(300)
class FileRouteTest extends Us3TestSupport {
  /** More than wait at the limiter. */
  private static final int FILES = 3 * UploadLimiter.MAX_QUEUED;

  @TempDir Path in;

  @Test
  void filesThatAreMovedBeforehandAreHandedOverOnce() throws Exception {
    for (int i = 0; i < FILES; i++) {
      Files.writeString(in.resolve("f" + i), "x" + i);
    }
    Queue<Exception> failures = new ConcurrentLinkedQueue<>();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Exception.class)
                .handled(true)
                .process(
                    exchange ->
                        failures.add(
                            exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
            from("file:" + in + "?initialDelay=0&delay=1&delete=true&preMove=.uploading")
                .to("us3:photos?mode=put");
          }
        });

    Await.until(() -> us3.keys(BUCKET).size() >= FILES);
    context.stop();

    assertThat(failures).isEmpty();
    assertThat(requests(Us3Api.PUT_FILE)).hasSize(FILES);
    assertThat(us3.keys(BUCKET)).hasSize(FILES).contains("f0", "f" + (FILES - 1));
    assertThat(in.resolve(".uploading")).isEmptyDirectory();
  }
}
