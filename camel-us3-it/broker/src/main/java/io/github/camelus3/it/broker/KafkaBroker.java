package io.github.camelus3.it.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A Kafka broker and controller (KRaft) in one process. Arguments: data directory, port of the
 * broker, port of the controller. A directory with data is used again.
 */
public final class KafkaBroker {
  private static final String CLUSTER_ID = "Y2FtZWwtdXMzLWl0LTAwMQ";

  private KafkaBroker() {}

  /** Runs until the process is ended. */
  public static void main(String[] args) {
    Path data = Path.of(args[0]);
    String settings = written(data, args[1], args[2]).toString();
    int status =
        StorageTool.execute(
            new String[] {"format", "-t", CLUSTER_ID, "-c", settings, "--ignore-formatted"},
            System.out);
    if (status != 0) {
      throw new IllegalStateException("cannot format " + data + ": status " + status);
    }
    Kafka.main(new String[] {settings});
  }

  private static Path written(Path data, String port, String controllerPort) {
    try {
      Files.createDirectories(data);
      return Files.write(data.resolve("server.properties"), settings(data, port, controllerPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> settings(Path data, String port, String controllerPort) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + data.resolve("log"),
        "auto.create.topics.enable=false",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=4",
        "group.initial.rebalance.delay.ms=0");
  }
}
