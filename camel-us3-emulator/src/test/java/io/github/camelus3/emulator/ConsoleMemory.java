package io.github.camelus3.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * A program, not a test: what the console's pages cost in memory. It starts the emulator as a
 * program, uploads with callbacks for a while without a page and again with pages, one of which
 * reads slowly, and prints the live bytes of the emulator's heap.
 *
 * <p>Arguments: seconds of each half (60), pages (50).
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

  private ConsoleMemory(ProgramRun program) throws IOException {
    this.program = program;
    List<String> block = program.awaitBlock();
    this.endpoint = value(block, "Health").replaceFirst("/[?].*", "");
    this.consolePort = URI.create(value(block, "Console")).getPort();
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 60;
    int pages = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    String[] options = {
      "--port=0",
      "--console-port=0",
      "--quiet",
      "--bucket=" + TestClient.BUCKET,
      "--public-key=" + Signer.DEMO.publicKey(),
      "--private-key=" + Signer.DEMO.privateKey()
    };
    try (ConsoleMemory run = new ConsoleMemory(ProgramRun.of(List.of(), options))) {
      run.print("before the first upload");
      while (run.uploads.get() < FILLED) {
        run.upload(1);
      }
      run.upload(seconds);
      run.print("no page");
      run.openPages(pages);
      run.upload(seconds);
      run.print(pages + " pages, one of them slow");
    }
  }

  private static String value(List<String> block, String name) {
    return block.stream()
        .filter(line -> line.startsWith("  " + name + " "))
        .map(line -> line.substring(11))
        .findFirst()
        .orElseThrow(() -> new AssertionError(block.toString()));
  }

  private void print(String when) throws IOException {
    System.out.printf(
        "%-28s %6.1f MiB live, %d uploads, %.1f MiB of events, slow page connected %d times%n",
        when,
        liveBytes() / 1048576.0,
        uploads.get(),
        eventBytes.get() / 1048576.0,
        slowPages.get());
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

  private void upload(int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<?>> uploaders = new ArrayList<>();
    for (int i = 0; i < UPLOADERS; i++) {
      uploaders.add(threads.submit(() -> uploadUntil(end)));
    }
    for (Future<?> uploader : uploaders) {
      uploader.get();
    }
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

  private void openPages(int pages) {
    for (int i = 1; i < pages; i++) {
      threads.submit(() -> read(Integer.MAX_VALUE));
    }
    threads.submit(
        () -> {
          while (closed.getCount() > 0) {
            slowPages.incrementAndGet();
            read(1024); // the emulator ends it when it is too slow
          }
          return null;
        });
  }

  /** Reads events, at most that many bytes in a tenth of a second. */
  private Void read(int bytesAtOnce) throws IOException, InterruptedException {
    boolean isSlow = bytesAtOnce < Integer.MAX_VALUE;
    try (Socket page = new Socket()) {
      if (isSlow) {
        page.setReceiveBufferSize(bytesAtOnce);
      }
      page.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), consolePort));
      page.getOutputStream()
          .write(
              "GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] buffer = new byte[Math.min(bytesAtOnce, 64 * 1024)];
      for (int read = page.getInputStream().read(buffer);
          read >= 0;
          read = page.getInputStream().read(buffer)) {
        eventBytes.addAndGet(read);
        if (isSlow && closed.await(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (java.net.SocketException e) {
      // the emulator has disconnected the page
    }
    return null;
  }

  @Override
  public void close() {
    closed.countDown();
    program.close();
    callback.close();
    threads.shutdownNow();
  }
}
