package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.form.Form;
import io.github.camelus3.emulator.form.FormReader;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
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
 * PostFile: an upload by browser form, whose fields replace the headers of other uploads. Sources:
 * ufile-api post_file.md and what the Go, Python and JavaScript SDKs send.
 */
final class PostFile {
  private final ServiceContext context;
  private final Authorizer authorizer;
  private final FormReader reader;

  PostFile(ServiceContext context, Authorizer authorizer) {
    this.context = context;
    this.authorizer = authorizer;
    this.reader = new FormReader(context.receiver());
  }

  Response post(Request request, InputStream in, FaultEffect fault, Consumer<String> bucketSeen)
      throws IOException {
    authorizer.bucketOrDefault(request.host());
    String type = request.headers().first("Content-Type");
    try (Form form = reader.read(in, type, context.settings().maxPutBytes())) {
      String key = key(request, form);
      Authorizer.Grant grant = authorize(request, form, key);
      bucketSeen.accept(grant.bucket().name());
      return store(request, form, KeyRules.checked(key), grant, fault);
    }
  }

  /**
   * The key is in {@code FileName}, in {@code ObjectName} (one page), or in the path (JavaScript
   * SDK).
   */
  private static String key(Request request, Form form) {
    return Stream.of(form.field("FileName"), form.field("ObjectName"))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(request.key());
  }

  private Authorizer.Grant authorize(Request request, Form form, String key) {
    Credential credential =
        Credential.inText(form.field("Authorization"), request.headers().first("Date"))
            .or(() -> Credential.in(request.headers(), request.query()))
            .orElseThrow(Us3Error::noAuthorization);
    List<StringToSign> signed =
        Stream.of(mimeType(form), form.field("Content-Type"))
            .distinct()
            .map(type -> stringToSign(request, form, key, type))
            .toList();
    return authorizer.authorize(request.host(), credential, signed);
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

  private Response store(
      Request request, Form form, String key, Authorizer.Grant grant, FaultEffect fault)
      throws IOException {
    Optional<PutPolicy> policy = context.callbacks().policy(grant.encodedPolicy());
    ObjectAttributes attributes = ObjectAttributes.of(request.headers(), mimeType(form));
    ReceivedBody body = form.file().orElseThrow(() -> Us3Error.badRequest("form without file"));
    body.checkMd5(md5(request, form));
    body.checkMd5(form.field("Content-MD5"));
    BucketStore bucket = grant.bucket();
    ObjectVersion object = bucket.put(ObjectEntry.of(key, body, attributes, context.now()), body);
    return context
        .callbacks()
        .respond(policy, request.sessionId(), fault, bucket, object, Response.empty(200));
  }
}
