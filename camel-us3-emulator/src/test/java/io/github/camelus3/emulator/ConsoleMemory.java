package io.github.camelus3.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program, not a test: what the console's pages cost in memory and time. It starts the emulator
 * as a program, uploads with callbacks for a while without a page and again with pages, one of
 * which reads slowly. For each half it prints the uploads in a second, the live bytes of the
 * emulator's heap, and the resident memory of its process where Linux tells it.
 *
 * <p>Arguments: seconds of each half (60), pages (100).
 */
final class ConsoleMemory implements AutoCloseable {
  private static final int UPLOADERS = 4;
  private static final int KEYS = 200;

  /** More than the lists of requests and callbacks hold. */
  private static final int FILLED = 11_000;

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  private final ProgramRun program;
  private final String endpoint;
  private final int consolePort;
  private final CallbackServer callback = CallbackServer.replying(200, "application/json", "{}");
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong uploads = new AtomicLong();
  private final AtomicLong eventBytes = new AtomicLong();
  private final AtomicLong slowPages = new AtomicLong();
  private final AtomicLong connectedAgain = new AtomicLong();
  private final List<Future<?>> readers = new ArrayList<>();
  private long connected;

  private ConsoleMemory(ProgramRun program) throws IOException {
    this.program = program;
    List<String> block = program.awaitBlock();
    this.endpoint = value(block, "Health").replaceFirst("/[?].*", "");
    this.consolePort = URI.create(value(block, "Console")).getPort();
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int pages = args.length > 1 ? Integer.parseInt(args[1]) : 100;
    String[] options = {
      "--port=0",
      "--console-port=0",
      "--quiet",
      "--bucket=" + TestClient.BUCKET,
      "--public-key=" + Signer.DEMO.publicKey(),
      "--private-key=" + Signer.DEMO.privateKey()
    };
    try (ConsoleMemory run = new ConsoleMemory(ProgramRun.of(List.of(), options))) {
      run.print("before the first upload", 0);
      while (run.uploads.get() < FILLED) {
        run.upload(1);
      }
      run.print("no page", run.upload(seconds));
      run.openPages(pages);
      double rate = run.upload(seconds);
      run.checkPages();
      run.print(run.connected + " pages, one of them slow", rate);
    }
  }

  private static String value(List<String> block, String name) {
    return block.stream()
        .filter(line -> line.startsWith("  " + name + " "))
        .map(line -> line.substring(11))
        .findFirst()
        .orElseThrow(() -> new AssertionError(block.toString()));
  }

  private void print(String when, double rate) throws IOException {
    System.out.printf(
        "%-28s %6.1f uploads/s, %6.1f MiB live, %s resident, %d uploads, %.1f MiB of events, slow"
            + " page connected %d times, others %d times again%n",
        when,
        rate,
        liveBytes() / 1048576.0,
        resident(),
        uploads.get(),
        eventBytes.get() / 1048576.0,
        slowPages.get(),
        connectedAgain.get());
  }

  /** After a full collection, which the histogram includes. */
  private long liveBytes() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(program.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(text);
    if (!total.find()) {
      throw new IOException(text);
    }
    return Long.parseLong(total.group(1));
  }

  private String resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(program.pid()), "status");
    if (!Files.isReadable(status)) {
      return "unknown";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.substring("VmRSS:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }

  /** Returns the uploads in a second. */
  private double upload(int seconds) throws Exception {
    long before = uploads.get();
    long started = System.nanoTime();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> uploaders = new ArrayList<>();
    for (int i = 0; i < UPLOADERS; i++) {
      uploaders.add(threads.submit(() -> uploadUntil(end)));
    }
    for (Future<?> uploader : uploaders) {
      uploader.get();
    }
    return (uploads.get() - before) * 1e9 / (System.nanoTime() - started);
  }

  private void uploadUntil(long end) {
    TestClient client = new TestClient(endpoint, Signer.DEMO);
    byte[] body = new byte[4096];
    String policy =
        "{\"callbackUrl\":\"%s\",\"callbackBody\":\"{\\\"n\\\":1}\",\"callbackBodyType\":\"application/json\"}"
            .formatted(callback.url("/callback"));
    while (System.nanoTime() < end) {
      long n = uploads.incrementAndGet();
      int status = client.putWithPolicy("photos/" + n % KEYS + ".jpg", policy, body).statusCode();
      if (status != 200) {
        throw new IllegalStateException("upload " + n + ": status " + status);
      }
      callback.received().clear();
    }
  }

  /** Waits until all pages are connected. */
  private void openPages(int pages) throws Exception {
    CountDownLatch missing = new CountDownLatch(pages);
    for (int i = 1; i < pages; i++) {
      readers.add(threads.submit(() -> read(missing)));
    }
    readers.add(threads.submit(() -> readSlowly(missing)));
    boolean all = missing.await(1, TimeUnit.MINUTES);
    checkPages();
    connected = pages - missing.getCount();
    if (!all) {
      throw new IOException(connected + " of " + pages + " pages are connected");
    }
  }

  /** A page reads until the end of the run. */
  private void checkPages() throws Exception {
    for (Future<?> reader : readers) {
      if (reader.isDone()) {
        reader.get();
        throw new IOException("the emulator has disconnected a page");
      }
    }
  }

  /** Connects again, as a browser does, when the machine is too busy to read in time. */
  private Void read(CountDownLatch missing) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    for (boolean isFirst = true; closed.getCount() > 0; isFirst = false) {
      try (Socket page = new Socket()) {
        open(page);
        if (isFirst) {
          missing.countDown();
        } else {
          connectedAgain.incrementAndGet();
        }
        for (int read = 0; read >= 0; read = readOrEnd(page, buffer)) {
          eventBytes.addAndGet(read);
        }
      }
    }
    return null;
  }

  /** At most a KiB in a tenth of a second. Connects again when the emulator disconnects it. */
  private Void readSlowly(CountDownLatch missing) throws IOException, InterruptedException {
    byte[] buffer = new byte[1024];
    while (closed.getCount() > 0) {
      try (Socket page = new Socket()) {
        page.setReceiveBufferSize(buffer.length);
        open(page);
        if (slowPages.incrementAndGet() == 1) {
          missing.countDown();
        }
        int read = 0;
        while (read >= 0 && !closed.await(100, TimeUnit.MILLISECONDS)) {
          read = readOrEnd(page, buffer);
          eventBytes.addAndGet(Math.max(0, read));
        }
      }
    }
    return null;
  }

  /** The emulator resets the connection of a slow page. */
  private static int readOrEnd(Socket page, byte[] buffer) throws IOException {
    try {
      return page.getInputStream().read(buffer);
    } catch (SocketException reset) {
      return -1;
    }
  }

  /** Connects and awaits the start of the response. */
  private void open(Socket page) throws IOException {
    page.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), consolePort));
    page.getOutputStream()
        .write(
            "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    String status = new String(page.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    if (!status.equals("HTTP/1.1 200")) {
      throw new IOException("status of a page: " + status);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    program.close();
    callback.close();
    threads.shutdownNow();
  }
}
