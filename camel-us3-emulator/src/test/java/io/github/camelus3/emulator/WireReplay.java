package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.PercentCoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a recorded case's requests to an emulator of its own and checks every response. */
final class WireReplay implements AutoCloseable {
  private static final Pattern EXPIRES = Pattern.compile("[?&]Expires=(\\d+)");
  private static final Pattern UPLOAD_ID = Pattern.compile("(uploadId=)([^&]*)");
  private static final Pattern PART_NUMBER = Pattern.compile("partNumber=(\\d+)");
  private static final Pattern RANGE_END = Pattern.compile("bytes=\\d+-(\\d+)");
  private static final int DEFAULT_BLOCK_SIZE = 4 * 1024 * 1024;

  private final JsonNode recorded;
  private final JsonNode inputs;
  private final byte[] file;
  private final int blockSize;
  private final CallbackServer callback =
      CallbackServer.replying(200, "application/json", "{\"wire_callback\":\"ok\"}");
  private final Us3Emulator emulator;

  /** The emulator's ids by the recorded ones, and its ETags of copied parts by number. */
  private final Map<String, String> uploadIds = new TreeMap<>();

  private final Map<Integer, String> copiedParts = new TreeMap<>();

  WireReplay(JsonNode recorded) {
    this.recorded = recorded;
    this.inputs = recorded.get("inputs");
    this.file = inputs.has("file") ? FilePattern.content(inputs.get("file")) : new byte[0];
    this.blockSize = recorded.path("server").path("blk_size").asInt(DEFAULT_BLOCK_SIZE);
    this.emulator = start();
    preload();
    injectFault();
  }

  private Us3Emulator start() {
    return Us3Emulator.builder()
        .bucket(inputs.get("bucket").textValue())
        .credentials(inputs.get("public_key").textValue(), inputs.get("private_key").textValue())
        .hostSuffix("cn-bj.ufileos.example.test")
        .hostSuffix("us3.example.test")
        .blockSize(blockSize)
        .clock(clock())
        .callbackRedirect(url -> callback.url("/"))
        .start();
  }

  /** A second before the first pre-signed URL of the case ends. */
  private Clock clock() {
    Matcher matcher = EXPIRES.matcher(recorded.get("requests").toString());
    Instant now =
        matcher.find()
            ? Instant.ofEpochSecond(Long.parseLong(matcher.group(1)) - 1)
            : Instant.EPOCH;
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private void preload() {
    String bucket = inputs.get("bucket").textValue();
    for (JsonNode object : recorded.path("server").path("preload")) {
      byte[] bytes = FilePattern.content(object.get("file"));
      emulator.putObject(bucket, object.get("key").textValue(), bytes, "text/plain");
    }
    if (inputs.has("src_key")) {
      String source = inputs.get("src_bucket").textValue();
      emulator.createBucket(source);
      emulator.putObject(
          source, inputs.get("src_key").textValue(), new byte[sourceSize()], "text/plain");
    }
    if (op().equalsIgnoreCase("delete") || op().equals("DeleteFile")) {
      emulator.putObject(bucket, inputs.get("key").textValue(), file, "text/plain");
    }
    if (op().startsWith("uploadHit")) {
      emulator.putObject(bucket, "same content", file, "text/plain");
    }
  }

  private int sourceSize() {
    Matcher matcher = RANGE_END.matcher(recorded.get("requests").toString());
    int size = 100;
    while (matcher.find()) {
      size = Math.max(size, Integer.parseInt(matcher.group(1)) + 1);
    }
    return size;
  }

  private void injectFault() {
    JsonNode fail = recorded.path("server").path("fail");
    if (fail.isMissingNode()) {
      return;
    }
    int status = fail.path("status").asInt(500);
    Fault fault = Fault.answer(status, fail.path("retcode").asInt(-1), fail.path("msg").asText(""));
    fault = fail.has("times") ? fault.times(fail.get("times").intValue()) : fault.always();
    if (fail.has("part")) {
      fault = fault.on(Us3Api.UPLOAD_PART).partNumber(fail.get("part").intValue());
    } else if (fail.path("contains").asText("").equals("?uploads")) {
      fault = fault.on(Us3Api.INITIATE_MULTIPART_UPLOAD);
    } else if (fail.path("contains").asText("").equals("uploadId")) {
      fault = fault.on(Us3Api.FINISH_MULTIPART_UPLOAD);
    } else if (recorded.get("requests").size() > 1) {
      fault = fault.on(Us3Api.UPLOAD_PART);
    }
    emulator.inject(fault);
  }

  private String op() {
    return recorded.get("op").textValue();
  }

  void replay() throws IOException {
    for (JsonNode request : recorded.get("requests")) {
      if (!request.get("sig").textValue().equals("n/a")) {
        replay(request);
      }
    }
  }

  private void replay(JsonNode request) throws IOException {
    byte[] body = body(request);
    String target = target(request);
    boolean chunked = request.get("headers").toString().contains("\"chunked\"");
    try (RawConnection connection = new RawConnection(emulator.port())) {
      connection.send(head(request, target, body.length));
      connection.send(chunked ? chunks(body) : body);
      boolean isHead = request.get("method").textValue().equals("HEAD");
      RawConnection.Response response = connection.read(isHead);
      ReceivedRequest seen = emulator.requests().get(emulator.requests().size() - 1);

      assertThat(seen.target()).isEqualTo(target);
      assertThat(response.status() / 100)
          .as("%s %s: %s %s", seen.api(), target, response.status(), response.text())
          .isEqualTo(expectedStatus(request, seen) / 100);
      if (expectedStatus(request, seen) == 403) {
        assertThat(response.status()).as(seen.toString()).isEqualTo(403);
      }
      assertThat(response.header("x-sessionid")).isPresent();
      remember(request, seen, response);
      checkStored(request, seen, response);
    }
  }

  /**
   * The recorded response, unless the recording server was wrong: it neither checked nor stored
   * much.
   */
  private int expectedStatus(JsonNode request, ReceivedRequest seen) {
    switch (request.get("sig").textValue()) {
      case "ok-input-key-only", "ct-mismatch" -> {
        return 403;
      }
      case "unsigned" -> {
        return 401;
      }
      default -> {}
    }
    boolean completes =
        seen.api() == Us3Api.PUT_FILE || seen.api() == Us3Api.FINISH_MULTIPART_UPLOAD;
    if (completes && !isUsable(inputs.path("policy").asText(""))) {
      return 400;
    }
    if (seen.api() == Us3Api.FINISH_MULTIPART_UPLOAD && file.length == 0 && copiedParts.isEmpty()) {
      return 400; // no part
    }
    Optional<String> id = seen.queryParameter("uploadId");
    if (id.isPresent() && !uploadIds.containsValue(id.get())) {
      return 404; // made up, or that of an Initiate that was refused
    }
    return seen.api() == Us3Api.RESTORE ? 400 : request.get("status").intValue();
  }

  private static boolean isUsable(String policy) {
    return policy.isEmpty() || (policy.startsWith("{") && policy.endsWith("}"));
  }

  private void remember(JsonNode request, ReceivedRequest seen, RawConnection.Response response)
      throws IOException {
    if (seen.api() == Us3Api.INITIATE_MULTIPART_UPLOAD && response.status() == 200) {
      uploadIds.put(
          WireVectors.parse(request.get("resp_body").textValue()).get("UploadId").textValue(),
          WireVectors.parse(response.text()).get("UploadId").textValue());
    }
    if (seen.api() == Us3Api.UPLOAD_PART_COPY) {
      int number = Integer.parseInt(seen.queryParameter("partNumber").orElseThrow());
      copiedParts.put(number, response.header("etag").orElseThrow().replace("\"", ""));
    }
  }

  private void checkStored(
      JsonNode request, ReceivedRequest seen, RawConnection.Response response) {
    boolean put = seen.api() == Us3Api.PUT_FILE || seen.api() == Us3Api.POST_FILE;
    boolean finish = seen.api() == Us3Api.FINISH_MULTIPART_UPLOAD && copiedParts.isEmpty();
    if ((put || finish) && response.status() == 200) {
      String key = storedKey(seen, response);
      StoredObject object = emulator.object(seen.bucket(), key).orElseThrow();
      assertThat(object.bytes()).isEqualTo(file);
      if (request.has("resp_etag") && seen.api() != Us3Api.POST_FILE) {
        assertThat(response.header("etag")).hasValue(request.get("resp_etag").textValue());
      }
    }
  }

  private String storedKey(ReceivedRequest seen, RawConnection.Response response) {
    if (seen.api() == Us3Api.POST_FILE) {
      return inputs.get("key").textValue();
    }
    boolean ownAnswer = response.text().contains("FileSize"); // not the callback service's
    return ownAnswer ? WireVectors.parse(response.text()).get("Key").textValue() : seen.key();
  }

  private String target(JsonNode request) {
    String target = request.get("target").textValue();
    Matcher matcher = UPLOAD_ID.matcher(target);
    Optional<String> id =
        matcher.find()
            ? Optional.ofNullable(uploadIds.get(PercentCoding.decodeQuery(matcher.group(2))))
            : Optional.empty();
    return id.map(own -> matcher.replaceFirst("$1" + own)).orElse(target);
  }

  private String head(JsonNode request, String target, int length) {
    StringBuilder head =
        new StringBuilder(request.get("method").textValue() + " " + target + " HTTP/1.1\n");
    for (JsonNode header : request.get("headers")) {
      String name = header.get(0).textValue();
      String value = header.get(1).textValue();
      if (name.equals("Host")) {
        value = value.replace("PORT", Integer.toString(emulator.port()));
      } else if (name.equalsIgnoreCase("Content-Length")) {
        value = Integer.toString(length);
      }
      head.append(name).append(": ").append(value).append('\n');
    }
    return head.toString();
  }

  private byte[] body(JsonNode request) {
    if (request.has("form_fields")) {
      return form(request);
    }
    if (request.has("body_text")) {
      boolean copied = !copiedParts.isEmpty() && request.get("method").textValue().equals("POST");
      String text =
          copied ? String.join(",", copiedParts.values()) : request.get("body_text").textValue();
      return text.getBytes(StandardCharsets.UTF_8);
    }
    int length = request.get("body_len").intValue();
    Matcher part = PART_NUMBER.matcher(request.get("target").textValue());
    int from = part.find() ? Integer.parseInt(part.group(1)) * blockSize : 0;
    byte[] body = TestClient.slice(file, Math.min(from, file.length), length);
    assertThat(sha1(body)).as("body made again").isEqualTo(request.get("body_sha1").textValue());
    return body;
  }

  private byte[] form(JsonNode request) {
    Matcher boundary =
        Pattern.compile("boundary=([0-9a-f]+)").matcher(request.get("headers").toString());
    assertThat(boundary.find()).isTrue();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String separator = "";
    for (JsonNode field : request.get("form_fields")) {
      body.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      separator = "--" + boundary.group(1);
      if (field.has("raw")) {
        body.writeBytes(field.get("raw").textValue().getBytes(StandardCharsets.UTF_8));
      } else {
        String head = "\r\n" + field.get("head").textValue() + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        byte[] value =
            field.has("value")
                ? field.get("value").textValue().getBytes(StandardCharsets.UTF_8)
                : file;
        body.writeBytes(value);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    return body.toByteArray();
  }

  private static byte[] chunks(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String chunk = text.isEmpty() ? "" : Integer.toHexString(body.length) + "\r\n" + text + "\r\n";
    return (chunk + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    emulator.close();
    callback.close();
  }
}
