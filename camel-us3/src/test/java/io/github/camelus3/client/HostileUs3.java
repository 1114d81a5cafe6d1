package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.Await;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A second US3, which shares no code with the emulator. Tests make it fail on the next requests of
 * a kind, and choose its behaviour where the documents are ambiguous. It checks no signatures.
 * Thread safe; the caller closes it.
 */
public final class HostileUs3 implements AutoCloseable {
  private static final int BLOCK = 4 << 20;
  private static final Pattern POLICY =
      Pattern.compile("(?im)^Authorization: UCloud [^:\\r]+:[^:\\r]+:[^:\\r]+");

  private final Map<String, Queue<Trick>> tricks = new ConcurrentHashMap<>();
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();
  private volatile long blkSize = BLOCK;
  private volatile boolean exclusiveMarker;
  private volatile boolean closesIdle;
  private volatile int callbacks;
  private final LocalServer server = new LocalServer(this::serve);

  /** The treatment of one request. */
  private record Trick(When when, ScriptedServer.Step response) {}

  private enum When {
    BEFORE_BODY,
    IN_BODY,
    INSTEAD,
    AFTERWARDS
  }

  private HostileUs3() {}

  /** Opens a server without faults. */
  public static HostileUs3 open() {
    return new HostileUs3();
  }

  /** Cuts the connection after the head of a request. */
  public HostileUs3 cutBeforeBody(String api) {
    return play(api, When.BEFORE_BODY, ScriptedServer.cut());
  }

  /** Cuts the connection after half of the body. */
  public HostileUs3 cutInBody(String api) {
    return play(api, When.IN_BODY, ScriptedServer.cut());
  }

  /** Sends this response and does not execute the request. */
  public HostileUs3 instead(String api, ScriptedServer.Step response) {
    return play(api, When.INSTEAD, response);
  }

  /** Executes the request and sends this response. */
  public HostileUs3 afterwards(String api, ScriptedServer.Step response) {
    return play(api, When.AFTERWARDS, response);
  }

  private HostileUs3 play(String api, When when, ScriptedServer.Step response) {
    tricks
        .computeIfAbsent(api, name -> new ConcurrentLinkedQueue<>())
        .add(new Trick(when, response));
    return this;
  }

  /** Lists parts after the marker, as documented, not from the marker on. */
  public HostileUs3 withExclusiveMarker() {
    exclusiveMarker = true;
    return this;
  }

  /** Closes connections after each response, without {@code Connection: close}. */
  public HostileUs3 closingIdleConnections() {
    closesIdle = true;
    return this;
  }

  /** Waits until the server has closed all connections. */
  public void awaitClosedConnections() {
    Await.until(server::isQuiet);
  }

  /** Sets the part size of new uploads. */
  public HostileUs3 withBlkSize(long bytes) {
    blkSize = bytes;
    return this;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String endpoint() {
    return server.endpoint();
  }

  /** Stores an object. */
  public void put(String key, byte[] bytes) {
    objects.put(key, bytes);
  }

  /** An object's bytes; null when absent. */
  public byte[] object(String key) {
    return objects.get(key);
  }

  /** Stores a part of an upload. */
  public void putPart(String uploadId, int number, byte[] bytes) {
    uploads.get(uploadId).put(number, bytes);
  }

  /** IDs of uploads that are neither finished nor aborted. */
  public List<String> openUploads() {
    return List.copyOf(uploads.keySet());
  }

  /** The number of callbacks that a real service would have sent. */
  public int callbacks() {
    return callbacks;
  }

  /** The number of requests of a kind. */
  public long calls(String api) {
    return calls.stream().filter(api::equals).count();
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(Socket connection) throws Exception {
    do {
      response(connection.getInputStream(), connection.getOutputStream());
    } while (!closesIdle);
  }

  private void response(InputStream in, OutputStream out) throws Exception {
    String head = LocalServer.head(in);
    Request request = Request.of(head);
    calls.add(request.api());
    Queue<Trick> queue = tricks.get(request.api());
    Trick trick = queue == null ? null : queue.poll();
    if (trick != null && trick.when() == When.BEFORE_BODY) {
      trick.response().play(out);
    }
    int declared = LocalServer.bodyLength(head);
    byte[] body =
        in.readNBytes(trick != null && trick.when() == When.IN_BODY ? declared / 2 : declared);
    if (trick != null && trick.when() != When.AFTERWARDS) {
      trick.response().play(out);
      return;
    }
    if (body.length < declared) {
      throw new EOFException();
    }
    ScriptedServer.Step response = handle(request, body);
    (trick == null ? response : trick.response()).play(out);
  }

  private record Request(String method, String key, Map<String, String> query, boolean hasPolicy) {
    static Request of(String head) throws EOFException {
      if (head.isEmpty()) {
        throw new EOFException();
      }
      String[] line = head.substring(0, head.indexOf('\r')).split(" ");
      String[] target = line[1].split("\\?", 2);
      Map<String, String> query = new HashMap<>();
      for (String pair : target.length == 1 ? new String[0] : target[1].split("&")) {
        String[] both = pair.split("=", 2);
        query.put(both[0], both.length == 1 ? "" : URLDecoder.decode(both[1], UTF_8));
      }
      String key = URLDecoder.decode(target[0].substring(1).replace("+", "%2B"), UTF_8);
      return new Request(line[0], key, query, POLICY.matcher(head).find());
    }

    String api() {
      boolean ofUpload = query.containsKey("uploadId");
      return switch (method) {
        case "POST" -> ofUpload ? "Finish" : "Initiate";
        case "PUT" -> ofUpload ? "UploadPart" : "PutFile";
        case "DELETE" -> ofUpload ? "Abort" : "DeleteFile";
        case "GET" -> query.containsKey("muploadpart") ? "ListParts" : "GetFile";
        default -> "HeadFile";
      };
    }
  }

  private ScriptedServer.Step handle(Request request, byte[] body) {
    Map<Integer, byte[]> upload = uploads.get(request.query().getOrDefault("uploadId", ""));
    if (request.query().containsKey("uploadId") && upload == null) {
      return error(404, -148654, "upload not exist");
    }
    return switch (request.api()) {
      case "Initiate" -> initiate();
      case "UploadPart" -> part(upload, Integer.parseInt(request.query().get("partNumber")), body);
      case "Finish" -> finish(request, upload, new String(body, UTF_8));
      case "Abort" -> {
        uploads.remove(request.query().get("uploadId"));
        yield ScriptedServer.json(200, "");
      }
      case "ListParts" -> list(upload, request.query());
      case "PutFile" -> stored(request, body, "");
      case "DeleteFile" -> {
        objects.remove(request.key());
        yield ScriptedServer.raw("HTTP/1.1 204 No Content\n", "");
      }
      default -> objectHead(request.key());
    };
  }

  private ScriptedServer.Step initiate() {
    String id = "upload-" + calls("Initiate");
    uploads.put(id, new ConcurrentHashMap<>());
    return ScriptedServer.json(200, "{\"UploadId\":\"" + id + "\",\"BlkSize\":" + blkSize + "}");
  }

  private static ScriptedServer.Step part(Map<Integer, byte[]> upload, int number, byte[] body) {
    if (upload.putIfAbsent(number, body) != null) {
      return error(500, -1014, "put duplicate key error");
    }
    return ScriptedServer.response(
        200,
        "application/json",
        "ETag: \"" + base64(sha1(body)) + "\"\n",
        "{\"PartNumber\":" + number + "}");
  }

  private ScriptedServer.Step finish(Request request, Map<Integer, byte[]> upload, String eTags) {
    Map<Integer, byte[]> parts = new TreeMap<>(upload);
    String expected =
        parts.values().stream().map(part -> base64(sha1(part))).collect(Collectors.joining(","));
    if (!expected.equals(eTags)) {
      return error(400, -148660, "invalid etag count");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.values().forEach(bytes::writeBytes);
    uploads.remove(request.query().get("uploadId"));
    return stored(
        request,
        bytes.toByteArray(),
        "{\"Bucket\":\"demo\",\"Key\":\""
            + request.key()
            + "\",\"FileSize\":"
            + bytes.size()
            + "}");
  }

  private ScriptedServer.Step stored(Request request, byte[] bytes, String json) {
    objects.put(request.key(), bytes);
    String body = json;
    if (request.hasPolicy()) {
      synchronized (this) {
        callbacks++;
      }
      body = "{\"callback\":" + callbacks + "}";
    }
    return ScriptedServer.response(
        200, "application/json", "ETag: \"" + eTag(bytes) + "\"\n", body);
  }

  private ScriptedServer.Step list(Map<Integer, byte[]> upload, Map<String, String> query) {
    int marker = Integer.parseInt(query.get("part-number-marker")) + (exclusiveMarker ? 1 : 0);
    int max = Integer.parseInt(query.get("max-parts"));
    List<Integer> numbers =
        upload.keySet().stream().sorted().filter(number -> number >= marker).toList();
    List<Integer> page = numbers.subList(0, Math.min(max, numbers.size()));
    int last = page.isEmpty() ? 0 : page.get(page.size() - 1);
    String parts =
        page.stream()
            .map(
                number ->
                    "{\"PartNum\":"
                        + number
                        + ",\"Etag\":\""
                        + base64(sha1(upload.get(number)))
                        + "\",\"Size\":"
                        + upload.get(number).length
                        + "}")
            .collect(Collectors.joining(","));
    return ScriptedServer.json(
        200,
        "{\"RetCode\":0,\"NextPartNumberMarker\":"
            + (exclusiveMarker ? last : last + 1)
            + ",\"IsTruncated\":"
            + (page.size() < numbers.size())
            + ",\"Parts\":["
            + parts
            + "]}");
  }

  private ScriptedServer.Step objectHead(String key) {
    byte[] bytes = objects.get(key);
    return bytes == null
        ? ScriptedServer.raw("HTTP/1.1 404 Not Found\nContent-Length: 0\n", "")
        : ScriptedServer.raw(
            "HTTP/1.1 200 OK\nETag: \""
                + eTag(bytes)
                + "\"\nContent-Length: "
                + bytes.length
                + '\n',
            "");
  }

  private static ScriptedServer.Step error(int status, int retCode, String message) {
    return ScriptedServer.json(
        status, "{\"RetCode\":" + retCode + ", \"ErrMsg\":\"" + message + "\"}");
  }

  private static String eTag(byte[] bytes) {
    int blocks = (bytes.length + BLOCK - 1) / BLOCK;
    byte[] digest = sha1(bytes);
    if (blocks > 1) {
      ByteArrayOutputStream digests = new ByteArrayOutputStream();
      for (int i = 0; i < blocks; i++) {
        int end = Math.min(bytes.length, (i + 1) * BLOCK);
        digests.writeBytes(sha1(Arrays.copyOfRange(bytes, i * BLOCK, end)));
      }
      digest = sha1(digests.toByteArray());
    }
    ByteBuffer eTag = ByteBuffer.allocate(4 + digest.length).order(ByteOrder.LITTLE_ENDIAN);
    return base64(eTag.putInt(blocks).put(digest).array());
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
