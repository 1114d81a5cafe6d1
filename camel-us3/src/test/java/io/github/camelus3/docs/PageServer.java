package io.github.camelus3.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program of a page that serves HTTP until it is closed. Its start needs no clock. */
final class PageServer implements AutoCloseable {
  private final Process process;

  private PageServer(Process process) {
    this.process = process;
  }

  /** Starts a program and waits until it prints that it listens. */
  static PageServer start(Path folder, List<String> command) throws IOException {
    PageServer server =
        new PageServer(
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start());
    server.awaitLine("listening on http://127.0.0.1:");
    return server;
  }

  /** Reads the output up to a line that contains a text. */
  String awaitLine(String text) throws IOException {
    BufferedReader lines = process.inputReader();
    StringBuilder before = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new IllegalStateException("program must print " + text + ": " + before);
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    process.inputReader().close();
  }
}
