package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.Us3Api;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.resume.TransientResumeStrategy;
import org.apache.camel.resume.Deserializable;
import org.apache.camel.resume.Offset;
import org.apache.camel.resume.OffsetKey;
import org.apache.camel.resume.Resumable;
import org.apache.camel.resume.ResumeAdapter;
import org.apache.camel.resume.ResumeStrategy;
import org.apache.camel.resume.ResumeStrategyConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A route with {@code resumable()} continues behind the offset of an earlier one. */
class PollingResumeTest extends PollingTestSupport {
  private final Map<ByteBuffer, ByteBuffer> disk = new ConcurrentHashMap<>();
  private final Queue<String> processed = new ConcurrentLinkedQueue<>();

  private final SharedMarks shared = new SharedMarks();
  private final SharedMarks progress = new SharedMarks();

  private String mark(String key) {
    return "photos/" + key + '@' + us3.object(BUCKET, key).orElseThrow().eTag();
  }

  /** The key behind which the next run would list. */
  private List<String> offset() throws Exception {
    Map<ByteBuffer, ByteBuffer> before = Map.copyOf(disk);
    run("&maxResults=1", 0, exchange -> {});
    disk.clear();
    disk.putAll(before);
    return requests(Us3Api.LIST_OBJECTS).get(0).query().get("marker");
  }

  /** Keeps offsets as bytes, as a strategy with a file or a topic does. */
  private final class BytesResumeStrategy implements ResumeStrategy {
    private ResumeAdapter adapter;

    @Override
    public void setAdapter(ResumeAdapter adapter) {
      this.adapter = adapter;
    }

    @Override
    public ResumeAdapter getAdapter() {
      return adapter;
    }

    @Override
    public void loadCache() {
      disk.forEach(
          (key, value) ->
              ((Deserializable) adapter).deserialize(key.duplicate(), value.duplicate()));
    }

    @Override
    public <T extends Resumable> void updateLastOffset(T offset) {
      updateLastOffset(offset.getOffsetKey(), offset.getLastOffset());
    }

    @Override
    public <T extends Resumable> void updateLastOffset(T offset, UpdateCallBack callBack) {
      updateLastOffset(offset);
    }

    @Override
    public void updateLastOffset(OffsetKey<?> key, Offset<?> offset) {
      disk.put(key.serialize().rewind(), offset.serialize().rewind());
    }

    @Override
    public void updateLastOffset(OffsetKey<?> key, Offset<?> offset, UpdateCallBack callBack) {
      updateLastOffset(key, offset);
    }

    @Override
    public void setResumeStrategyConfiguration(ResumeStrategyConfiguration configuration) {}

    @Override
    public ResumeStrategyConfiguration getResumeStrategyConfiguration() {
      return TransientResumeStrategy.configurationBuilder().build();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}
  }

  /** Polls in a context of its own so often. */
  private void run(String options, int count, Consumer<Exchange> route) throws Exception {
    us3.clearRequests();
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration own =
          context.getComponent("us3", Us3Component.class).getConfiguration().copy();
      camel.getComponent("us3", Us3Component.class).setConfiguration(own);
      camel.getRegistry().bind("polls", polls);
      camel.getRegistry().bind("shared", shared);
      camel.getRegistry().bind("progress", progress);
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              errorHandler(noErrorHandler());
              from(photos(OFTEN + options))
                  .resumable(new BytesResumeStrategy())
                  .process(exchange -> processed.add(keyOf(exchange)))
                  .process(route::accept);
            }
          });
      camel.start();
      awaitPolls(count);
    }
  }

  @Test
  void aRestartContinuesBehindTheLastKey() throws Exception {
    IntStream.range(0, 15).forEach(i -> store("in/ü %02d".formatted(i), "x"));
    run("&prefix=in/", 4, exchange -> {});
    assertThat(processed).hasSize(15);
    processed.clear();
    Stream.of("in/ü 15", "in/ü 16").forEach(key -> store(key, "x"));

    run("&prefix=in/", 4, exchange -> {});

    assertThat(processed).containsExactly("in/ü 15", "in/ü 16");
    assertThat(requests(Us3Api.LIST_OBJECTS).get(0).query().get("marker"))
        .containsExactly("in/ü 14");
  }

  @Test
  void anotherPrefixHasAnotherOffset() throws Exception {
    Stream.of("a/1", "b/1").forEach(key -> store(key, "x"));
    run("&prefix=b/", 3, exchange -> {});
    processed.clear();

    run("&prefix=a/", 3, exchange -> {});

    assertThat(processed).containsExactly("a/1");
  }

  @Test
  void theOffsetDoesNotPassAFailedObject() throws Exception {
    Stream.of("a", "bad", "c").forEach(key -> store(key, "x"));
    run(
        "&idempotent=true",
        3,
        exchange -> {
          if (keyOf(exchange).equals("bad")) {
            throw new IllegalStateException("no");
          }
        });
    processed.clear();

    run("&idempotent=true", 3, exchange -> {});

    assertThat(processed).containsExactly("bad", "c");
  }

  @Test
  void theOffsetDoesNotPassAnObjectInFlightElsewhere() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    shared.add(mark("b"));

    run("&idempotent=true&idempotentRepository=#shared", 3, exchange -> {});

    assertThat(processed).containsExactly("a", "c");
    assertThat(offset()).containsExactly("a");
    processed.clear();
    shared.remove(mark("b")); // it has failed there
    run("&idempotent=true&idempotentRepository=#shared", 3, exchange -> {});
    assertThat(processed).containsExactly("b");
  }

  @Test
  void theOffsetPassesOnlyObjectsThatAnotherProcessHasDone() throws Exception {
    Stream.of("a", "b", "c", "d").forEach(key -> store(key, "x"));
    String options = "&idempotent=true&idempotentRepository=#shared&inProgressRepository=#progress";
    shared.add(mark("b"));
    shared.add(mark("c"));
    progress.add(mark("c"));

    run(options, 3, exchange -> {});

    assertThat(processed).containsExactly("a", "d");
    assertThat(offset()).containsExactly("b");
  }

  @Test
  void theOffsetPassesObjectsMarkedWhenDone() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    shared.add(mark("b"));

    run("&idempotent=true&idempotentRepository=#shared&idempotentEager=false", 3, exchange -> {});

    assertThat(offset()).containsExactly("c");
  }

  @Test
  void theOffsetPassesOwnMarksOnceEarlierObjectsAreDone() throws Exception {
    Stream.of("a", "bad", "c").forEach(key -> store(key, "x"));
    AtomicBoolean fails = new AtomicBoolean(true);

    run(
        "&idempotent=true&idempotentRepository=#shared",
        4,
        exchange -> {
          if (keyOf(exchange).equals("bad") && fails.getAndSet(false)) {
            throw new IllegalStateException("no");
          }
          if (keyOf(exchange).equals("bad")) {
            store("d", "x"); // its offset is the first that can tell
          }
        });

    assertThat(processed).containsExactly("a", "bad", "c", "bad", "d");
    assertThat(offset()).containsExactly("d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sortBy=lastModified", "sortBy=random", "fileName=a"})
  void needsTheOrderOfKeys(String option) {
    RouteBuilder routes =
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(option)).resumable(new BytesResumeStrategy()).to("mock:out");
          }
        };

    assertThatThrownBy(() -> context.addRoutes(routes))
        .hasStackTraceContaining(
            "options fileName, sortBy=lastModified and sortBy=random cannot be");
  }
}
