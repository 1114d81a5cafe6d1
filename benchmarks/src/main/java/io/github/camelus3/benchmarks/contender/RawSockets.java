package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.Workers;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The ceiling: the PUTs of the task on the same number of connections, from the same files in
 * pieces of the same size. There are no signatures, hashes or checks, and no Initiate and Finish.
 * Sending from memory instead of files shows the limit of the sink.
 */
final class RawSockets implements Contender {
  private static final int PART_BYTES = 4 << 20;

  private final Task task;
  private final RawTransport transport;
  private final boolean fromMemory;
  private final List<Path> files;
  private final Workers workers;
  private final Queue<RawConnection> idle = new ConcurrentLinkedQueue<>();

  RawSockets(Task task, RawTransport transport, boolean fromMemory) throws IOException {
    this.task = task;
    this.transport = transport;
    this.fromMemory = fromMemory;
    this.files = task.files();
    this.workers = new Workers(task.jobs());
  }

  @Override
  public void round() throws Exception {
    if (task.mode() == Task.Mode.PUT) {
      workers.run(files.size(), number -> put(files.get(number)));
      return;
    }
    for (Path file : files) {
      putParts(file);
    }
  }

  private void put(Path file) throws Exception {
    if (fromMemory) {
      send("/" + file.getFileName(), RawSockets::anything, Files.size(file));
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      send("/" + file.getFileName(), (out, at) -> read(channel, out, at), channel.size());
    }
  }

  private void putParts(Path file) throws Exception {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      workers.run(
          (int) ((size + PART_BYTES - 1) / PART_BYTES),
          number -> {
            long offset = (long) number * PART_BYTES;
            send(
                "/%s?partNumber=%d&uploadId=raw".formatted(file.getFileName(), number),
                fromMemory ? RawSockets::anything : (out, at) -> read(channel, out, offset + at),
                Math.min(PART_BYTES, size - offset));
          });
    }
  }

  private void send(String target, RawConnection.Body body, long length) throws Exception {
    RawConnection connection = idle.poll();
    if (connection == null) {
      connection = new RawConnection(transport, task.endpoint());
    }
    connection.put(target, body, length);
    idle.add(connection);
  }

  private static void read(FileChannel channel, ByteBuffer out, long offset) throws IOException {
    if (channel.read(out, offset) < 0) {
      throw new EOFException("the file ends before byte " + offset);
    }
  }

  private static void anything(ByteBuffer out, long offset) {
    out.position(out.limit());
  }

  @Override
  public void close() throws IOException {
    workers.close();
    for (RawConnection connection : idle) {
      connection.close();
    }
  }
}
