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
import picocli.AutoComplete;
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
    usageHelpWidth = 100,
    description = "A US3 (UFile) object storage for tests and local work.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:--help, --version or --completion was printed",
      "  1:an unexpected failure",
      "  2:an invalid option, or a port or data directory in use",
      "130:stopped by Ctrl-C",
      "143:stopped by SIGTERM"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Two buckets that are kept:  camel-us3-emulator --bucket photos --bucket inbox --data us3",
      "  Keys of the Go SDK's file:  camel-us3-emulator --config config.json",
      "  Every tenth callback slow:  camel-us3-emulator --fault callback-slow --fault-rate 0.1",
      "  Completion in this shell:   source <(camel-us3-emulator --completion)"
    })
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
      paramLabel = "PORT",
      defaultValue = "9000",
      description = "Port to listen on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description =
          "A private bucket; may be repeated. The first is the default one. Default: demo.")
  private List<String> buckets = new ArrayList<>();

  @Option(
      names = "--public-bucket",
      paramLabel = "NAME",
      description = "A bucket whose objects anyone may read; may be repeated.")
  private List<String> publicBuckets = new ArrayList<>();

  @Option(
      names = "--public-key",
      paramLabel = "KEY",
      description = "Public key to accept. Default: emulator-public-key.")
  private String publicKey;

  @Option(
      names = "--private-key",
      paramLabel = "KEY",
      description = "Private key of it. Default: emulator-private-key.")
  private String privateKey;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The Go SDK's config.json: keys and bucket where no other option names them.")
  private Path configFile;

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
      names = "--follow-callback-redirects",
      description = "Follow redirects of callbacks, as Go's client does. Default: pass them on.")
  private boolean followCallbackRedirects;

  @Option(
      names = "--ignore-part-md5",
      description = "Do not check the Content-MD5 of parts. Default: check it.")
  private boolean ignorePartMd5;

  @Option(
      names = "--finish-by-etag-count",
      description = "Finish checks the number of ETags only. Default: their values too.")
  private boolean finishByETagCount;

  @Option(
      names = "--abort-by-uploads",
      description = "DELETE /KEY?uploads=ID aborts the upload. Default: it deletes the object.")
  private boolean abortByUploads;

  @Option(
      names = "--restore-delay-millis",
      paramLabel = "MS",
      defaultValue = "0",
      description = "How long an object stays frozen after Restore. Default: ${DEFAULT-VALUE}.")
  private long restoreDelayMillis;

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

  @Option(
      names = "--quiet",
      description = "Print no line for each request. Default: a line with status and reason.")
  private boolean quiet;

  @Option(
      names = "--stop-seconds",
      paramLabel = "SECONDS",
      defaultValue = "8",
      description =
          "How long requests in flight may take after SIGTERM. Default: ${DEFAULT-VALUE}.")
  private int stopSeconds;

  @Option(
      names = "--completion",
      description = "Print a script that completes options in bash or zsh, and end.")
  private boolean completion;

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
    CommandLine commandLine =
        new CommandLine(new Us3EmulatorMain()).setParameterExceptionHandler(OptionErrors::print);
    HelpText.install(commandLine);
    return commandLine;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (completion) {
      out.print(AutoComplete.bash(spec.name(), spec.commandLine()));
      out.flush();
      return CommandLine.ExitCode.OK;
    }
    checked("--stop-seconds", stopSeconds, this::stopLimit);
    try (Us3Emulator emulator = emulator()) {
      start(emulator);
      warn(emulator);
      new StartBlock(emulator).lines().forEach(out::println);
      out.flush();
      awaitEnd(emulator);
    }
    return CommandLine.ExitCode.OK;
  }

  private Duration stopLimit() {
    if (stopSeconds < 0) {
      throw new IllegalArgumentException("seconds must not be negative");
    }
    return Duration.ofSeconds(stopSeconds);
  }

  private void warn(Us3Emulator emulator) {
    if (emulator.address().isWildcard()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(
          "Warning: with --host "
              + host
              + " every machine in the network can reach this emulator;"
              + " use it in containers and trusted networks only");
      err.flush();
    }
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

  /** On Ctrl-C and SIGTERM a shutdown hook closes the emulator; the JVM ends after it. */
  private void awaitEnd(Us3Emulator emulator) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(emulator, ended)));
    ended.await();
  }

  private void stop(Us3Emulator emulator, CountDownLatch ended) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("US3 emulator stopping");
    out.flush();
    try {
      emulator.closeGracefully(stopLimit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Builds the emulator that the options describe; it is not started. */
  Us3Emulator emulator() {
    Us3Emulator.Builder builder = Us3Emulator.builder();
    checked("--host", host, () -> builder.host(host));
    checked("--port", port, () -> builder.port(port));
    GoConfig config = config();
    buckets(builder, config);
    credentials(builder, config);
    if (data != null) {
      builder.dataDirectory(data);
    }
    checked("--block-size", blockSize, () -> builder.blockSize(blockSize));
    checked(
        "--callback-timeout-millis",
        callbackTimeoutMillis,
        () -> builder.callbackTimeout(Duration.ofMillis(callbackTimeoutMillis)));
    checked(
        "--restore-delay-millis",
        restoreDelayMillis,
        () -> builder.restoreDelay(Duration.ofMillis(restoreDelayMillis)));
    hostSuffixes.forEach(builder::hostSuffix);
    if (!quiet) {
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
        .followCallbackRedirects(followCallbackRedirects)
        .checkPartMd5(!ignorePartMd5)
        .finishByETagCount(finishByETagCount)
        .abortByUploads(abortByUploads)
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

  private GoConfig config() {
    try {
      return configFile == null ? GoConfig.NONE : GoConfig.read(configFile);
    } catch (IllegalArgumentException e) {
      throw invalid("--config", configFile, e);
    }
  }

  private void buckets(Us3Emulator.Builder builder, GoConfig config) {
    buckets.forEach(name -> checked("--bucket", name, () -> builder.bucket(name)));
    publicBuckets.forEach(
        name -> checked("--public-bucket", name, () -> builder.publicBucket(name)));
    if (buckets.isEmpty() && publicBuckets.isEmpty()) {
      config
          .bucket()
          .ifPresent(name -> checked("--config", configFile, () -> builder.bucket(name)));
    }
  }

  private void credentials(Us3Emulator.Builder builder, GoConfig config) {
    if ((publicKey == null) != (privateKey == null)) {
      throw new ParameterException(
          spec.commandLine(), "--public-key and --private-key belong together");
    }
    if (publicKey != null) {
      checked("--public-key", publicKey, () -> builder.credentials(publicKey, privateKey));
    } else if (config.publicKey().isPresent()) {
      String key = config.publicKey().get();
      String secret = config.privateKey().orElseThrow();
      checked("--config", configFile, () -> builder.credentials(key, secret));
    }
  }

  private void checked(String option, Object value, Runnable set) {
    OptionErrors.checked(spec, option, value, set);
  }

  private ParameterException invalid(String option, Object value, Exception e) {
    return OptionErrors.invalid(spec, option, value, e);
  }
}
