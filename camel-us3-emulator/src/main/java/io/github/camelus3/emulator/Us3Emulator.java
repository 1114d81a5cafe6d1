package io.github.camelus3.emulator;

import io.github.camelus3.emulator.callback.CallbackLog;
import io.github.camelus3.emulator.console.ConsoleServer;
import io.github.camelus3.emulator.console.ConsoleSettings;
import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.BucketNames;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.rules.Settings;
import io.github.camelus3.emulator.server.ConnectionCounters;
import io.github.camelus3.emulator.server.RequestLog;
import io.github.camelus3.emulator.store.BucketStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An in-process US3 (UFile) that speaks the native HTTP protocol on 127.0.0.1: it checks every
 * signature, keeps objects on disk, sends callbacks and answers with the service's statuses and
 * {@code RetCode}s. Thread safe. The caller closes it.
 *
 * <pre>{@code
 * try (Us3Emulator emulator =
 *     Us3Emulator.builder().bucket("demo").credentials("PUB", "PRIV").build().start()) {
 *   String endpoint = emulator.endpoint();
 * }
 * }</pre>
 */
public final class Us3Emulator implements AutoCloseable {
  /** The bucket's name when none is configured. */
  public static final String DEFAULT_BUCKET = "demo";

  /** The public key when none is configured. */
  public static final String DEFAULT_PUBLIC_KEY = "emulator-public-key";

  /** The private key of {@link #DEFAULT_PUBLIC_KEY}. */
  public static final String DEFAULT_PRIVATE_KEY = "emulator-private-key";

  private final Settings settings;
  private final Optional<ConsoleSettings> console;
  private final Faults faults;
  private final ConnectionCounters counters = new ConnectionCounters();
  private final RequestLog requestLog = new RequestLog();
  private final CallbackLog callbackLog = new CallbackLog();
  private final LastLines lastLines = new LastLines();
  private RunningEmulator running;

  private Us3Emulator(Settings settings, Optional<ConsoleSettings> console, RandomFaults random) {
    this.settings = settings;
    this.console = console;
    this.faults = new Faults(random);
  }

  /** Creates a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts to accept requests. Returns this emulator.
   *
   * @throws UncheckedIOException when the port is in use, the host is not this machine's, or the
   *     data directory cannot be used, for example because another emulator uses it
   * @throws IllegalStateException when it is already started
   */
  public synchronized Us3Emulator start() {
    if (running != null) {
      throw new IllegalStateException("already started");
    }
    try {
      running =
          RunningEmulator.start(
              settings, console, faults, counters, requestLog, callbackLog, lastLines::add);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the data directory: " + e.getMessage(), e);
    }
  }

  private synchronized RunningEmulator running() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  /**
   * The URL for clients on this machine: the configured host, or 127.0.0.1 when the host is a
   * wildcard.
   */
  public String endpoint() {
    return address().clientUrl();
  }

  /**
   * The URL of the console for a browser on this machine.
   *
   * @throws IllegalStateException when the emulator is not started or has no console
   */
  public String consoleUrl() {
    int consolePort =
        running()
            .console()
            .orElseThrow(() -> new IllegalStateException("no console; see Builder.console"))
            .port();
    return new ListenAddress(console.orElseThrow().host(), consolePort).clientUrl() + "/";
  }

  boolean hasConsole() {
    return console.isPresent();
  }

  /** How many pages of the console receive news. */
  int consolePages() {
    return running().console().map(ConsoleServer::pages).orElse(0);
  }

  /** The configured host and the actual port. */
  ListenAddress address() {
    return new ListenAddress(settings.host(), port());
  }

  /** The last lines of {@link Builder#logRequests}. */
  List<String> lastRequestLines() {
    return lastLines.all();
  }

  Settings settings() {
    return settings;
  }

  Path dataDirectory() {
    return running().dataDirectory();
  }

  /** The port it listens on. */
  public int port() {
    return running().port();
  }

  /**
   * Stops accepting requests, cuts those in flight and deletes the data unless a data directory is
   * configured. Does nothing when the emulator is not running.
   */
  @Override
  public synchronized void close() {
    if (running == null) {
      return;
    }
    RunningEmulator ending = running;
    running = null;
    try {
      ending.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops as {@link #close} does, but first lets the requests in flight end, with their callbacks.
   * New connections are refused meanwhile.
   *
   * @param limit how long to wait; requests that take longer are cut
   */
  public void closeGracefully(Duration limit) throws InterruptedException {
    RunningEmulator ending;
    synchronized (this) {
      ending = running;
    }
    if (ending != null) {
      ending.stopAccepting();
      try {
        counters.awaitQuiet(limit);
      } finally {
        close();
      }
    }
  }

  /** The bucket's keys, sorted by their UTF-8 bytes; empty when the bucket does not exist. */
  public List<String> keys(String bucket) {
    return running().buckets().find(bucket).map(BucketStore::keys).orElse(List.of());
  }

  /** A snapshot of the object; empty when bucket or object do not exist. */
  public Optional<StoredObject> object(String bucket, String key) {
    return running()
        .buckets()
        .find(bucket)
        .flatMap(store -> store.find(key))
        .map(StoredObject::new);
  }

  /** The bucket's unfinished uploads, sorted by key and ID. */
  public List<OpenUpload> openUploads(String bucket) {
    return running().buckets().find(bucket).map(BucketStore::uploads).orElse(List.of()).stream()
        .map(
            upload ->
                new OpenUpload(
                    upload.id(),
                    bucket,
                    upload.key(),
                    upload.parts().size(),
                    upload.attributes().mimeType(),
                    upload.started()))
        .toList();
  }

  /**
   * The last 10 000 completed requests, in the order of arrival. A request is listed before its
   * client receives the response.
   */
  public List<ReceivedRequest> requests() {
    return requestLog.completed();
  }

  /** Clears the list of requests. */
  public void clearRequests() {
    requestLog.clear();
  }

  /** The last 10 000 callbacks that were sent, in the order of their completion. */
  public List<SentCallback> callbacks() {
    return callbackLog.all();
  }

  /** The maximum of UploadPart requests in flight. */
  public int maxPartsInFlight() {
    return counters.maxPartsInFlight();
  }

  /** The number of connections that have sent a request. */
  public int connectionsOpened() {
    return Math.toIntExact(counters.connectionsOpened());
  }

  /** The number of open connections that have sent a request. */
  public int openConnections() {
    return counters.openConnections();
  }

  /** Creates a private bucket; an existing one is left unchanged. */
  public void createBucket(String name) {
    running().buckets().create(BucketNames.checked(name), false);
  }

  /** Deletes a bucket with its contents. Later requests for it fail with "bucket not exists". */
  public void deleteBucket(String name) {
    running().buckets().delete(name);
  }

  /**
   * Stores an object without a request.
   *
   * @throws IllegalArgumentException when the bucket does not exist
   */
  public StoredObject putObject(String bucket, String key, byte[] bytes, String mimeType) {
    RunningEmulator now = running();
    BucketStore store =
        now.buckets()
            .find(bucket)
            .orElseThrow(() -> new IllegalArgumentException("no such bucket: " + bucket));
    try {
      return new StoredObject(now.put(store, key, bytes, mimeType));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Injects a failure into one or more requests; see {@link Fault}. */
  public void inject(Fault fault) {
    faults.add(Objects.requireNonNull(fault, "fault"));
  }

  /** Removes the faults that still wait for a request and restarts the random ones. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * How often each fault was applied since the start or the last {@link #reset}, by its {@link
   * Fault#toString}.
   */
  public Map<String, Integer> faultsHappened() {
    return faults.happened();
  }

  /**
   * Holds the responses of UploadPart until that many are in flight, then releases all. A part is
   * held ten seconds at most, so a client with fewer parts in flight does not hang.
   */
  public void holdPartsUntil(int inFlight) {
    holdPartsUntil(inFlight, Duration.ofSeconds(10));
  }

  /**
   * Holds the responses of UploadPart until that many are in flight, then releases all.
   *
   * @param limit how long a part is held at most, for a client with fewer parts in flight
   */
  public void holdPartsUntil(int inFlight, Duration limit) {
    counters.holdPartsUntil(inFlight, Objects.requireNonNull(limit, "limit"));
  }

  /**
   * Waits until no request is in flight.
   *
   * @return false after the limit
   */
  public boolean awaitQuiet(Duration limit) throws InterruptedException {
    return counters.awaitQuiet(limit);
  }

  /**
   * Waits until all connections that have sent a request are closed.
   *
   * @return false after the limit
   */
  public boolean awaitDisconnected(Duration limit) throws InterruptedException {
    return counters.awaitDisconnected(limit);
  }

  /**
   * Restores the state after the start: empty configured buckets; no uploads, requests, callbacks
   * or faults, also in the console; counters at zero.
   */
  public void reset() {
    running().buckets().reset(settings.buckets());
    faults.reset();
    counters.reset();
    requestLog.clear();
    callbackLog.clear();
    lastLines.clear();
    running().clearConsole();
  }

  @Override
  public String toString() {
    return "Us3Emulator[" + settings.buckets().keySet() + "]";
  }

  /** Builds emulators. Not thread safe. Later changes do not affect a built emulator. */
  public static final class Builder {
    private String host = ListenAddress.LOOPBACK;
    private int port;
    private final Map<String, Boolean> buckets = new LinkedHashMap<>();
    private final Map<String, String> credentials = new LinkedHashMap<>();
    private Path dataDirectory;
    private int blockSizeBytes = 4 * 1024 * 1024;
    private Duration callbackTimeout = Duration.ofSeconds(5);
    private final List<String> hostSuffixes = new ArrayList<>();
    private final Map<String, String> customDomains = new LinkedHashMap<>();
    private boolean allowPartOverwrite;
    private boolean keepObjectWhenCallbackFails = true;
    private boolean strictETagOrder;
    private boolean refuseHttpsCallback;
    private boolean refusePresignedOverwrite;
    private boolean magicVariables;
    private boolean strictCanonicalHeaders;
    private int invalidSignatureRetCode = Us3Error.AUTHORIZATION;
    private boolean followCallbackRedirects;
    private boolean checkPartMd5 = true;
    private boolean finishByETagCount;
    private boolean abortByUploads;
    private Duration restoreDelay = Duration.ZERO;
    private Clock clock = Clock.systemUTC();
    private long maxPutBytes = 512L * 1024 * 1024;
    private UnaryOperator<String> callbackRedirect = UnaryOperator.identity();
    private Consumer<String> requestLines = line -> {};
    private String consoleHost = ListenAddress.LOOPBACK;
    private int consolePort;
    private boolean console;
    private boolean consoleMayMove;
    private RandomFaults randomFaults = new RandomFaults(0, 0, List.of());

    private Builder() {}

    /**
     * The address or host name to listen on. Default 127.0.0.1. With {@code 0.0.0.0} every machine
     * in the network can use the emulator.
     */
    public Builder host(String value) {
      if (value.isBlank() || value.indexOf('/') >= 0) {
        throw new IllegalArgumentException("host must be an address or a name: " + value);
      }
      host = value;
      return this;
    }

    /** The port to listen on; 0, the default, selects a free one. */
    public Builder port(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535: " + value);
      }
      port = value;
      return this;
    }

    /** Adds private buckets. The first bucket is the default one. */
    public Builder bucket(String... names) {
      for (String name : names) {
        buckets.put(BucketNames.checked(name), false);
      }
      return this;
    }

    /** Adds a bucket with publicly readable objects. */
    public Builder publicBucket(String name) {
      buckets.put(BucketNames.checked(name), true);
      return this;
    }

    /** Adds a key pair. Every pair may use all buckets. */
    public Builder credentials(String publicKey, String privateKey) {
      if (publicKey.isEmpty() || publicKey.indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "publicKey must be non-empty and without colon: " + publicKey);
      }
      if (privateKey.isEmpty()) {
        throw new IllegalArgumentException(
            "privateKey must not be empty for public key: " + publicKey);
      }
      credentials.put(publicKey, privateKey);
      return this;
    }

    /**
     * The directory where objects persist; one emulator at a time may use it. Default: a temporary
     * directory.
     */
    public Builder dataDirectory(Path directory) {
      dataDirectory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** The size of every part but the last, sent as {@code BlkSize}. Default 4 MiB. */
    public Builder blockSize(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("blockSize must be at least 1: " + bytes);
      }
      blockSizeBytes = bytes;
      return this;
    }

    /** The limit for a callback until its reply is complete. Default 5 seconds. */
    public Builder callbackTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("callbackTimeout must be positive: " + timeout);
      }
      callbackTimeout = timeout;
      return this;
    }

    /** Adds a suffix: host {@code <bucket>.<suffix>} names that bucket. */
    public Builder hostSuffix(String suffix) {
      hostSuffixes.add(Objects.requireNonNull(suffix, "suffix"));
      return this;
    }

    /** Binds a host to a bucket. */
    public Builder customDomain(String host, String bucket) {
      customDomains.put(Ascii.lowerCase(host), BucketNames.checked(bucket));
      return this;
    }

    /** Whether a stored part may be overwritten. Default false: 500 with RetCode -1014. */
    public Builder allowPartOverwrite(boolean value) {
      allowPartOverwrite = value;
      return this;
    }

    /** Whether an object is kept when its callback fails. Default true. */
    public Builder keepObjectWhenCallbackFails(boolean value) {
      keepObjectWhenCallbackFails = value;
      return this;
    }

    /** Whether Finish must list ETags in the order of the parts. Default false: in any order. */
    public Builder strictETagOrder(boolean value) {
      strictETagOrder = value;
      return this;
    }

    /** Whether to reject a policy with an https {@code callbackUrl}. Default false. */
    public Builder refuseHttpsCallback(boolean value) {
      refuseHttpsCallback = value;
      return this;
    }

    /** Whether to reject a pre-signed PUT of an existing key with 401. Default false. */
    public Builder refusePresignedOverwrite(boolean value) {
      refusePresignedOverwrite = value;
      return this;
    }

    /**
     * Whether {@code $(bucket)}, {@code $(key)}, {@code $(fsize)}, {@code $(etag)} and {@code
     * $(mimeType)} are expanded in callbacks. Default false: UCloud documents none of them.
     */
    public Builder magicVariables(boolean value) {
      magicVariables = value;
      return this;
    }

    /** Whether {@code x-ucloud-*} headers must be signed as documented. Default false. */
    public Builder strictCanonicalHeaders(boolean value) {
      strictCanonicalHeaders = value;
      return this;
    }

    /**
     * The RetCode of "invalid signature". Default -148643, as documented; live servers have sent
     * -148658 (ufile-gosdk issue 3).
     */
    public Builder invalidSignatureRetCode(int retCode) {
      invalidSignatureRetCode = retCode;
      return this;
    }

    /**
     * Whether a redirect of the callback service is followed, as Go's client does: at most ten,
     * with the body after 307 and 308 only. Default false: the redirect is the reply.
     */
    public Builder followCallbackRedirects(boolean value) {
      followCallbackRedirects = value;
      return this;
    }

    /**
     * Whether the {@code Content-MD5} of a part is checked. Default true. The us3-hadoop adapter
     * sends that of its whole buffer, and is reported to work.
     */
    public Builder checkPartMd5(boolean value) {
      checkPartMd5 = value;
      return this;
    }

    /**
     * Whether Finish checks only how many ETags it receives. Default false: their values too. The
     * one text that is known of the service is "invalid etag count".
     */
    public Builder finishByETagCount(boolean value) {
      finishByETagCount = value;
      return this;
    }

    /**
     * Whether {@code DELETE /key?uploads=ID} aborts an upload, as JuiceFS means it. Default false:
     * the parameter is ignored and the object is deleted.
     */
    public Builder abortByUploads(boolean value) {
      abortByUploads = value;
      return this;
    }

    /**
     * How long an archived object stays frozen after Restore. Default zero; the service takes
     * minutes to hours.
     */
    public Builder restoreDelay(Duration delay) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("restoreDelay must not be negative: " + delay);
      }
      restoreDelay = delay;
      return this;
    }

    /** The clock for expiry and modification times. Default: the system's clock. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /** The maximum size of an object for PutFile. Default 512 MiB. */
    public Builder maxPutBytes(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("maxPutBytes must not be negative: " + bytes);
      }
      maxPutBytes = bytes;
      return this;
    }

    /**
     * Redirects callbacks: the function maps a callback's URL to the one that receives it. {@link
     * SentCallback#url} stays the original. Default: unchanged.
     */
    public Builder callbackRedirect(UnaryOperator<String> redirect) {
      callbackRedirect = Objects.requireNonNull(redirect, "redirect");
      return this;
    }

    /**
     * Receives one line per completed request: method, bucket and key, status, milliseconds, size,
     * then the callback's status, or RetCode and reason. Only this line explains an invalid
     * signature. The line contains no signature, policy or private key. Several threads call it
     * concurrently.
     */
    public Builder logRequests(Consumer<String> lines) {
      requestLines = Objects.requireNonNull(lines, "lines");
      return this;
    }

    /**
     * Whether to serve the console, a page that shows requests, callbacks and objects. Default
     * false. The console has no password: whoever reaches its port may read and delete every
     * object.
     */
    public Builder console(boolean value) {
      console = value;
      return this;
    }

    /** Serves the console on that port; 0 selects a free one. See {@link #console}. */
    public Builder consolePort(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("consolePort must be 0 to 65535: " + value);
      }
      consolePort = value;
      return console(true);
    }

    /** The address that the console listens on. Default 127.0.0.1, whatever {@link #host} is. */
    public Builder consoleHost(String value) {
      if (value.isBlank() || value.indexOf('/') >= 0) {
        throw new IllegalArgumentException("consoleHost must be an address or a name: " + value);
      }
      consoleHost = value;
      return this;
    }

    /** Whether the console takes a free port when its own is taken. */
    Builder consoleMayMove(boolean value) {
      consoleMayMove = value;
      return this;
    }

    /**
     * Injects random faults. The same seed and order of requests gives the same faults. All faults
     * that match a request's call, key and part are equally likely; their {@link Fault#times} and
     * {@link Fault#after} are ignored. {@link Us3Emulator#reset} restarts the sequence.
     *
     * @param rate probability of a fault for each request, 0 to 1
     */
    public Builder randomFaults(double rate, long seed, Fault... faults) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("rate must be 0 to 1: " + rate);
      }
      randomFaults = new RandomFaults(rate, seed, List.of(faults));
      return this;
    }

    /**
     * Builds an emulator that is not started. The default bucket is {@link #DEFAULT_BUCKET}; the
     * default keys are {@link #DEFAULT_PUBLIC_KEY} and {@link #DEFAULT_PRIVATE_KEY}.
     */
    public Us3Emulator build() {
      ConsoleSettings asked = new ConsoleSettings(consoleHost, consolePort, consoleMayMove);
      return new Us3Emulator(
          settings(), console ? Optional.of(asked) : Optional.empty(), randomFaults);
    }

    /** Builds the emulator and starts it; see {@link Us3Emulator#start}. */
    public Us3Emulator start() {
      return build().start();
    }

    private Settings settings() {
      return new Settings(
          host,
          port,
          buckets.isEmpty() ? Map.of(DEFAULT_BUCKET, false) : buckets,
          credentials.isEmpty() ? Map.of(DEFAULT_PUBLIC_KEY, DEFAULT_PRIVATE_KEY) : credentials,
          Optional.ofNullable(dataDirectory),
          blockSizeBytes,
          callbackTimeout,
          hostSuffixes,
          customDomains,
          new Settings.Switches(
              allowPartOverwrite,
              keepObjectWhenCallbackFails,
              strictETagOrder,
              refuseHttpsCallback,
              refusePresignedOverwrite,
              magicVariables,
              strictCanonicalHeaders,
              invalidSignatureRetCode,
              followCallbackRedirects,
              checkPartMd5,
              finishByETagCount,
              abortByUploads,
              restoreDelay),
          clock,
          maxPutBytes,
          callbackRedirect,
          requestLines);
    }
  }
}
