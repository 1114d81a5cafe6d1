package io.github.camelus3.benchmarks.sdk;

import cn.ucloud.ufile.UfileClient;
import cn.ucloud.ufile.api.object.ObjectApiBuilder;
import cn.ucloud.ufile.api.object.ObjectConfig;
import cn.ucloud.ufile.api.object.multi.MultiUploadInfo;
import cn.ucloud.ufile.api.object.multi.MultiUploadPartState;
import cn.ucloud.ufile.auth.UfileObjectLocalAuthorization;
import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.Workers;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * The official Java SDK with its defaults. The SDK has no multipart upload helper, so this class
 * has the loop. Each thread of a fixed pool reads its part by position into a new array, because
 * the SDK accepts only arrays.
 */
final class JavaSdkContender implements Contender {
  private final Task task;
  private final List<Path> files;
  private final Workers workers;
  private final ObjectApiBuilder objects;

  JavaSdkContender(Task task) throws IOException {
    this.task = task;
    this.files = task.files();
    this.workers = new Workers(task.jobs());
    this.objects =
        UfileClient.object(
            new UfileObjectLocalAuthorization(Task.PUBLIC_KEY, Task.PRIVATE_KEY),
            new ObjectConfig(task.endpoint()));
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

  private void put(Path file) throws Exception {
    objects
        .putObject(file.toFile(), Task.MIME_TYPE)
        .nameAs(key(file))
        .toBucket(Task.BUCKET)
        .withVerifyMd5(task.sendMd5())
        .execute();
  }

  private void uploadInParts(Path file) throws Exception {
    MultiUploadInfo upload =
        objects.initMultiUpload(key(file), Task.MIME_TYPE, Task.BUCKET).execute();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int partBytes = upload.getBlkSize();
      int count = (int) ((channel.size() + partBytes - 1) / partBytes);
      MultiUploadPartState[] parts = new MultiUploadPartState[count];
      workers.run(
          count,
          number ->
              parts[number] =
                  objects
                      .multiUploadPart(upload, read(channel, number, partBytes), number)
                      .withVerifyMd5(task.sendMd5())
                      .execute());
      objects.finishMultiUpload(upload, Arrays.asList(parts)).execute();
    }
  }

  private static byte[] read(FileChannel channel, int number, int partBytes) throws IOException {
    long offset = (long) number * partBytes;
    ByteBuffer part = ByteBuffer.allocate((int) Math.min(partBytes, channel.size() - offset));
    while (part.hasRemaining()) {
      if (channel.read(part, offset + part.position()) < 0) {
        throw new EOFException("the file ends before part " + number);
      }
    }
    return part.array();
  }

  private static String key(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public void close() {
    workers.close();
  }
}
