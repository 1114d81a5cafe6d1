package io.github.camelus3.transfer;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Deletes many objects. US3 has no call for that, so each is a request of its own. Thread safe.
 *
 * @param executor for all requests in flight but one, which is the calling thread's
 */
public record ObjectDeleter(Us3Client client, Executor executor) {

  /**
   * Deletes objects and says of each what became of it; waits until all are done.
   *
   * @param jobs how many requests may be in flight: 1 or more
   * @return by key, in the order of the keys
   */
  public Map<String, DeleteOutcome> delete(String bucket, Collection<String> keys, int jobs)
      throws IOException {
    ParallelTasks.requireSize("jobs", jobs);
    Map<String, DeleteOutcome> outcomes = Collections.synchronizedMap(new LinkedHashMap<>());
    keys.forEach(key -> outcomes.put(key, new DeleteOutcome(key, false, null)));
    List<FutureTasks.Work> deletions = new ArrayList<>();
    for (String key : List.copyOf(outcomes.keySet())) {
      deletions.add(() -> outcomes.put(key, delete(bucket, key)));
    }
    ParallelTasks.run(executor, jobs, deletions);
    return new LinkedHashMap<>(outcomes);
  }

  private DeleteOutcome delete(String bucket, String key) throws IOException {
    try {
      client.deleteObject(bucket, key);
      return new DeleteOutcome(key, true, null);
    } catch (Us3ObjectNotFoundException e) {
      return new DeleteOutcome(key, false, null);
    } catch (Us3Exception e) {
      return new DeleteOutcome(key, false, e);
    }
  }
}
