package io.github.camelus3.emulator.console;

/** A response of the console that reports an error, thrown. */
final class ConsoleError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ConsoleError(int status, String message) {
    super(message);
    this.status = status;
  }

  static ConsoleError missing(String what) {
    return new ConsoleError(404, what + " does not exist");
  }

  int status() {
    return status;
  }
}
