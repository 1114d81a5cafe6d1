package io.github.camelus3.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/** What the server's library logs when a connection arrives while the server stops. */
class StoppingLogTest {
  private static final Logger LOGGER = Logger.getLogger("org.xnio.listener");

  private final Messages messages = new Messages();
  private XnioWorker worker;

  private static final class Messages extends Handler {
    private final List<LogRecord> events = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord event) {
      events.add(event);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() throws IOException {
    LOGGER.addHandler(messages);
    worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
  }

  @AfterEach
  void close() {
    LOGGER.removeHandler(messages);
    worker.shutdownNow();
  }

  private void happens(ChannelListener<AcceptingChannel<StreamConnection>> event)
      throws IOException {
    AcceptingChannel<StreamConnection> server =
        worker.createStreamConnectionServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), event, OptionMap.EMPTY);
    IoUtils.safeClose(server);
    CompletableFuture.runAsync(
            () -> ChannelListeners.invokeChannelListener(server, event),
            worker.getIoThread()::execute)
        .join();
  }

  @Test
  void connectionOfAClosedServerIsNoError() throws IOException {
    happens(EmulatorServer.onAccept(IoUtils::safeClose));

    assertThat(messages.events).isEmpty();
  }

  /** An application may have an XNIO server of its own beside the emulator. */
  @Test
  void recordOfAnotherServerIsKept() throws IOException {
    EmulatorServer emulator =
        EmulatorServer.start("127.0.0.1", 0, HttpServerExchange::endExchange, () -> {});
    try {
      happens(
          server ->
              ChannelListeners.<StreamConnection>openListenerAdapter(IoUtils::safeClose)
                  .handleEvent(server));
    } finally {
      emulator.close();
    }

    assertThat(messages.events)
        .extracting(LogRecord::getThrown)
        .hasOnlyElementsOfType(ClosedChannelException.class)
        .hasSize(1);
  }

  @Test
  void otherFailureIsLogged() throws IOException {
    happens(
        server -> {
          throw new IllegalStateException("broken");
        });

    assertThat(messages.events)
        .extracting(LogRecord::getThrown)
        .hasOnlyElementsOfType(IllegalStateException.class)
        .hasSize(1);
  }
}
