package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.Workers;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.transfer.UploadRequest;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The client of camel-us3 without Camel, with its defaults. */
final class ClientContender implements Contender {
  private final Task task;
  private final List<Path> files;
  private final IntegrityOptions checks;
  private final Us3Client client;
  private final Workers workers;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  ClientContender(Task task) throws IOException {
    this.task = task;
    this.files = task.files();
    this.checks = new IntegrityOptions(task.verifyETag(), task.sendMd5());
    this.client =
        Us3Client.builder()
            .host(ServiceHost.ofEndpoint(task.endpoint()))
            .credentials(Credentials.of(Task.PUBLIC_KEY, Task.PRIVATE_KEY))
            .build();
    this.workers = new Workers(task.jobs());
  }

  @Override
  public void round() throws Exception {
    if (task.mode() == Task.Mode.PUT) {
      workers.run(files.size(), number -> put(files.get(number)));
      return;
    }
    for (Path file : files) {
      uploadInParts(file);
    }
  }

  private void put(Path file) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      client.putObject(
          PutObjectRequest.of(Task.BUCKET, key(file), Task.MIME_TYPE, source).withChecks(checks));
    }
  }

  private void uploadInParts(Path file) throws Exception {
    try (ObjectSource source = ObjectSource.file(file)) {
      UploadRequest request =
          new UploadRequest(
              Task.BUCKET,
              key(file),
              source,
              ObjectAttributes.ofMimeType(Task.MIME_TYPE),
              null,
              checks);
      new Us3Uploader(client, executor).multipart(request, task.jobs(), upload -> {}).get();
    }
  }

  private static String key(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public void close() {
    workers.close();
    executor.shutdownNow();
    client.close();
  }
}
