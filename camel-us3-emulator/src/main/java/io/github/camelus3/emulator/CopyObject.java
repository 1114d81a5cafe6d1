package io.github.camelus3.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Calls that make an object or a part of bytes that are stored already. */
final class CopyObject {
  /** Source: ufile-api copy.md; larger ones are copied in parts. */
  private static final long MAX_COPY_BYTES = 100L * 1024 * 1024;

  private final Workshop workshop;
  private final Multipart multipart;

  CopyObject(Workshop workshop, Multipart multipart) {
    this.workshop = workshop;
    this.multipart = multipart;
  }

  Answer copy(Call call) throws IOException {
    StoredObject source = CopySource.find(workshop.buckets(), call.headers());
    if (source.size() > MAX_COPY_BYTES) {
      throw Us3Error.badRequest("object larger than " + MAX_COPY_BYTES + ", copy it in parts");
    }
    return store(call, Keys.checked(call.key()), source, attributes(call.headers(), source));
  }

  private static ObjectAttributes attributes(HeaderFields headers, StoredObject source) {
    if (headers.first("X-Ufile-Metadata-Directive").equals("REPLACE")) {
      return ObjectAttributes.of(headers);
    }
    return new ObjectAttributes(
        source.mimeType(), ObjectAttributes.storageClass(headers), source.metadata());
  }

  private Answer store(Call call, String key, StoredObject source, ObjectAttributes attributes)
      throws IOException {
    try (InputStream in = source.open();
        ReceivedBody body = workshop.receiver().receive(in, Long.MAX_VALUE, PutFile::tooLarge)) {
      StoredObject object =
          call.bucket().put(ObjectEntry.of(key, body, attributes, workshop.now()), body);
      return Answer.empty(200).withETag(object.eTag());
    }
  }

  /** Stores an object whose content is known already. Source: ufile-sdk-java, UploadFileHitApi. */
  Answer uploadHit(Call call) throws IOException {
    String hash = call.query().first("Hash");
    String size = call.query().first("FileSize");
    StoredObject same =
        workshop.buckets().all().stream()
            .flatMap(bucket -> withContent(bucket, hash, size).stream())
            .findFirst()
            .orElseThrow(Us3Error::fileNotExist);
    ObjectAttributes attributes =
        new ObjectAttributes(same.mimeType(), ObjectEntry.STANDARD, Map.of());
    return store(call, Keys.checked(call.query().first("FileName")), same, attributes);
  }

  private static Optional<StoredObject> withContent(BucketStore bucket, String hash, String size) {
    return bucket
        .entriesAfter("", "")
        .filter(entry -> entry.eTag().equals(hash) && Long.toString(entry.size()).equals(size))
        .findFirst()
        .flatMap(entry -> bucket.find(entry.key()));
  }

  /** Status 419 for a bad range is the page's, ufile-api upload_part_copy.md. */
  Answer uploadPartCopy(Call call) throws IOException {
    Upload upload = Multipart.upload(call);
    int number = Multipart.partNumber(call.query());
    StoredObject source = CopySource.find(workshop.buckets(), call.headers());
    ByteRange range =
        ByteRange.parseWithin(call.headers().first("X-Ufile-Copy-Source-Range"), source.size())
            .orElseThrow(() -> new Us3Error(419, Us3Error.BAD_REQUEST, "invalid copy range"));
    Multipart.checkPartSize(upload, range.length());
    try (SeekableByteChannel channel = Files.newByteChannel(source.file());
        InputStream in = Channels.newInputStream(channel.position(range.first()));
        ReceivedBody body = receive(new BoundedInputStream(in, range.length()))) {
      return multipart
          .store(upload, number, body)
          .with("Content-Range", range.contentRange(source.size()));
    }
  }

  /** Undocumented; source: ufile-sdk-java AppendObjectApi. Position 0 makes the object. */
  Answer append(Call call) throws IOException {
    String key = Keys.checked(call.key());
    Optional<StoredObject> before = call.bucket().find(key);
    String position = call.query().first("position");
    if (!position.equals(Long.toString(before.map(StoredObject::size).orElse(0L)))) {
      throw Us3Error.badRequest("invalid position:" + position);
    }
    ObjectAttributes attributes = ObjectAttributes.of(call.headers());
    try (ReceivedBody added = receive(call.body())) {
      added.checkMd5(call.headers().first("Content-MD5"));
      try (InputStream first = before.isPresent() ? before.get().open() : empty();
          InputStream second = Files.newInputStream(added.file());
          ReceivedBody whole = receive(new SequenceInputStream(first, second))) {
        StoredObject object =
            call.bucket().put(ObjectEntry.of(key, whole, attributes, workshop.now()), whole);
        return Answer.empty(200).withETag(object.eTag());
      }
    }
  }

  private static InputStream empty() {
    return new ByteArrayInputStream(new byte[0]);
  }

  private ReceivedBody receive(InputStream in) throws IOException {
    return workshop.receiver().receive(in, workshop.settings().maxPutBytes(), PutFile::tooLarge);
  }
}
