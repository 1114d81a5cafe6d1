package io.github.camelus3.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A Chromium with one page, driven over the DevTools protocol. The program {@code chromium} must be
 * installed. One thread uses it.
 */
final class Chromium implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";
  private static final int WAIT_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Thread drain;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger lastId = new AtomicInteger();

  private Chromium(Process process, Thread drain, WebSocket socket, Answers answers) {
    this.process = process;
    this.drain = drain;
    this.socket = socket;
    this.answers = answers;
  }

  /** Starts the browser with its profile in that directory. */
  static Chromium start(Path profile) throws IOException {
    List<String> command = new ArrayList<>(List.of("chromium", "--headless=new", "--no-sandbox"));
    command.addAll(List.of("--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"));
    command.addAll(List.of("--disable-background-networking", "--disable-component-update"));
    command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile));
    command.add("about:blank");
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("TMPDIR", profile.getParent().toString());
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError("chromium must be installed, as by apt-get install chromium", e);
    }
    try {
      return connected(process);
    } catch (IOException | RuntimeException | Error e) {
      kill(process);
      throw e;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static Chromium connected(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<Void> late = // its end ends the output
        CompletableFuture.runAsync(
            () -> kill(process), CompletableFuture.delayedExecutor(WAIT_SECONDS, TimeUnit.SECONDS));
    String browser = browser(out);
    late.cancel(false);
    Thread drain = new Thread(() -> out.lines().forEach(line -> {}), "chromium-output");
    drain.setDaemon(true);
    drain.start();
    HttpClient http = HttpClient.newHttpClient();
    Answers answers = new Answers();
    WebSocket socket =
        http.newWebSocketBuilder().buildAsync(pageOf(http, URI.create(browser)), answers).join();
    Chromium chromium = new Chromium(process, drain, socket, answers);
    chromium.call("Page.enable", Map.of());
    chromium.call("Runtime.enable", Map.of());
    chromium.call("Log.enable", Map.of());
    return chromium;
  }

  private static String browser(BufferedReader out) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(LISTENING)) {
        return line.substring(LISTENING.length());
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("chromium did not start: " + before);
  }

  /** The browser listens before it has a page, so the list is asked until there is one. */
  private static URI pageOf(HttpClient http, URI browser) throws IOException {
    URI list = URI.create("http://127.0.0.1:" + browser.getPort() + "/json/list");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    try {
      String json = "[]";
      while (System.nanoTime() < end) {
        json = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
        for (JsonNode target : JSON.readTree(json)) {
          if (target.path("type").asText().equals("page")) {
            return URI.create(target.get("webSocketDebuggerUrl").asText());
          }
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      throw new AssertionError("no page: " + json);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Collects the messages of the browser. */
  private static final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void receive(String message) {
      JsonNode json;
      try {
        json = JSON.readTree(message);
      } catch (JsonProcessingException e) {
        throw new AssertionError(message, e);
      }
      if (json.has("id")) {
        waiting.remove(json.get("id").asInt()).complete(json);
      } else if (json.path("method").asText().equals("Runtime.exceptionThrown")) {
        complaints.add(json.at("/params/exceptionDetails/exception/description").asText());
      } else if (json.path("method").asText().equals("Log.entryAdded")
          && json.at("/params/entry/level").asText().equals("error")) {
        complaints.add(json.at("/params/entry/text").asText());
      }
    }
  }

  /** Errors that the page has logged, such as violations of its content security policy. */
  List<String> complaints() {
    return answers.complaints;
  }

  /** Calls a method of the protocol. */
  JsonNode call(String method, Object parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    try {
      JsonNode json = answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
      if (json.has("error")) {
        throw new AssertionError(method + ": " + json.get("error"));
      }
      return json.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method, e);
    }
  }

  void open(String url) {
    call("Page.navigate", Map.of("url", url));
    await("document.readyState === 'complete'");
  }

  /** The value of an expression, which may be a promise. */
  JsonNode value(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until the expression is true. A page that is being replaced is asked again. */
  void await(String expression) {
    String waiting =
        "new Promise((done, failed) => { const end = performance.now() + 30000;"
            + " const look = () => { let is = false; try { is = (%s); } catch (e) { is = false; }"
            + " if (is) done(true); else if (performance.now() > end)"
            + " failed(new Error('still false; the page: ' + document.body.innerText));"
            + " else requestAnimationFrame(look); }; look(); })";
    value(waiting.formatted(expression));
  }

  /** Whether the page shows the text. */
  void awaitText(String selector, String text) {
    await(element(selector) + ".innerText.includes(" + quoted(text) + ")");
  }

  String text(String selector) {
    return value(element(selector) + ".innerText").asText();
  }

  /** Clicks the first element as soon as it exists. */
  void click(String selector) {
    await(element(selector) + " !== null");
    value(element(selector) + ".scrollIntoView({block: 'nearest'})");
    JsonNode box =
        value(
            "(() => { const box = "
                + element(selector)
                + ".getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height /"
                + " 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type", type, "x", box.get(0), "y", box.get(1), "button", "left", "clickCount", 1));
    }
  }

  /** Replaces the text of a field. */
  void fill(String selector, String text) {
    value(element(selector) + ".focus(), " + element(selector) + ".select()");
    call("Input.insertText", Map.of("text", text));
  }

  /** Presses a key such as {@code j} or {@code Escape}. */
  void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      call("Input.dispatchKeyEvent", Map.of("type", type, "key", key));
    }
  }

  /** Holds a key until it has been repeated. */
  void hold(String key) {
    for (boolean repeat : List.of(false, true, true)) {
      call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "autoRepeat", repeat));
    }
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
  }

  /** Drops files on the first element. */
  void drop(String selector, Path... files) {
    await(element(selector) + " !== null");
    JsonNode box =
        value(
            "(() => { const box = "
                + element(selector)
                + ".getBoundingClientRect(); return [box.x + box.width / 2, box.y + 60]; })()");
    List<String> paths = List.of(files).stream().map(Path::toString).toList();
    for (String type : List.of("dragEnter", "dragOver", "drop")) {
      Map<String, Object> data =
          Map.of("items", List.of(), "files", paths, "dragOperationsMask", 1);
      call(
          "Input.dispatchDragEvent",
          Map.of("type", type, "x", box.get(0), "y", box.get(1), "data", data));
    }
  }

  /** Draws the page in dark or light colours, with that many pixels. */
  void appearance(boolean dark, int width, int height) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  void screenshot(Path file) throws IOException {
    String data = call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  static String element(String selector) {
    return "document.querySelector(" + quoted(selector) + ")";
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    kill(process);
    process.waitFor();
    drain.join();
  }
}
