package io.github.camelus3.benchmarks.sink;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The protocol: the response to a request whose body has arrived. Thread safe. */
final class SinkResponses {
  private final ETagSource eTags;
  private final AtomicLong uploadNumbers = new AtomicLong();
  private final Map<String, AtomicLong> uploadLengths = new ConcurrentHashMap<>();
  private final Map<String, Long> objectLengths = new ConcurrentHashMap<>();

  SinkResponses(ETagSource eTags) {
    this.eTags = eTags;
  }

  /** The response with status line, headers and body, in ASCII. */
  String to(RequestHead request) throws IOException {
    return switch (request.method()) {
      case "PUT" -> request.parameter("partNumber") == null ? put(request) : part(request);
      case "POST" -> request.parameter("uploads") == null ? finish(request) : initiate(request);
      case "DELETE" -> abort(request);
      case "HEAD" -> head(request);
      default -> response("405 Method Not Allowed", "", "");
    };
  }

  private String put(RequestHead request) throws IOException {
    objectLengths.put(request.path(), request.contentLength());
    return response("200 OK", eTag(eTags.ofObject(request.contentLength())), "");
  }

  private String initiate(RequestHead request) {
    String uploadId = "sink-" + uploadNumbers.incrementAndGet();
    uploadLengths.put(uploadId, new AtomicLong());
    return response(
        "200 OK",
        "",
        "{\"UploadId\":\"%s\",\"BlkSize\":%d,\"Bucket\":\"%s\",\"Key\":\"%s\"}"
            .formatted(uploadId, FileETags.BLOCK_BYTES, Sink.BUCKET, key(request)));
  }

  private String part(RequestHead request) throws IOException {
    int number = Integer.parseInt(request.parameter("partNumber"));
    AtomicLong length = uploadLengths.get(request.parameter("uploadId"));
    if (length != null) { // raw sockets send parts of no upload
      length.addAndGet(request.contentLength());
    }
    return response(
        "200 OK",
        eTag(eTags.ofPart(number, request.contentLength())),
        "{\"PartNumber\":" + number + "}");
  }

  private String finish(RequestHead request) throws IOException {
    String uploadId = request.parameter("uploadId");
    AtomicLong length = uploadId == null ? null : uploadLengths.remove(uploadId);
    if (length == null) {
      return response("404 Not Found", "", "{\"RetCode\":-148654,\"ErrMsg\":\"no such upload\"}");
    }
    objectLengths.put(request.path(), length.get());
    return response(
        "200 OK",
        eTag(eTags.ofObject(length.get())),
        "{\"Bucket\":\"%s\",\"Key\":\"%s\",\"FileSize\":%d}"
            .formatted(Sink.BUCKET, key(request), length.get()));
  }

  private String abort(RequestHead request) {
    String uploadId = request.parameter("uploadId");
    if (uploadId != null) {
      uploadLengths.remove(uploadId);
    }
    return response("200 OK", "", "");
  }

  private String head(RequestHead request) throws IOException {
    Long length = objectLengths.get(request.path());
    return length == null
        ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        : "HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(eTag(eTags.ofObject(length)), length);
  }

  private static String key(RequestHead request) {
    return request.path().substring(1);
  }

  private static String eTag(String value) {
    return "ETag: \"" + value + "\"\r\n";
  }

  private static String response(String status, String headers, String json) {
    String type = json.isEmpty() ? "" : "Content-Type: application/json\r\n";
    return "HTTP/1.1 "
        + status
        + "\r\nX-SessionId: sink\r\n"
        + headers
        + type
        + "Content-Length: "
        + json.length()
        + "\r\n\r\n"
        + json;
  }
}
