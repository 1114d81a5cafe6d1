package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.form.Form;
import io.github.camelus3.emulator.form.FormReader;
import io.github.camelus3.emulator.protocol.Answer;
import io.github.camelus3.emulator.protocol.Keys;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.ReceivedBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * PostFile: a browser form whose fields carry what other uploads have in headers. Sources:
 * ufile-api post_file.md and what the Go, Python and JavaScript SDKs send.
 */
final class PostFile {
  private final Workshop workshop;
  private final Gatekeeper gatekeeper;
  private final FormReader reader;

  PostFile(Workshop workshop, Gatekeeper gatekeeper) {
    this.workshop = workshop;
    this.gatekeeper = gatekeeper;
    this.reader = new FormReader(workshop.receiver());
  }

  Answer post(Request request, InputStream in, FaultEffect fault, Consumer<String> bucketSeen)
      throws IOException {
    gatekeeper.bucketOrDefault(request.host());
    String type = request.headers().first("Content-Type");
    try (Form form = reader.read(in, type, workshop.settings().maxPutBytes())) {
      String key = key(request, form);
      Gatekeeper.Admission admission = admit(request, form, key);
      bucketSeen.accept(admission.bucket().name());
      return store(request, form, Keys.checked(key), admission, fault);
    }
  }

  /** {@code FileName}; one page calls it ObjectName; the JavaScript SDK posts to the key's path. */
  private static String key(Request request, Form form) {
    return Stream.of(form.field("FileName"), form.field("ObjectName"))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(request.key());
  }

  private Gatekeeper.Admission admit(Request request, Form form, String key) {
    Claim claim =
        Claim.inText(form.field("Authorization"), request.headers().first("Date"))
            .or(() -> Claim.in(request.headers(), request.query()))
            .orElseThrow(Us3Error::noAuthorization);
    List<StringToSign> signed =
        Stream.of(mimeType(form), form.field("Content-Type"))
            .distinct()
            .map(type -> stringToSign(request, form, key, type))
            .toList();
    return gatekeeper.admit(request.host(), claim, signed);
  }

  private static StringToSign stringToSign(
      Request request, Form form, String key, String mimeType) {
    return new StringToSign(
        "POST",
        md5(request, form),
        mimeType,
        key,
        Us3Api.POST_FILE,
        request.headers(),
        request.query());
  }

  private static String md5(Request request, Form form) {
    String header = request.headers().first("Content-MD5");
    return header.isEmpty() ? form.field("Content-MD5") : header;
  }

  private static String mimeType(Form form) {
    String field = form.field("Content-Type");
    return field.isEmpty() ? form.fileType() : field;
  }

  private Answer store(
      Request request, Form form, String key, Gatekeeper.Admission admission, FaultEffect fault)
      throws IOException {
    Optional<PutPolicy> policy = workshop.callbacks().policy(admission.encodedPolicy());
    ObjectAttributes attributes = ObjectAttributes.of(request.headers(), mimeType(form));
    ReceivedBody body = form.file().orElseThrow(() -> Us3Error.badRequest("form without file"));
    body.checkMd5(md5(request, form));
    body.checkMd5(form.field("Content-MD5"));
    BucketStore bucket = admission.bucket();
    ObjectVersion object = bucket.put(ObjectEntry.of(key, body, attributes, workshop.now()), body);
    return workshop.callbacks().answer(policy, fault, bucket, object, Answer.empty(200));
  }
}
