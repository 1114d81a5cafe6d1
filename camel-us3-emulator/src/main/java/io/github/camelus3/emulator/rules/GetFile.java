package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.HttpDates;
import io.github.camelus3.emulator.protocol.HttpRange;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.OpenObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** GetFile and HeadFile. Sources: ufile-api get_file.md, head_file.md. */
final class GetFile {
  /** How long a restored object stays readable. At the real service the user chooses it. */
  private static final Duration RESTORED_FOR = Duration.ofDays(1);

  private GetFile() {}

  static Response get(Call call) throws IOException {
    try (OpenObject opened = call.bucket().open(call.key())) {
      ObjectVersion object = opened.object();
      if (object.entry().isFrozenAt(call.now())) {
        throw new Us3Error(403, Us3Error.BAD_REQUEST, "object is archived, restore it first");
      }
      Response described = disposition(call.query(), describe(object));
      if (notModified(call, object)) {
        return described.withStatus(304).withBody(ResponseBody.NONE);
      }
      Optional<HttpRange> range =
          HttpRange.inGet(call.headers(), object.size(), object.eTag(), object.lastModified());
      return range.isEmpty()
          ? described.withBody(opened.body(0, object.size()))
          : part(opened, described, range.get());
    }
  }

  /** Status of an unsatisfiable range: sources name 206 and 416. 416 is the Python page's. */
  private static Response part(OpenObject opened, Response described, HttpRange range) {
    if (range.length() == 0) {
      return Response.error(new Us3Error(416, Us3Error.BAD_REQUEST, "invalid range"))
          .with("Content-Range", "bytes */" + range.size());
    }
    return described
        .withStatus(206)
        .with("Content-Range", range.contentRange())
        .withBody(opened.body(range.first(), range.length()));
  }

  static Response head(Call call) throws IOException {
    try (OpenObject opened = call.bucket().open(call.key())) {
      return head(opened.object(), call.now()).withBody(opened.body(0, opened.object().size()));
    }
  }

  private static Response head(ObjectVersion object, Instant now) {
    Response response =
        describe(object)
            .with("X-Ufile-Create-Time", HttpDates.format(object.entry().created()))
            .with("Vary", "Origin");
    return object
        .entry()
        .restored()
        .map(at -> response.with("X-Ufile-Restore", restore(at, now)))
        .orElse(response);
  }

  private static String restore(Instant at, Instant now) {
    return now.isBefore(at)
        ? "ongoing-request=\"true\""
        : "ongoing-request=\"false\", expiry-date=\""
            + HttpDates.format(at.plus(RESTORED_FOR))
            + "\"";
  }

  private static Response describe(ObjectVersion object) {
    Response response =
        Response.empty(200)
            .with("Content-Type", object.mimeType())
            .withETag(object.eTag())
            .with("Last-Modified", HttpDates.format(object.lastModified()))
            .with("Accept-Ranges", "bytes")
            .with("X-Ufile-Storage-Class", object.storageClass());
    for (var meta : object.metadata().entrySet()) {
      response = response.with("X-Ufile-Meta-" + meta.getKey(), meta.getValue());
    }
    return response;
  }

  private static boolean notModified(Call call, ObjectVersion object) {
    return HttpDates.parse(call.headers().first("If-Modified-Since"))
        .map(since -> !object.lastModified().truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .orElse(false);
  }

  /** The exact value is undocumented. Sends the plain and the RFC 5987 form. */
  private static Response disposition(QueryParameters query, Response response) {
    String name = query.first("ufileattname");
    if (name.isEmpty()) {
      return response;
    }
    String quoted = name.replaceAll("[\\p{Cntrl}\"\\\\]", "_");
    return response.with(
        "Content-Disposition",
        "attachment; filename=\"" + quoted + "\"; filename*=UTF-8''" + PercentCoding.encode(name));
  }
}
