package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.DELETE_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ObjectDeleterTest {
  private static final List<String> KEYS =
      IntStream.range(0, 20).mapToObj(number -> "key " + number).toList();

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @BeforeEach
  void open() {
    KEYS.forEach(key -> US3.emulator().putObject(BUCKET, key, new byte[1], "a/b"));
  }

  private Map<String, DeleteOutcome> delete(Executor executor, int jobs) throws Exception {
    return new ObjectDeleter(uploads.client(), executor).delete(BUCKET, KEYS, jobs);
  }

  private static Executor freshThreads(AtomicInteger count) {
    return work -> {
      count.incrementAndGet();
      new Thread(work).start();
    };
  }

  @Test
  void outcomesAreInTheOrderOfTheKeys() throws Exception {
    AtomicInteger threads = new AtomicInteger();

    Map<String, DeleteOutcome> outcomes = delete(freshThreads(threads), 4);

    assertThat(outcomes.keySet()).containsExactlyElementsOf(KEYS);
    assertThat(outcomes.values()).allMatch(DeleteOutcome::isDeleted);
    assertThat(US3.emulator().keys(BUCKET)).isEmpty();
    assertThat(threads).hasValue(3);
  }

  @Test
  void everyKeyIsDeletedWhenNoThreadIsFree() throws Exception {
    delete(work -> {}, 4);

    assertThat(US3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void keyThatIsRefusedStopsNoOther() throws Exception {
    US3.emulator().inject(Fault.throttled().on(DELETE_FILE).key("key 3"));
    US3.emulator().inject(Fault.dropBeforeBody().on(DELETE_FILE).key("key 5"));

    Map<String, DeleteOutcome> outcomes = delete(freshThreads(new AtomicInteger()), 4);

    assertThat(US3.emulator().keys(BUCKET)).containsExactly("key 3", "key 5");
    assertThat(failureOf(outcomes, "key 3")).isInstanceOf(Us3ThrottledException.class);
    assertThat(failureOf(outcomes, "key 5")).isInstanceOf(Us3TransportException.class);
    assertThat(outcomes.values()).filteredOn(DeleteOutcome::isDeleted).hasSize(18);
  }

  private static Us3Exception failureOf(Map<String, DeleteOutcome> outcomes, String key) {
    DeleteOutcome outcome = outcomes.get(key);
    assertThat(outcome.key()).isEqualTo(key).isEqualTo(outcome.failure().getKey());
    assertThat(outcome.isDeleted()).isFalse();
    return outcome.failure();
  }

  @Test
  void noJobIsMisuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> delete(Runnable::run, 0))
        .withMessage("jobs must be 1 or more: 0");
    assertThat(US3.emulator().requests()).isEmpty();
  }
}
