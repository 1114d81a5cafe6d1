package io.github.camelus3.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server that a test starts a moment later, such as the one of a webhook.
 *
 * <p>The system takes ports for outgoing connections from 32768 on (Linux) or from 49152 on (macOS,
 * Windows). A free port of that range can be taken by any connection before the server binds it.
 * The ports here lie below, so only another server can take them.
 */
public final class FreePort {
  private static final int FIRST = 10_000;
  private static final int END = 32_768;
  private static final int ATTEMPTS = 1000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /**
   * Finds a port from 10000 to 32767 on which no server listens. The port is not reserved, but
   * later calls in this JVM do not return it again. Thread safe.
   *
   * @throws IllegalStateException if a thousand ports in a row are taken
   */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      if (!GIVEN.contains(port) && canBeBound(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port found from " + FIRST + " to " + (END - 1) + " in " + ATTEMPTS + " attempts");
  }

  /** Binds all addresses, so a server on any of them is noticed. */
  private static boolean canBeBound(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
