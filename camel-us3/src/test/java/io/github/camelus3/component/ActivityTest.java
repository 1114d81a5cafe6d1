package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.ClientActivity;
import io.github.camelus3.component.activity.FailedOperation;
import io.github.camelus3.component.activity.Meter;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.activity.PollActivity.Event;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivityTest extends PollingTestSupport {
  private Activity activity;

  @BeforeEach
  void findActivity() {
    activity = context.getComponent("us3", Us3Component.class).activity();
  }

  @Test
  void anUploadThatRunsIsShownWithItsParts() throws Exception {
    us3.holdPartsUntil(2); // with one job, no part ends before the test has looked
    CompletableFuture<Exchange> sent =
        template
            .asyncRequestBodyAndHeaders("us3:photos?mode=mput", new byte[3 * PART], key("a.bin"))
            .thenApply(body -> null);
    Await.until(() -> us3.maxPartsInFlight() > 0);

    OperationActivity running = activity.operations().iterator().next();
    assertThat(running.isWaiting()).isFalse();
    assertThat(running.key()).isEqualTo("a.bin");
    assertThat(running.mode()).isEqualTo("mput");
    assertThat(running.totalBytes()).isEqualTo(3 * PART);
    assertThat(running.totalParts()).isEqualTo(3);
    assertThat(running.sentParts()).isZero();
    assertThat(running.uploadId()).isEqualTo(us3.openUploads(BUCKET).get(0).uploadId());
    ClientActivity client = activity.clients().get(0);
    assertThat(client.running()).isEqualTo(1);
    assertThat(client.openConnections()).isEqualTo(1);

    us3.holdPartsUntil(0);
    sent.get(60, TimeUnit.SECONDS);
    assertThat(activity.operations()).isEmpty();
    assertThat(running.sentBytes()).isEqualTo(3 * PART);
    assertThat(running.sentParts()).isEqualTo(3);
    assertThat(activity.totals().succeeded()).isEqualTo(1);
    assertThat(activity.totals().sentParts()).isEqualTo(3);
  }

  @Test
  void aFailureIsRememberedWithItsSessionId() {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.PUT_FILE));

    Exchange failed = send("us3:photos", new byte[1], key("a.bin"));

    FailedOperation last = activity.failures().get(0);
    assertThat(last.key()).isEqualTo("a.bin");
    assertThat(last.exception()).isEqualTo("Us3InvalidSignatureException");
    assertThat(last.httpStatus()).isEqualTo(403);
    assertThat(last.retCode()).isEqualTo(-148643);
    assertThat(last.sessionId())
        .isEqualTo(failed.getMessage().getHeader(Us3Constants.SESSION_ID, String.class));
    assertThat(last.exchangeId()).isEqualTo(failed.getExchangeId());
    assertThat(activity.totals().failed()).isEqualTo(1);
  }

  @Test
  void onlyTheLastFailuresAreRemembered() {
    for (int i = 0; i < Activity.MAX_FAILURES + 5; i++) {
      send("us3:photos", new byte[1], Map.of(Us3Constants.MODE, "none" + i));
    }

    List<FailedOperation> failures = activity.failures();
    assertThat(failures).hasSize(Activity.MAX_FAILURES);
    assertThat(activity.totals().failed()).isEqualTo(Activity.MAX_FAILURES + 5);
    assertThat(activity.operations()).isEmpty();
  }

  @Test
  void aMeterThatThrowsFailsNothing() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    activity.meter(
        new Meter() {
          @Override
          public void operationEnded(OperationActivity operation, Throwable failure) {
            told.add(operation.name());
            throw new IllegalStateException("broken meter");
          }

          @Override
          public void polled(String bucket, PollActivity.Event event) {
            told.add(event.name());
            throw new IllegalStateException("broken meter");
          }
        });
    MockEndpoint out = out();
    out.expectedMessageCount(1);

    Exchange sent = send("us3:photos", new byte[1], key("a.bin"));
    poll(ONCE);

    assertThat(sent.getException()).isNull();
    out.assertIsSatisfied();
    assertThat(told).startsWith("upload", "delivered");
  }

  @Test
  void aPollerCountsWhatBecomesOfItsObjects() throws Exception {
    us3.putObject(BUCKET, "a.jpg", new byte[1], "image/jpeg");
    us3.putObject(BUCKET, "b.txt", new byte[1], "text/plain");
    us3.putObject(BUCKET, "c.jpg", new byte[1], "image/jpeg");
    out().expectedMessageCount(2);

    poll(ONCE + "&include=.*jpg&deleteAfterRead=true");
    out().assertIsSatisfied();
    context.getRouteController().suspendRoute("poll"); // waits for the deletions

    PollActivity poller = activity.pollers().iterator().next();
    assertThat(poller.routeId()).isEqualTo("poll");
    assertThat(poller.position()).isEqualTo("c.jpg");
    assertThat(poller.lastPoll()).isNotNull();
    assertThat(poller.countOf(Event.delivered)).isEqualTo(2);
    assertThat(poller.countOf(Event.skipped)).isEqualTo(1);
    assertThat(poller.countOf(Event.deleted)).isEqualTo(2);
    assertThat(poller.countOf(Event.moved)).isZero();
    assertThat(poller.countOf(Event.failed)).isZero();
    context.getRouteController().stopRoute("poll");
    assertThat(activity.pollers()).isEmpty();
  }
}
