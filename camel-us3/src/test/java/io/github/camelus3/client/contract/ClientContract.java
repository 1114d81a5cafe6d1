package io.github.camelus3.client.contract;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.transfer.ObjectDeleter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The behaviour of the client with any service, which a subclass chooses. Each test has its own key
 * prefix and leaves nothing behind.
 */
abstract class ClientContract
    implements ObjectsContract,
        ReadingContract,
        MultipartContract,
        ListingContract,
        AttributesContract,
        LinksContract,
        CopiesContract {
  private final String prefix = "camel-us3-contract/" + UUID.randomUUID() + "/";
  private final Set<String> keys = new LinkedHashSet<>();
  private final Map<String, String> uploads = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Us3Client client;

  @BeforeEach
  void open() {
    client = otherClient().build();
  }

  @AfterEach
  void leaveNothingBehind() throws IOException {
    try {
      for (Map.Entry<String, String> upload : uploads.entrySet()) {
        abort(upload.getValue(), upload.getKey());
      }
      new ObjectDeleter(client, threads).delete(bucket(), keys, 4);
    } finally {
      client.close();
      threads.shutdownNow();
    }
  }

  private void abort(String key, String uploadId) throws IOException {
    try {
      client.abortMultipartUpload(bucket(), key, uploadId);
    } catch (Us3ObjectNotFoundException finished) {
      // the test has finished or aborted it
    }
  }

  @Override
  public Us3Client client() {
    return client;
  }

  @Override
  public String prefix() {
    return prefix;
  }

  @Override
  public String key(String name) {
    keys.add(prefix + name);
    return prefix + name;
  }

  @Override
  public void abortAtTheEnd(String key, String uploadId) {
    uploads.put(uploadId, key);
  }

  @Override
  public Executor threads() {
    return threads;
  }
}
