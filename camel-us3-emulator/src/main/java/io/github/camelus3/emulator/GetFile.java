package io.github.camelus3.emulator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** GetFile and HeadFile. Sources: ufile-api get_file.md, head_file.md. */
final class GetFile {
  /** How long a restored object stays readable; the service lets the user choose. */
  private static final Duration RESTORED_FOR = Duration.ofDays(1);

  private GetFile() {}

  static Answer get(Call call) {
    StoredObject object = call.bucket().get(call.key());
    if (object.entry().isFrozen()) {
      throw new Us3Error(403, Us3Error.BAD_REQUEST, "object is archived, restore it first");
    }
    Answer described = disposition(call.query(), describe(object));
    if (notModified(call, object)) {
      return described.withStatus(304).withBody(AnswerBody.NONE);
    }
    String range = call.headers().first("Range");
    boolean wholeEmptyObject = object.size() == 0 && range.equals("bytes=0-");
    if (range.isEmpty() || wholeEmptyObject) {
      return described.withBody(AnswerBody.ofFile(object.file(), 0, object.size()));
    }
    return part(object, described, range);
  }

  /** Status of a bad range: sources contradict each other (206, 416); 416 as the Python page. */
  private static Answer part(StoredObject object, Answer described, String wanted) {
    long size = object.size();
    Optional<ByteRange> found = ByteRange.parse(wanted, size);
    if (found.isEmpty()) {
      return Answer.error(new Us3Error(416, Us3Error.BAD_REQUEST, "invalid range"))
          .with("Content-Range", "bytes */" + size);
    }
    ByteRange range = found.get();
    return described
        .withStatus(206)
        .with("Content-Range", range.contentRange(size))
        .withBody(AnswerBody.ofFile(object.file(), range.first(), range.length()));
  }

  static Answer head(Call call) {
    StoredObject object = call.bucket().get(call.key());
    Answer answer =
        describe(object)
            .with("X-Ufile-Create-Time", HttpDates.format(object.entry().created()))
            .with("Vary", "Origin")
            .withBody(AnswerBody.ofFile(object.file(), 0, object.size()));
    return object
        .entry()
        .restored()
        .map(at -> HttpDates.format(at.plus(RESTORED_FOR)))
        .map(end -> "ongoing-request=\"false\", expiry-date=\"" + end + "\"")
        .map(value -> answer.with("X-Ufile-Restore", value))
        .orElse(answer);
  }

  private static Answer describe(StoredObject object) {
    Answer answer =
        Answer.empty(200)
            .with("Content-Type", object.mimeType())
            .withETag(object.eTag())
            .with("Last-Modified", HttpDates.format(object.lastModified()))
            .with("Accept-Ranges", "bytes")
            .with("X-Ufile-Storage-Class", object.storageClass());
    for (var meta : object.metadata().entrySet()) {
      answer = answer.with("X-Ufile-Meta-" + meta.getKey(), meta.getValue());
    }
    return answer;
  }

  private static boolean notModified(Call call, StoredObject object) {
    return HttpDates.parse(call.headers().first("If-Modified-Since"))
        .map(since -> !object.lastModified().truncatedTo(ChronoUnit.SECONDS).isAfter(since))
        .orElse(false);
  }

  /** The exact value is not documented; this is the plain and the RFC 5987 form. */
  private static Answer disposition(QueryParameters query, Answer answer) {
    String name = query.first("ufileattname");
    if (name.isEmpty()) {
      return answer;
    }
    String quoted = name.replaceAll("[\\p{Cntrl}\"\\\\]", "_");
    return answer.with(
        "Content-Disposition",
        "attachment; filename=\"" + quoted + "\"; filename*=UTF-8''" + PercentCoding.encode(name));
  }
}
