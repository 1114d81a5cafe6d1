package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers that share a repository take nothing from each other, however they meet in it. */
class PollingRacesTest extends PollingTestSupport {
  private static final String SHARED =
      "&idempotent=true&idempotentRepository=#shared&exceptionHandler=#failures";

  /** Records the failures that a consumer reports. */
  private static final class Failures implements ExceptionHandler {
    private final Queue<Throwable> all = new ConcurrentLinkedQueue<>();

    @Override
    public void handleException(Throwable failure) {
      all.add(failure);
    }

    @Override
    public void handleException(String message, Throwable failure) {
      all.add(failure);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable failure) {
      all.add(failure);
    }
  }

  @BindToRegistry("shared")
  final SharedMarks shared = new SharedMarks();

  @BindToRegistry("progress")
  final SharedMarks progress = new SharedMarks();

  @BindToRegistry("failures")
  final Failures failures = new Failures();

  private String mark(String key) {
    return "photos/" + key + '@' + us3.object(BUCKET, key).orElseThrow().eTag();
  }

  private void assertOnlyTheOthersMarkOf(String key, SharedMarks marks) {
    assertThat(marks.marks).contains(mark(key));
    assertThat(marks.removed).doesNotContain(mark(key));
  }

  @Test
  void anObjectThatAnotherMarksAtTheSameTimeIsTheOthers() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    shared.markUnseen(mark("b"));
    out().expectedMessageCount(2);

    poll(OFTEN + SHARED);

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();
    assertThat(keys()).containsExactly("a", "c");
    assertThat(shared.failedAdds).containsExactly(mark("b"));
    assertOnlyTheOthersMarkOf("b", shared);
    assertThat(failures.all).isEmpty();
  }

  @Test
  void anObjectThatAnotherHasInProgressIsTheOthers() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    progress.markUnseen(mark("b"));
    out().expectedMessageCount(2);

    poll(OFTEN + SHARED + "&idempotentEager=false&inProgressRepository=#progress");

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();
    assertThat(keys()).containsExactly("a", "c");
    assertThat(progress.failedAdds).containsExactly(mark("b"));
    assertOnlyTheOthersMarkOf("b", progress);
    assertThat(failures.all).isEmpty();
  }

  @Test
  void anObjectWhoseMarkAnotherRemovesDuringTheInsertIsMarkedAgain() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    SharedMarks leaving =
        new SharedMarks() {
          @Override
          public boolean add(String key) {
            try {
              return super.add(key);
            } catch (DuplicateKeyException e) {
              marks.remove(key); // the other has given the object back
              throw e;
            }
          }
        };
    context.getRegistry().bind("leaving", leaving);
    leaving.markUnseen(mark("b"));
    out().expectedMessageCount(3);

    poll(OFTEN + SHARED + "&idempotentEager=false&inProgressRepository=#leaving");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly("a", "b", "c");
    assertThat(leaving.failedAdds).containsExactly(mark("b"));
    assertThat(leaving.marks).isEmpty();
    assertThat(failures.all).isEmpty();
  }

  @Test
  void aNewVersionThatAnotherMarksAtTheSameTimeIsTheOthers() throws Exception {
    store("b", "one");
    String old = mark("b");
    context
        .getRegistry()
        .bind(
            "overwriting",
            new SharedMarks() {
              @Override
              public boolean add(String key) {
                boolean isAdded = super.add(key);
                if (key.equals(old)) {
                  store("b", "two"); // after the listing, before the object is opened
                  markUnseen(mark("b"));
                }
                return isAdded;
              }

              @Override
              public boolean remove(String key) {
                boolean isRemoved = super.remove(key);
                marks.add(key); // the other has listed that, and marks it when it is free
                return isRemoved;
              }
            });

    poll(
        OFTEN
            + "&idempotent=true&idempotentRepository=#overwriting&exceptionHandler=#failures"
            + "&inProgressRepository=#progress");
    awaitPolls(4);
    stopPolling();

    SharedMarks marks = context.getRegistry().lookupByNameAndType("overwriting", SharedMarks.class);
    assertThat(keys()).isEmpty();
    assertThat(marks.failedAdds).containsExactly(mark("b"));
    assertThat(marks.removed).containsExactly(old); // once, its own
    assertThat(marks.marks).containsExactlyInAnyOrder(old, mark("b"));
    assertThat(progress.marks).isEmpty();
    assertThat(failures.all).isEmpty();
  }

  @Test
  void anObjectThatAnotherConfirmsAtTheSameTimeIsNoFailure() throws Exception {
    store("b", "x");
    out().expectedMessageCount(1);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(OFTEN + SHARED + "&idempotentEager=false"))
                .routeId("poll")
                .to("mock:out")
                .process(exchange -> shared.markUnseen(mark("b")));
          }
        });

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();
    assertThat(shared.failedAdds).containsExactly(mark("b"));
    assertOnlyTheOthersMarkOf("b", shared);
    assertThat(failures.all).isEmpty();
  }

  /** A database that is away. */
  private static final class Away extends SharedMarks {
    private boolean refusesToLook;

    @Override
    public boolean add(String key) {
      refusesToLook = key.contains("/b@");
      if (key.contains("/b@") || key.contains("/c@")) {
        throw new IllegalStateException("no database");
      }
      return super.add(key);
    }

    @Override
    public boolean contains(String key) {
      if (refusesToLook) {
        refusesToLook = false;
        throw new IllegalStateException("no database either");
      }
      return super.contains(key);
    }
  }

  @Test
  void aRepositoryThatFailsForAnotherReasonIsAFailureAndNothingIsRemoved() throws Exception {
    Stream.of("a", "b", "c", "d").forEach(key -> store(key, "x"));
    Away away = new Away();
    context.getRegistry().bind("away", away);
    out().expectedMessageCount(2);

    poll(
        ONCE
            + "&idempotent=true&idempotentRepository=#away&exceptionHandler=#failures"
            + "&inProgressRepository=#progress");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly("a", "d");
    assertThat(failures.all)
        .hasSize(2)
        .allMatch(failure -> failure.getMessage().equals("no database"));
    assertThat(away.removed).isEmpty();
    assertThat(progress.marks).isEmpty();
  }

  @Test
  void anObjectThatIsGoneWhenItIsOpenedIsUnmarkedByTheOneThatMarkedIt() throws Exception {
    store("b", "x");
    us3.inject(Fault.answer(404, -148654, "file not exist").on(Us3Api.GET_FILE).key("b"));
    out().expectedMessageCount(1);

    poll(OFTEN + SHARED);

    out().assertIsSatisfied();
    stopPolling();
    assertThat(shared.removed).containsExactly(mark("b"));
    assertThat(shared.marks).containsExactly(mark("b")); // of the second time
    assertThat(failures.all).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "&deleteAfterRead=true",
        "&maxMessagesPerPoll=1",
        "&idempotentEager=false&inProgressRepository=#progress"
      })
  void threeContextsProcessEachOf300ObjectsOnce(String options) throws Exception {
    int objects = 300;
    IntStream.range(0, objects).forEach(i -> store("k%03d".formatted(i), "x"));
    Queue<String> processed = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(objects);
    List<CamelContext> contexts = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        CamelContext camel = contextLike(context);
        contexts.add(camel);
        camel.addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(photos(
                        "initialDelay=0&delay=1&pollStrategy=#polls&prefix=k" + SHARED + options))
                    .process(
                        exchange -> {
                          processed.add(keyOf(exchange));
                          all.countDown();
                        });
              }
            });
      }
      for (CamelContext camel : contexts) {
        camel.start();
      }

      all.await();
      awaitPolls(6); // two rounds more each, in which nothing may come
    } finally {
      contexts.forEach(CamelContext::stop);
    }

    assertThat(processed).hasSize(objects).doesNotHaveDuplicates();
    assertThat(shared.marks).hasSize(objects);
    assertThat(progress.marks).isEmpty();
    assertThat(failures.all).isEmpty();
  }

  private CamelContext contextLike(CamelContext original) {
    CamelContext other = new DefaultCamelContext();
    Us3Configuration options =
        original.getComponent("us3", Us3Component.class).getConfiguration().copy();
    other.getComponent("us3", Us3Component.class).setConfiguration(options);
    for (String bean : List.of("shared", "progress", "failures", "polls")) {
      other.getRegistry().bind(bean, original.getRegistry().lookupByName(bean));
    }
    return other;
  }
}
