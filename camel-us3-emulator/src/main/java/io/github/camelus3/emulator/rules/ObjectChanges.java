package io.github.camelus3.emulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.Tags;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Calls that change an object's attributes, not its bytes. */
final class ObjectChanges {
  /** Allowed changes go from hot to cold. Source: ufile-api class_switch.md. */
  private static final Map<String, Set<String>> COLDER =
      Map.of(
          "STANDARD", Set.of("IA", "ARCHIVE"),
          "IA", Set.of("ARCHIVE"),
          "ARCHIVE", Set.of());

  private static final int MAX_JSON_BYTES = 1024 * 1024;

  private final ServiceContext context;

  ObjectChanges(ServiceContext context) {
    this.context = context;
  }

  Response rename(Call call) throws IOException {
    String newKey = KeyRules.checked(call.query().first("newFileName"));
    boolean force = call.query().first("force").equals("true");
    call.bucket()
        .rename(
            call.key(),
            newKey,
            entry -> {
              if (!force && call.bucket().find(newKey).isPresent()) {
                throw new Us3Error(406, Us3Error.BAD_REQUEST, "new file name already exists");
              }
              return entry.withKey(newKey);
            });
    return Response.empty(200);
  }

  /** A second request does not delay a restore under way. Undocumented. */
  Response restore(Call call) throws IOException {
    if (!call.bucket().get(call.key()).storageClass().equals(ObjectEntry.ARCHIVE)) {
      throw Us3Error.badRequest("storage class is not archive");
    }
    Instant end = context.now().plus(context.switches().restoreDelay());
    call.bucket()
        .update(
            call.key(), entry -> entry.restored().isPresent() ? entry : entry.withRestoredAt(end));
    return Response.empty(200);
  }

  Response switchClass(Call call) throws IOException {
    String wanted = call.query().first("storageClass");
    if (!COLDER.containsKey(wanted)) {
      throw Us3Error.badRequest("invalid storage class:" + wanted);
    }
    ObjectVersion object = call.bucket().get(call.key());
    if (!COLDER.get(object.storageClass()).contains(wanted)) {
      throw new Us3Error(403, Us3Error.BAD_REQUEST, "switch class not allowed");
    }
    call.bucket().update(call.key(), entry -> entry.withStorageClass(wanted));
    return Response.empty(200);
  }

  Response opMeta(Call call) throws IOException {
    JsonNode json = json(call, "invalid op meta");
    String mimeType = json.path("metav").asText("");
    if (!json.path("op").asText("").equals("set")
        || !json.path("metak").asText("").equals("mimetype")
        || mimeType.isEmpty()) {
      throw Us3Error.badRequest("invalid op meta");
    }
    call.bucket().update(call.key(), entry -> entry.withMimeType(mimeType));
    return Response.empty(200);
  }

  Response putTagging(Call call) throws IOException {
    Map<String, String> tags = Tags.parse(json(call, "invalid tagging"));
    call.bucket().update(call.key(), entry -> entry.withTags(tags));
    return Response.empty(200);
  }

  static Response getTagging(Call call) {
    return Response.json(200, Tags.json(call.bucket().get(call.key()).entry().tags()));
  }

  static Response deleteTagging(Call call) throws IOException {
    call.bucket().update(call.key(), entry -> entry.withTags(Map.of()));
    return Response.empty(204);
  }

  static Response putAcl(Call call) throws IOException {
    String acl = call.headers().first("X-Ufile-Object-Acl");
    if (!acl.equals(ObjectEntry.ACL_DEFAULT) && !acl.equals(ObjectEntry.ACL_PUBLIC_READ)) {
      throw Us3Error.badRequest("invalid acl:" + acl);
    }
    call.bucket().update(call.key(), entry -> entry.withAcl(acl));
    return Response.empty(200);
  }

  static Response getAcl(Call call) {
    String acl = call.bucket().get(call.key()).entry().acl();
    Map<String, Object> owner = new LinkedHashMap<>();
    owner.put("ID", "emulator");
    owner.put("DisplayName", "emulator");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Owner", owner);
    json.put("AccessControlList", Map.of("Grant", acl));
    return Response.json(200, json);
  }

  private static JsonNode json(Call call, String refusal) throws IOException {
    try {
      return Json.parse(call.body().readNBytes(MAX_JSON_BYTES));
    } catch (Json.NotJsonException e) {
      throw new Us3Error(400, Us3Error.BAD_REQUEST, refusal, e);
    }
  }
}
