package io.github.camelus3.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;

/**
 * A call of the client, for tests that make many calls in the same way.
 *
 * @param name the operation that a failure names
 */
record ClientCall(String name, Action action) {
  interface Action {
    Object on(Us3Client client) throws IOException;
  }

  /** The failure of the call when the server plays this step. */
  Us3ServiceException failure(ScriptedServer.Step step) {
    try (ScriptedServer server = ScriptedServer.playing(step);
        Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowableOfType(Us3ServiceException.class, () -> action.on(client));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
