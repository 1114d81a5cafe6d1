package io.github.camelus3.emulator;

import io.github.camelus3.emulator.callback.CallbackLog;
import io.github.camelus3.emulator.callback.CallbackSender;
import io.github.camelus3.emulator.console.ConsoleContext;
import io.github.camelus3.emulator.console.ConsoleServer;
import io.github.camelus3.emulator.console.ConsoleSettings;
import io.github.camelus3.emulator.console.Journal;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.protocol.Watch;
import io.github.camelus3.emulator.rules.Callbacks;
import io.github.camelus3.emulator.rules.Service;
import io.github.camelus3.emulator.rules.ServiceContext;
import io.github.camelus3.emulator.rules.Settings;
import io.github.camelus3.emulator.server.ConnectionCounters;
import io.github.camelus3.emulator.server.EmulatorServer;
import io.github.camelus3.emulator.server.RequestLines;
import io.github.camelus3.emulator.server.RequestLog;
import io.github.camelus3.emulator.server.RequestThreads;
import io.github.camelus3.emulator.server.Us3Handler;
import io.github.camelus3.emulator.store.BodyReceiver;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.Buckets;
import io.github.camelus3.emulator.store.DataDirectory;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.ReceivedBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The resources between start and close: data directory, callback sender, server. */
final class RunningEmulator {
  private final DataDirectory data;
  private final ServiceContext context;
  private final CallbackSender sender;
  private final EmulatorServer server;
  private final Optional<ConsoleServer> console;
  private final Optional<Journal> journal;
  private final RequestThreads threads;

  private RunningEmulator(
      DataDirectory data,
      ServiceContext context,
      CallbackSender sender,
      EmulatorServer server,
      Optional<ConsoleServer> console,
      Optional<Journal> journal,
      RequestThreads threads) {
    this.data = data;
    this.context = context;
    this.sender = sender;
    this.server = server;
    this.console = console;
    this.journal = journal;
    this.threads = threads;
  }

  /**
   * Opens the data and begins to listen. A failure leaves nothing open.
   *
   * @throws IOException when the data directory cannot be used
   * @throws java.io.UncheckedIOException when it cannot listen
   */
  static RunningEmulator start(
      Settings settings,
      Optional<ConsoleSettings> consoleSettings,
      Faults faults,
      ConnectionCounters counters,
      RequestLog requestLog,
      CallbackLog callbackLog,
      Consumer<String> lastLines)
      throws IOException {
    DataDirectory data = DataDirectory.open(settings.dataDirectory());
    Optional<Journal> journal = consoleSettings.map(asked -> new Journal(settings.clock()));
    CallbackSender sender =
        new CallbackSender(
            settings.callbackTimeout(),
            settings.callbackRedirect(),
            settings.switches().followCallbackRedirects(),
            callbackLog,
            journal.map(Journal::callbackWatch).orElseGet(Watch::none));
    try {
      ServiceContext context =
          new ServiceContext(
              settings,
              data.buckets(settings.buckets()),
              new BodyReceiver(data.incoming()),
              data.parts(),
              new Callbacks(sender, settings.switches()));
      RequestThreads threads = new RequestThreads();
      Service service = new Service(context);
      Us3Handler handler =
          new Us3Handler(
              service,
              faults::take,
              counters,
              requestLog,
              new RequestLines(lastLines.andThen(settings.requestLines())),
              journal.map(Journal::requestWatch).orElseGet(Watch::none),
              threads);
      EmulatorServer server =
          EmulatorServer.start(settings.host(), settings.port(), handler, threads::close);
      try {
        Optional<ConsoleServer> console =
            consoleSettings.map(
                asked ->
                    ConsoleServer.start(
                        asked,
                        new ConsoleContext(
                            new ListenAddress(settings.host(), server.port()).clientUrl(),
                            settings,
                            context.buckets(),
                            service,
                            sender,
                            journal.orElseThrow(),
                            new ConsoleFaults(faults))));
        return new RunningEmulator(data, context, sender, server, console, journal, threads);
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      sender.close();
      data.closeAfter(e);
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  Optional<ConsoleServer> console() {
    return console;
  }

  Buckets buckets() {
    return context.buckets();
  }

  /** Stores an object without a request. */
  ObjectVersion put(BucketStore bucket, String key, byte[] bytes, String mimeType)
      throws IOException {
    try (ReceivedBody body =
        context
            .receiver()
            .receive(new ByteArrayInputStream(bytes), bytes.length, Us3Error::tooLarge)) {
      ObjectAttributes attributes = new ObjectAttributes(mimeType, ObjectEntry.STANDARD, Map.of());
      return bucket.put(
          ObjectEntry.of(KeyRules.checked(key), body, attributes, context.now()), body);
    }
  }

  Path dataDirectory() {
    return data.root();
  }

  /** Empties the console's lists. */
  void clearConsole() {
    journal.ifPresent(Journal::clear);
  }

  /** Refuses new connections and lets responses end theirs. */
  void stopAccepting() {
    threads.stop();
    server.stopAccepting();
  }

  /**
   * Stops the server, which ends the console's own requests, then console and callbacks, and closes
   * the data directory. A failure of one leaves none of the others open.
   */
  void close() throws IOException {
    try {
      server.close();
    } finally {
      try {
        console.ifPresent(ConsoleServer::close);
      } finally {
        try {
          sender.close();
        } finally {
          data.close();
        }
      }
    }
  }
}
