package io.github.camelus3.benchmarks.contender;

import io.github.camelus3.benchmarks.worker.Contender;
import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.WorkerLoop;
import java.util.Arrays;
import java.util.List;

/** The process of one contender. The first argument is its name, the others are the task. */
public final class ContenderMain {
  private ContenderMain() {}

  /** Runs the rounds that standard input commands. */
  public static void main(String[] args) {
    List<String> arguments = Arrays.asList(args);
    WorkerLoop.run(named(arguments.get(0)), Task.of(arguments.subList(1, arguments.size())));
  }

  private static Contender.Factory named(String name) {
    return switch (name) {
      case "memory" -> task -> new RawSockets(task, RawTransport.of(task), true);
      case "raw" -> task -> new RawSockets(task, RawTransport.of(task), false);
      case "raw-conscrypt" -> task -> new RawSockets(task, ConscryptTls.transport(), false);
      case "client" -> ClientContender::new;
      case "route" -> RouteContender::of;
      case "route-metrics" -> RouteContender::withMetrics;
      case "sync" -> SynchronousContender::new;
      default ->
          throw new IllegalArgumentException(
              "contender must be memory, raw, raw-conscrypt, client, route, route-metrics or sync: "
                  + name);
    };
  }
}
