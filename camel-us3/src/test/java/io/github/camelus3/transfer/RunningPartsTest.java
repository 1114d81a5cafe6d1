package io.github.camelus3.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.source.ObjectSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningPartsTest {
  private static final ScriptedServer.Step INITIATED =
      ScriptedServer.json(200, "{\"UploadId\":\"id\",\"BlkSize\":10}");
  private static final ScriptedServer.Step STORED =
      ScriptedServer.response(200, "application/json", "ETag: \"e\"\n", "{}");
  private static final ScriptedServer.Step REFUSED =
      ScriptedServer.json(403, "{\"RetCode\":-148643, \"ErrMsg\":\"invalid signature\"}");

  /** Opens the latch when the first of its tasks has ended. */
  private static final class Watched extends ThreadPoolExecutor {
    private final CountDownLatch oneEnded;

    Watched(CountDownLatch oneEnded) {
      super(0, 100, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
      this.oneEnded = oneEnded;
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      oneEnded.countDown();
    }
  }

  @Test
  void runningPartsEndBeforeTheAbortAndNoOtherBegins() {
    CountDownLatch allSent = new CountDownLatch(4);
    CountDownLatch failureIsKnown = new CountDownLatch(1);
    ScriptedServer.Step refused = once(allSent, ScriptedServer.after(allSent, REFUSED));
    ScriptedServer.Step held = once(allSent, ScriptedServer.after(failureIsKnown, STORED));
    Watched executor = new Watched(failureIsKnown);
    try (ScriptedServer server =
            ScriptedServer.playing(
                INITIATED, refused, held, held, held, ScriptedServer.json(200, ""));
        Us3Client client = Clients.of(server.endpoint())) {
      UploadRequest request =
          new UploadRequest(
              Clients.BUCKET,
              "k",
              ObjectSource.bytes(new byte[1000]),
              ObjectAttributes.NONE,
              null,
              new IntegrityOptions(false, false));

      Throwable failure =
          Uploads.failure(
              new Us3Uploader(client, executor).multipart(request, 4, UploadListener.NONE));

      assertThat(failure)
          .isInstanceOf(Us3InvalidSignatureException.class)
          .hasNoSuppressedExceptions();
      assertThat(server.requestLines()).hasSize(6);
      assertThat(server.requestLines().get(5)).isEqualTo("DELETE /k?uploadId=id HTTP/1.1");
      assertThat(server.requestLines().subList(1, 5)).allMatch(line -> line.startsWith("PUT "));
    } finally {
      executor.shutdownNow();
    }
  }

  private static ScriptedServer.Step once(CountDownLatch latch, ScriptedServer.Step step) {
    return out -> {
      latch.countDown();
      step.play(out);
    };
  }
}
