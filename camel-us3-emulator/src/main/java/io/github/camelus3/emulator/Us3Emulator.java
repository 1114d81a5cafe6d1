package io.github.camelus3.emulator;

import io.github.camelus3.emulator.callback.CallbackLog;
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
 * {@code RetCode}s. Thread safe. Who starts it closes it.
 *
 * <pre>{@code
 * try (Us3Emulator emulator =
 *     Us3Emulator.builder().bucket("demo").credentials("PUB", "PRIV").build().start()) {
 *   String endpoint = emulator.endpoint();
 * }
 * }</pre>
 */
public final class Us3Emulator implements AutoCloseable {
  /** The bucket there is when none is configured. */
  public static final String DEFAULT_BUCKET = "demo";

  /** The public key that is accepted when none is configured. */
  public static final String DEFAULT_PUBLIC_KEY = "emulator-public-key";

  /** The private key of {@link #DEFAULT_PUBLIC_KEY}. */
  public static final String DEFAULT_PRIVATE_KEY = "emulator-private-key";

  private final Settings settings;
  private final Faults faults;
  private final ConnectionCounters counters = new ConnectionCounters();
  private final RequestLog requestLog = new RequestLog();
  private final CallbackLog callbackLog = new CallbackLog();
  private RunningEmulator running;

  private Us3Emulator(Settings settings, RandomFaults random) {
    this.settings = settings;
    this.faults = new Faults(random);
  }

  /** Starts to describe an emulator. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Begins to accept requests. Answers this emulator.
   *
   * @throws UncheckedIOException when the port is taken, the host is not this machine's, or the
   *     data directory cannot be used, such as one that another emulator uses
   * @throws IllegalStateException when it has been started already
   */
  public synchronized Us3Emulator start() {
    if (running != null) {
      throw new IllegalStateException("already started");
    }
    try {
      running = RunningEmulator.start(settings, faults, counters, requestLog, callbackLog);
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
   * Where clients on this machine find it: {@code http://127.0.0.1:PORT}, or the host it was built
   * with unless that stands for all of the machine's addresses.
   */
  public String endpoint() {
    return address().clientUrl();
  }

  /** The host it was built with, and the port. */
  ListenAddress address() {
    return new ListenAddress(settings.host(), port());
  }

  /** The port it listens on. */
  public int port() {
    return running().port();
  }

  /**
   * Stops accepting requests, cuts those under way and deletes the data unless a data directory was
   * given. Closing one that does not run does nothing.
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

  /** The bucket's keys, sorted by their UTF-8 bytes; none when there is no such bucket. */
  public List<String> keys(String bucket) {
    return running().buckets().find(bucket).map(BucketStore::keys).orElse(List.of());
  }

  /** The object as it is now; empty when bucket or object are not there. */
  public Optional<StoredObject> object(String bucket, String key) {
    return running()
        .buckets()
        .find(bucket)
        .flatMap(store -> store.find(key))
        .map(StoredObject::new);
  }

  /** The bucket's uploads that are neither finished nor aborted, by key and start. */
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
   * The last 10 000 requests that have been answered or cut off, in the order they came in. One is
   * seen here before its client sees the answer.
   */
  public List<ReceivedRequest> requests() {
    return requestLog.completed();
  }

  /** Forgets the requests. */
  public void clearRequests() {
    requestLog.clear();
  }

  /** The last 10 000 callbacks that were sent, in the order they ended. */
  public List<SentCallback> callbacks() {
    return callbackLog.all();
  }

  /** The most UploadPart requests that were under way at one time. */
  public int maxPartsInFlight() {
    return counters.maxPartsInFlight();
  }

  /** How many connections have sent at least one request. */
  public int connectionsOpened() {
    return Math.toIntExact(counters.connectionsOpened());
  }

  /** How many of the connections that have sent a request are open. */
  public int openConnections() {
    return counters.openConnections();
  }

  /** Makes a private bucket; one that is there stays as it is. */
  public void createBucket(String name) {
    running().buckets().create(BucketNames.checked(name), false);
  }

  /** Deletes a bucket with all it holds; requests for it are then told it does not exist. */
  public void deleteBucket(String name) {
    running().buckets().delete(name);
  }

  /**
   * Stores an object without a request.
   *
   * @throws IllegalArgumentException when there is no such bucket
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

  /** Makes one request, or more, go wrong; see {@link Fault}. */
  public void inject(Fault fault) {
    faults.add(Objects.requireNonNull(fault, "fault"));
  }

  /** Forgets the faults that have not happened yet; random ones begin anew. */
  public void clearFaults() {
    faults.clear();
  }

  /**
   * How often each fault has happened since the start or the last {@link #reset}, by its {@link
   * Fault#toString}.
   */
  public Map<String, Integer> faultsHappened() {
    return faults.happened();
  }

  /**
   * Holds the answer of every UploadPart until that many are under way at once; from then on
   * nothing is held. A part waits ten seconds at most, so a client that never sends so many fails
   * its assertion rather than hangs.
   */
  public void holdPartsUntil(int inFlight) {
    counters.holdPartsUntil(inFlight);
  }

  /**
   * Waits until no request is under way.
   *
   * @return false when one still is after that time
   */
  public boolean awaitQuiet(Duration limit) throws InterruptedException {
    return counters.awaitQuiet(limit);
  }

  /**
   * Waits until all connections that have sent a request are closed.
   *
   * @return false when one is still open after that time
   */
  public boolean awaitDisconnected(Duration limit) throws InterruptedException {
    return counters.awaitDisconnected(limit);
  }

  /**
   * Back to how it was after the start: the configured buckets, all empty; no uploads, requests,
   * callbacks or faults; counters at zero.
   */
  public void reset() {
    running().buckets().reset(settings.buckets());
    faults.reset();
    counters.reset();
    requestLog.clear();
    callbackLog.clear();
  }

  @Override
  public String toString() {
    return "Us3Emulator[" + settings.buckets().keySet() + "]";
  }

  /** Describes an emulator. Not thread safe; a built emulator does not change with it. */
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
    private Clock clock = Clock.systemUTC();
    private long maxPutBytes = 512L * 1024 * 1024;
    private UnaryOperator<String> callbackRedirect = UnaryOperator.identity();
    private Consumer<String> requestLines = line -> {};
    private RandomFaults randomFaults = new RandomFaults(0, 0, List.of());

    private Builder() {}

    /**
     * The address to listen on, or a name of it; 127.0.0.1 by default. {@code 0.0.0.0} stands for
     * all of the machine's addresses: anyone who reaches them can use the emulator.
     */
    public Builder host(String value) {
      if (value.isBlank() || value.indexOf('/') >= 0) {
        throw new IllegalArgumentException("host must be an address or a name: " + value);
      }
      host = value;
      return this;
    }

    /** The port to listen on; 0, the default, takes a free one. */
    public Builder port(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("port out of 0..65535: " + value);
      }
      port = value;
      return this;
    }

    /** Adds private buckets. The first bucket of all is the default one. */
    public Builder bucket(String... names) {
      for (String name : names) {
        buckets.put(BucketNames.checked(name), false);
      }
      return this;
    }

    /** Adds a bucket whose objects anyone may read. */
    public Builder publicBucket(String name) {
      buckets.put(BucketNames.checked(name), true);
      return this;
    }

    /** Adds a key pair. All pairs may do everything with all buckets. */
    public Builder credentials(String publicKey, String privateKey) {
      if (publicKey.isEmpty() || publicKey.indexOf(':') >= 0) {
        throw new IllegalArgumentException("public key empty or with a colon: " + publicKey);
      }
      if (privateKey.isEmpty()) {
        throw new IllegalArgumentException("empty private key for " + publicKey);
      }
      credentials.put(publicKey, privateKey);
      return this;
    }

    /**
     * Where objects are kept and found again, by one emulator at a time. Without one a temporary
     * directory is used.
     */
    public Builder dataDirectory(Path directory) {
      dataDirectory = Objects.requireNonNull(directory, "directory");
      return this;
    }

    /** Bytes of every part but the last, answered as {@code BlkSize}. Default 4 MiB. */
    public Builder blockSize(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("block size < 1: " + bytes);
      }
      blockSizeBytes = bytes;
      return this;
    }

    /** How long a callback may take until its answer is there. Default 5 seconds. */
    public Builder callbackTimeout(Duration timeout) {
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("callback timeout not positive: " + timeout);
      }
      callbackTimeout = timeout;
      return this;
    }

    /** Adds a suffix: host {@code <bucket>.<suffix>} stands for that bucket. */
    public Builder hostSuffix(String suffix) {
      hostSuffixes.add(Objects.requireNonNull(suffix, "suffix"));
      return this;
    }

    /** Binds a host to a bucket. */
    public Builder customDomain(String host, String bucket) {
      customDomains.put(Ascii.lowerCase(host), BucketNames.checked(bucket));
      return this;
    }

    /** Whether a part may be sent again; if not (the default), 500 with RetCode -1014. */
    public Builder allowPartOverwrite(boolean value) {
      allowPartOverwrite = value;
      return this;
    }

    /** Whether an object stays when its callback fails. Default true. */
    public Builder keepObjectWhenCallbackFails(boolean value) {
      keepObjectWhenCallbackFails = value;
      return this;
    }

    /** Whether Finish must list ETags in the order of the parts. Default false: in any order. */
    public Builder strictETagOrder(boolean value) {
      strictETagOrder = value;
      return this;
    }

    /** Whether a policy with an https {@code callbackUrl} is refused. Default false. */
    public Builder refuseHttpsCallback(boolean value) {
      refuseHttpsCallback = value;
      return this;
    }

    /** Whether a pre-signed PUT of an existing key is refused with 401. Default false. */
    public Builder refusePresignedOverwrite(boolean value) {
      refusePresignedOverwrite = value;
      return this;
    }

    /**
     * Whether {@code $(bucket)}, {@code $(key)}, {@code $(fsize)}, {@code $(etag)} and {@code
     * $(mimeType)} are filled in in callbacks. Default false: UCloud documents none of them.
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
     * The RetCode of "invalid signature". Default -148643, as documented; live servers have
     * answered -148658 (ufile-gosdk issue 3).
     */
    public Builder invalidSignatureRetCode(int retCode) {
      invalidSignatureRetCode = retCode;
      return this;
    }

    /** What time it is: for expiry and modification times. Default the system's clock. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /** The most bytes PutFile takes. Default 512 MiB. */
    public Builder maxPutBytes(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("max put bytes < 0: " + bytes);
      }
      maxPutBytes = bytes;
      return this;
    }

    /**
     * Sends callbacks elsewhere: the function gets the URL a callback is for and answers the one it
     * goes to. {@link SentCallback#url} stays the former. Default: no change.
     */
    public Builder callbackRedirect(UnaryOperator<String> redirect) {
      callbackRedirect = Objects.requireNonNull(redirect, "redirect");
      return this;
    }

    /**
     * Hands over a line for each request when it has been answered or cut off: method, target,
     * status, RetCode and why. A refused signature is explained there and nowhere else. No
     * signature or key is in it. Called by several threads at once.
     */
    public Builder logRequests(Consumer<String> lines) {
      requestLines = Objects.requireNonNull(lines, "lines");
      return this;
    }

    /**
     * Makes requests go wrong by chance, the same ones for the same seed and order of requests. A
     * request meets one of the faults that are for its call, key and part, each as likely as the
     * others; how often and after how many a fault happens is not looked at. {@link
     * Us3Emulator#reset} begins the sequence anew.
     *
     * @param rate chance of a request to meet a fault, 0 to 1
     */
    public Builder randomFaults(double rate, long seed, Fault... faults) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("rate out of 0..1: " + rate);
      }
      randomFaults = new RandomFaults(rate, seed, List.of(faults));
      return this;
    }

    /**
     * Builds the emulator; it does not run yet. Without a bucket it has {@link #DEFAULT_BUCKET},
     * without credentials {@link #DEFAULT_PUBLIC_KEY} and {@link #DEFAULT_PRIVATE_KEY}.
     */
    public Us3Emulator build() {
      return new Us3Emulator(settings(), randomFaults);
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
              invalidSignatureRetCode),
          clock,
          maxPutBytes,
          callbackRedirect,
          requestLines);
    }
  }
}
