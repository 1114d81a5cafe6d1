package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and changes the properties of stored objects: tags, access rights, MIME type and storage
 * class. All calls are idempotent and retried. Thread safe; closed with its {@link Us3Client}.
 */
public final class Us3ObjectProperties {
  /** Source: UCloud product documents, "object_tagging". */
  private static final int MAX_TAGS = 10;

  private static final Pattern TAG_KEY = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{1,128}");
  private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{1,256}");
  private static final Set<String> GRANTS = Set.of("default", "public-read");

  private final Us3Http http;

  Us3ObjectProperties(Us3Http http) {
    this.http = http;
  }

  /**
   * Restore: requests that an archived object becomes readable. HEAD shows when it is.
   *
   * @throws Us3ServiceException with 400 if the object is not archived
   */
  public void restore(String bucket, String key, RestoreTier tier) throws IOException {
    http.send(
        ApiRequest.object("Restore", "PUT", bucket, key)
            .query("restore", "")
            .header("Tier", tier.header()));
  }

  /**
   * ClassSwitch: moves an object to a colder storage class. Source: UCloud API reference,
   * "class_switch".
   *
   * @param storageClass {@code STANDARD}, {@code IA} or {@code ARCHIVE}
   * @throws Us3ServiceException with 403 if the new class is not a colder one
   */
  public void changeStorageClass(String bucket, String key, String storageClass)
      throws IOException {
    ObjectAttributes.requireStorageClass(storageClass);
    http.send(
        ApiRequest.object("ClassSwitch", "PUT", bucket, key).query("storageClass", storageClass));
  }

  /** OpMeta: changes an object's MIME type. Source: UCloud API reference, "op_meta". */
  public void changeMimeType(String bucket, String key, String mimeType) throws IOException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("op", "set")
        .put("metak", "mimetype")
        .put("metav", Arguments.requireMimeType(Objects.requireNonNull(mimeType, "mimeType")));
    http.send(
        ApiRequest.object("OpMeta", "POST", bucket, key)
            .query("opmeta", "")
            .contentType("application/json")
            .body(json(body)));
  }

  /** The tags of an object; empty when it has none. Source: ufile-gosdk, object tagging. */
  public Map<String, String> tags(String bucket, String key) throws IOException {
    ApiRequest request =
        ApiRequest.object("GetObjectTagging", "GET", bucket, key).query("tagging", "");
    Map<String, String> tags = new LinkedHashMap<>();
    JsonNode json = http.read(request, response -> response.requireJson(request));
    for (JsonNode tag : json.path("Tags")) {
      tags.put(tag.path("Key").asText(), tag.path("Value").asText());
    }
    return Collections.unmodifiableMap(tags);
  }

  /**
   * Replaces the tags of an object.
   *
   * @param tags 1 to 10; names up to 128 and values up to 256 letters, digits, spaces and {@code +
   *     - = . _ : / @}
   */
  public void putTags(String bucket, String key, Map<String, String> tags) throws IOException {
    http.send(
        ApiRequest.object("PutObjectTagging", "PUT", bucket, key)
            .query("tagging", "")
            .body(json(tagging(tags))));
  }

  /** Removes the tags of an object. */
  public void deleteTags(String bucket, String key) throws IOException {
    http.send(ApiRequest.object("DeleteObjectTagging", "DELETE", bucket, key).query("tagging", ""));
  }

  /** The access rights of an object. Source: ufile-gosdk, object ACL. */
  public ObjectAcl acl(String bucket, String key) throws IOException {
    ApiRequest request = ApiRequest.object("GetObjectAcl", "GET", bucket, key).query("acl", "");
    return http.read(request, response -> acl(request, response));
  }

  private static ObjectAcl acl(ApiRequest request, HttpResponse response)
      throws Us3ServiceException {
    JsonNode json = response.requireJson(request);
    JsonNode grant = json.path("AccessControlList").path("Grant");
    if (!grant.isTextual()) {
      throw response.unexpected(request, "no AccessControlList with a Grant");
    }
    return new ObjectAcl(
        json.path("Owner").path("ID").asText(null),
        json.path("Owner").path("DisplayName").asText(null),
        grant.asText());
  }

  /**
   * Sets the access rights of an object.
   *
   * @param grant {@code default}, the bucket's, or {@code public-read}
   */
  public void putAcl(String bucket, String key, String grant) throws IOException {
    if (grant == null || !GRANTS.contains(grant)) {
      throw new IllegalArgumentException("ACL must be default or public-read: " + grant);
    }
    http.send(
        ApiRequest.object("PutObjectAcl", "PUT", bucket, key)
            .query("acl", "")
            .header("x-ufile-object-acl", grant));
  }

  private static ObjectNode tagging(Map<String, String> tags) {
    if (tags.isEmpty() || tags.size() > MAX_TAGS) {
      throw new IllegalArgumentException(
          "number of tags must be 1 to " + MAX_TAGS + ": " + tags.size());
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode list = body.putArray("Tags");
    tags.forEach(
        (name, value) -> {
          if (!isTag(name, value)) {
            throw new IllegalArgumentException(
                "tag must be a name of 1 to 128 and a value of 1 to 256 allowed characters: \""
                    + name
                    + "\"=\""
                    + value
                    + "\"");
          }
          list.addObject().put("Key", name).put("Value", value);
        });
    return body;
  }

  private static boolean isTag(String name, String value) {
    return name != null
        && value != null
        && TAG_KEY.matcher(name).matches()
        && TAG_VALUE.matcher(value).matches();
  }

  private static SourceRequestBody json(ObjectNode body) {
    return new SourceRequestBody(
        ObjectSource.bytes(body.toString().getBytes(UTF_8)), ByteObserver.NONE);
  }
}
