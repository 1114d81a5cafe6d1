package io.github.camelus3.it.kafka;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Kafka broker in a JVM of its own. It keeps its port and its data from start to start. */
final class Broker {
  private static final Path MODULE = Path.of("broker", "target");
  private static final String STARTED = "Kafka Server started";

  private final OtherJvms jvms;
  private final Path data;
  private final int port = FreePort.find();
  private final int controllerPort = FreePort.find();
  private OtherJvm process;

  Broker(OtherJvms jvms, Path data) {
    this.jvms = jvms;
    this.data = data;
  }

  /** The value of {@code bootstrap.servers}. */
  String address() {
    return "127.0.0.1:" + port;
  }

  void start() {
    process =
        jvms.start(
                "broker",
                classPath(),
                List.of("-Xmx512m"),
                "io.github.camelus3.it.broker.KafkaBroker",
                data.toAbsolutePath().toString(),
                Integer.toString(port),
                Integer.toString(controllerPort))
            .awaitOutput(STARTED);
  }

  void stop() {
    process.stop();
  }

  /** After a test that has failed between stop and start. */
  void startIfStopped() {
    if (!process.isAlive()) {
      start();
    }
  }

  private static String classPath() {
    try {
      String dependencies =
          Files.readString(MODULE.resolve("classpath.txt"), StandardCharsets.UTF_8).strip();
      return MODULE.resolve("classes") + File.pathSeparator + dependencies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
