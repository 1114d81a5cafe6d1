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
 * Deletes many objects, with a request for each, because US3 has no request for many. Thread safe.
 *
 * @param executor runs all requests in flight but one, which runs on the calling thread
 */
public record ObjectDeleter(Us3Client client, Executor executor) {

  /**
   * Deletes objects and waits for it. A failure does not stop the others.
   *
   * @param jobs the most requests in flight: 1 or more
   * @return the outcomes by key, in the order of {@code keys}
   */
  public Map<String, DeleteOutcome> delete(String bucket, Collection<String> keys, int jobs)
      throws IOException {
    ParallelTasks.requireJobs(jobs);
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
