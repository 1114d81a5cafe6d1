package io.github.camelus3.emulator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.BucketNames;
import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.Buckets;
import io.github.camelus3.emulator.store.ObjectEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Bucket management; the real service has a separate host for it. The status is always 200; errors
 * are in {@code RetCode} and {@code Message}. Sources: ufile-api create_bucket.md and the pages
 * beside it, error_code.md, summary/public.md.
 */
final class BucketApi {
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final String REGION = "cn-bj";

  private final Buckets buckets;
  private final ManagementSignature signature;

  BucketApi(Buckets buckets, Map<String, String> privateKeys) {
    this.buckets = buckets;
    this.signature = new ManagementSignature(privateKeys);
  }

  /** An error of the management API, sent as {@code RetCode} and {@code Message}. */
  private static final class ManagementError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int retCode;

    ManagementError(int retCode, String message) {
      super(message);
      this.retCode = retCode;
    }
  }

  Response respond(Request request, InputStream body) throws IOException {
    Map<String, String> parameters = parameters(request, body);
    String action = parameters.getOrDefault("Action", "");
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("RetCode", 0);
    json.put("Action", action + "Response");
    json.put("Message", "");
    try {
      check(action, parameters);
      json.putAll(perform(action, parameters));
      return Response.json(200, json);
    } catch (ManagementError e) {
      json.put("RetCode", e.retCode);
      json.put("Message", e.getMessage());
      return Response.json(200, json).withError(e.retCode, e.getMessage());
    }
  }

  private static Map<String, String> parameters(Request request, InputStream body)
      throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    request.query().parameters().forEach(one -> parameters.put(one.name(), one.value()));
    byte[] bytes = body.readNBytes(MAX_BODY_BYTES);
    String type = Ascii.lowerCase(request.headers().first("Content-Type"));
    if (type.startsWith("application/x-www-form-urlencoded")) {
      QueryParameters.parse(new String(bytes, StandardCharsets.UTF_8))
          .parameters()
          .forEach(one -> parameters.put(one.name(), one.value()));
    } else if (type.startsWith(Response.JSON_TYPE) && bytes.length > 0) {
      try {
        for (Map.Entry<String, JsonNode> member : Json.parse(bytes).properties()) {
          parameters.put(member.getKey(), member.getValue().asText());
        }
      } catch (Json.NotJsonException e) {
        throw new Us3Error(400, Us3Error.BAD_REQUEST, "invalid JSON", e);
      }
    }
    return parameters;
  }

  private void check(String action, Map<String, String> parameters) {
    if (action.isEmpty()) {
      throw new ManagementError(160, "Missing Action");
    }
    if (parameters.getOrDefault("Signature", "").isEmpty()) {
      throw new ManagementError(170, "Missing signature");
    }
    if (!signature.knows(parameters)) {
      throw new ManagementError(172, "User not found");
    }
    if (!signature.verifies(parameters)) {
      throw new ManagementError(171, "Signature VerifyAC Error");
    }
  }

  private Map<String, Object> perform(String action, Map<String, String> parameters) {
    return switch (action) {
      case "CreateBucket" -> create(parameters);
      case "DescribeBucket" -> describe(parameters);
      case "UpdateBucket" -> update(parameters);
      case "DeleteBucket" -> delete(parameters);
      default -> throw new ManagementError(161, "Action [" + action + "] not exists");
    };
  }

  private Map<String, Object> create(Map<String, String> parameters) {
    String name = required(parameters, "BucketName");
    boolean isPublic = isPublic(parameters.getOrDefault("Type", "private"));
    try {
      BucketNames.checked(name);
    } catch (IllegalArgumentException e) {
      throw new ManagementError(15001, "invalid bucket name");
    }
    if (!buckets.create(name, isPublic)) {
      throw new ManagementError(15000, "bucket domain not unique");
    }
    return named(existing(name));
  }

  private Map<String, Object> describe(Map<String, String> parameters) {
    String name = parameters.getOrDefault("BucketName", "");
    List<BucketStore> found = name.isEmpty() ? page(parameters) : List.of(existing(name));
    return Map.of("DataSet", found.stream().map(BucketApi::description).toList());
  }

  private List<BucketStore> page(Map<String, String> parameters) {
    int offset = number(parameters, "Offset", 0);
    int limit = number(parameters, "Limit", 20);
    return buckets.all().stream().skip(offset).limit(limit).toList();
  }

  private static int number(Map<String, String> parameters, String name, int absent) {
    String text = parameters.getOrDefault(name, Integer.toString(absent));
    int lowest = name.equals("Limit") ? 1 : 0;
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) > 10_000
        || Integer.parseInt(text) < lowest) {
      throw new ManagementError(15018, "invalid range [" + name + "]");
    }
    return Integer.parseInt(text);
  }

  private Map<String, Object> update(Map<String, String> parameters) {
    BucketStore bucket = existing(required(parameters, "BucketName"));
    Optional.ofNullable(parameters.get("Type"))
        .ifPresent(type -> buckets.setPublic(bucket, isPublic(type)));
    return named(bucket);
  }

  /** Unlike the service, deletes a bucket younger than 20 minutes, since tests need that. */
  private Map<String, Object> delete(Map<String, String> parameters) {
    BucketStore bucket = existing(required(parameters, "BucketName"));
    if (!bucket.isEmpty()) {
      throw new ManagementError(15023, "bucket not empty");
    }
    buckets.delete(bucket.name());
    return named(bucket);
  }

  private BucketStore existing(String name) {
    return buckets.find(name).orElseThrow(() -> new ManagementError(15010, "bucket not found"));
  }

  private static String required(Map<String, String> parameters, String name) {
    String value = parameters.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new ManagementError(15002, "missing parameter [" + name + "]");
    }
    return value;
  }

  private static boolean isPublic(String type) {
    return switch (type) {
      case "public" -> true;
      case "private" -> false;
      default ->
          throw new ManagementError(15017, "invalid parameter [ensure Type is public or private]");
    };
  }

  private static Map<String, Object> named(BucketStore bucket) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("BucketName", bucket.name());
    json.put("BucketId", bucket.id());
    return json;
  }

  private static Map<String, Object> description(BucketStore bucket) {
    Map<String, Object> json = named(bucket);
    json.put("Region", REGION);
    json.put("StorageClass", ObjectEntry.STANDARD);
    json.put("Type", bucket.isPublic() ? "public" : "private");
    json.put("Biz", "general");
    json.put("Tag", "Default");
    json.put("Domain", domain(bucket));
    json.put("CdnDomainId", List.of());
    json.put("CreateTime", bucket.created().getEpochSecond());
    json.put("ModifyTime", bucket.created().getEpochSecond());
    json.put("HasUserDomain", 0);
    return json;
  }

  private static Map<String, Object> domain(BucketStore bucket) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Src", List.of(bucket.name() + "." + REGION + ".ufileos.com"));
    json.put("Cdn", List.of());
    json.put("CustomSrc", List.of());
    json.put("CustomCdn", List.of());
    return json;
  }
}
