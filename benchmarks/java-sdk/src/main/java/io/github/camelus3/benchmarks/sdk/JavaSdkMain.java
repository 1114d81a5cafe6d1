package io.github.camelus3.benchmarks.sdk;

import io.github.camelus3.benchmarks.worker.Task;
import io.github.camelus3.benchmarks.worker.WorkerLoop;
import java.util.Arrays;

/** The process of the official Java SDK. The arguments are the task. */
public final class JavaSdkMain {
  private JavaSdkMain() {}

  /** Runs the rounds that standard input commands. */
  public static void main(String[] args) {
    WorkerLoop.run(JavaSdkContender::new, Task.of(Arrays.asList(args)));
  }
}
