package io.github.camelus3.emulator;

import io.github.camelus3.emulator.server.EmulatorServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The emulator as a program, which runs until it is stopped; {@code --help} lists its options. */
@Command(
    name = "camel-us3-emulator",
    mixinStandardHelpOptions = true,
    versionProvider = Us3EmulatorMain.Version.class,
    sortOptions = false,
    description = "A US3 (UFile) object storage for tests and local work.")
public final class Us3EmulatorMain implements Callable<Integer> {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  private static final int MAX_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on; 0.0.0.0 for all, as in a container. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "9000",
      description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "A private bucket; may be repeated. The first is the default one.")
  private List<String> buckets = new ArrayList<>();

  @Option(
      names = "--public-bucket",
      paramLabel = "NAME",
      description = "A bucket whose objects anyone may read; may be repeated.")
  private List<String> publicBuckets = new ArrayList<>();

  @Option(names = "--public-key", paramLabel = "KEY", description = "Public key to accept.")
  private String publicKey;

  @Option(names = "--private-key", paramLabel = "KEY", description = "Private key of it.")
  private String privateKey;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where objects are kept and found again. Default: a directory deleted at exit.")
  private Path data;

  @Option(
      names = "--block-size",
      paramLabel = "BYTES",
      defaultValue = "4194304",
      description = "Part size of multipart uploads. Default: ${DEFAULT-VALUE}.")
  private int blockSize;

  @Option(
      names = "--callback-timeout-millis",
      paramLabel = "MS",
      defaultValue = "5000",
      description = "How long a callback may take. Default: ${DEFAULT-VALUE}.")
  private long callbackTimeoutMillis;

  @Option(
      names = "--host-suffix",
      paramLabel = "SUFFIX",
      description = "Host NAME.SUFFIX stands for bucket NAME; may be repeated.")
  private List<String> hostSuffixes = new ArrayList<>();

  @Option(
      names = "--allow-part-overwrite",
      description = "Take a part again instead of answering 500, RetCode -1014.")
  private boolean allowPartOverwrite;

  @Option(
      names = "--drop-object-when-callback-fails",
      description = "Delete an object when its callback fails. Default: keep it.")
  private boolean dropObjectWhenCallbackFails;

  @Option(
      names = "--strict-etag-order",
      description = "Finish must list part ETags in order. Default: in any order.")
  private boolean strictETagOrder;

  @Option(names = "--refuse-https-callback", description = "Refuse an https callbackUrl.")
  private boolean refuseHttpsCallback;

  @Option(
      names = "--log-requests",
      description = "Print a line for each request: what it was, its status, and why.")
  private boolean logRequests;

  @Option(
      names = "--console-port",
      paramLabel = "PORT",
      description =
          "Port of the console page; 0 takes a free one."
              + " Default: the port after --port, or a free one when it is taken.")
  private Integer consolePort;

  @Option(
      names = "--console-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address of the console page, which has no password. Default: ${DEFAULT-VALUE}.")
  private String consoleHost;

  @Option(names = "--no-console", description = "Serve no console page.")
  private boolean noConsole;

  @Mixin private FaultOptions faults = new FaultOptions();

  /** The version that the build has written, for {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      try (InputStream in = Us3EmulatorMain.class.getResourceAsStream("version.txt")) {
        String version = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new String[] {"camel-us3-emulator " + version};
      }
    }
  }

  /** Runs the program. Exits with 2 for an invalid option, with 1 when it cannot start. */
  public static void main(String[] args) {
    System.setProperty("org.jboss.logging.provider", "slf4j");
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
    }
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Us3EmulatorMain()).setParameterExceptionHandler(OptionErrors::print);
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Us3Emulator emulator = emulator()) {
      start(emulator);
      PrintWriter out = spec.commandLine().getOut();
      out.println("US3 emulator listening on " + emulator.address().url());
      if (!noConsole) {
        out.println("Console: " + emulator.consoleUrl());
      }
      out.flush();
      awaitEnd(emulator);
    }
    return CommandLine.ExitCode.OK;
  }

  private void start(Us3Emulator emulator) {
    try {
      emulator.start();
    } catch (UncheckedIOException e) {
      throw invalid(e);
    }
  }

  private ParameterException invalid(UncheckedIOException e) {
    IOException cause = e.getCause();
    boolean isHost = cause instanceof UnknownHostException;
    if (String.valueOf(e.getMessage()).startsWith("console ")) {
      return isHost || EmulatorServer.isOfAnotherMachine(cause)
          ? invalid("--console-host", consoleHost, e)
          : invalid("--console-port", consolePort, e);
    }
    if (cause instanceof SocketException) {
      isHost = !(cause instanceof BindException) || EmulatorServer.isOfAnotherMachine(cause);
      return isHost ? invalid("--host", host, e) : invalid("--port", port, e);
    }
    return isHost ? invalid("--host", host, e) : invalid("--data", data, e);
  }

  /** On Ctrl-C a shutdown hook closes the emulator and releases the main thread. */
  private static void awaitEnd(Us3Emulator emulator) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  emulator.close();
                  ended.countDown();
                }));
    ended.await();
  }

  /** Builds the emulator that the options describe; it is not started. */
  Us3Emulator emulator() {
    Us3Emulator.Builder builder = Us3Emulator.builder();
    checked("--host", host, () -> builder.host(host));
    checked("--port", port, () -> builder.port(port));
    buckets.forEach(name -> checked("--bucket", name, () -> builder.bucket(name)));
    publicBuckets.forEach(
        name -> checked("--public-bucket", name, () -> builder.publicBucket(name)));
    credentials(builder);
    if (data != null) {
      builder.dataDirectory(data);
    }
    checked("--block-size", blockSize, () -> builder.blockSize(blockSize));
    checked(
        "--callback-timeout-millis",
        callbackTimeoutMillis,
        () -> builder.callbackTimeout(Duration.ofMillis(callbackTimeoutMillis)));
    hostSuffixes.forEach(builder::hostSuffix);
    if (logRequests) {
      PrintWriter out = spec.commandLine().getOut();
      builder.logRequests(
          line -> {
            out.println(line);
            out.flush();
          });
    }
    console(builder);
    faults.addTo(builder);
    return builder
        .allowPartOverwrite(allowPartOverwrite)
        .keepObjectWhenCallbackFails(!dropObjectWhenCallbackFails)
        .strictETagOrder(strictETagOrder)
        .refuseHttpsCallback(refuseHttpsCallback)
        .build();
  }

  private void console(Us3Emulator.Builder builder) {
    if (noConsole) {
      return;
    }
    boolean isAsked = consolePort != null;
    int after = port == 0 || port == MAX_PORT ? 0 : port + 1;
    int chosen = isAsked ? consolePort : after;
    checked("--console-host", consoleHost, () -> builder.consoleHost(consoleHost));
    checked("--console-port", chosen, () -> builder.consolePort(chosen));
    builder.consoleMayMove(!isAsked);
  }

  private void credentials(Us3Emulator.Builder builder) {
    if (publicKey == null && privateKey == null) {
      return;
    }
    if (publicKey == null || privateKey == null) {
      throw new ParameterException(
          spec.commandLine(), "--public-key and --private-key belong together");
    }
    checked("--public-key", publicKey, () -> builder.credentials(publicKey, privateKey));
  }

  private void checked(String option, Object value, Runnable set) {
    OptionErrors.checked(spec, option, value, set);
  }

  private ParameterException invalid(String option, Object value, Exception e) {
    return OptionErrors.invalid(spec, option, value, e);
  }
}
