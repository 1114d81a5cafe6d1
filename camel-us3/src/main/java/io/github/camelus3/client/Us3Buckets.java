package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelus3.sign.UrlEncoding;
import io.github.camelus3.sign.Us3Signer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bucket API. The API has its own host, accepts account keys only (no token pairs), and reports
 * errors with status 200 and a positive RetCode. Source: UCloud API reference, "create_bucket",
 * "describe_bucket", "update_bucket" and "delete_bucket". Thread safe; closed with its {@link
 * Us3Client}.
 */
public final class Us3Buckets {
  /** The public host of the bucket API. */
  public static final String DEFAULT_HOST = "https://api.ucloud.cn";

  private static final Set<String> TYPES = Set.of("public", "private");
  private static final int PAGE = 100;

  private final String url;
  private final Us3Signer signer;
  private final Us3Http http;
  private final String projectId;

  /**
   * Calls the bucket API at a host.
   *
   * @param host a bare host, called by https, or a URL
   * @param projectId sent with each call; null for the default project
   */
  Us3Buckets(String host, Us3Signer signer, Us3Http http, String projectId) {
    this(signer, http, urlOf(host), projectId);
  }

  private Us3Buckets(Us3Signer signer, Us3Http http, String url, String projectId) {
    this.url = url;
    this.signer = signer;
    this.http = http;
    this.projectId = projectId;
  }

  /** The same with another {@code http}. */
  Us3Buckets over(Us3Http other) {
    return new Us3Buckets(signer, other, url, projectId);
  }

  /**
   * CreateBucket.
   *
   * @param region such as {@code cn-bj}
   * @param type {@code public} or {@code private}; null for the service's default, private
   * @return the bucket's ID
   */
  public String create(String bucket, String region, String type) throws IOException {
    Map<String, String> parameters = parameters("CreateBucket", bucket);
    put(parameters, "Region", region);
    put(parameters, "Type", requireType(type));
    return call(parameters, (failure, attempt) -> created(bucket, failure))
        .path("BucketId")
        .asText(null);
  }

  /** The bucket, if DescribeBucket finds it although the response to CreateBucket was lost. */
  private JsonNode created(String bucket, Us3Exception failure) throws IOException {
    if (!http.retries() || !failure.outcomeIsUnknown()) {
      return null;
    }
    try {
      String id = over(http.forCleanup()).describe(bucket).id();
      return JsonNodeFactory.instance.objectNode().put("BucketId", id);
    } catch (Us3BucketNotFoundException e) {
      return null;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * DescribeBucket: one bucket.
   *
   * @throws Us3BucketNotFoundException if there is no such bucket
   */
  public BucketInfo describe(String bucket) throws IOException {
    Map<String, String> parameters = parameters("DescribeBucket", Arguments.requireBucket(bucket));
    List<BucketInfo> found = infos(call(parameters));
    return found.stream()
        .filter(info -> bucket.equals(info.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new Us3BucketNotFoundException(
                    new ApiCall("DescribeBucket", bucket, ""),
                    ErrorResponse.none("the service does not list this bucket")));
  }

  /**
   * DescribeBucket: all buckets, read page by page.
   *
   * @throws Us3ServiceException if a page does not advance
   */
  public List<BucketInfo> list() throws IOException {
    Map<String, BucketInfo> all = new LinkedHashMap<>();
    List<BucketInfo> page;
    int offset = 0;
    do {
      Map<String, String> parameters = parameters("DescribeBucket", null);
      parameters.put("Offset", Integer.toString(offset));
      parameters.put("Limit", Integer.toString(PAGE));
      page = infos(call(parameters));
      offset += page.size();
      int before = all.size();
      page.forEach(
          bucket ->
              all.put(bucket.name(), bucket)); // a bucket created meanwhile may shift the pages
      if (page.size() == PAGE && all.size() == before) {
        throw new Us3ServiceException(
            new ApiCall("DescribeBucket", "", ""),
            "the list does not advance at offset " + (offset - PAGE),
            null);
      }
    } while (page.size() == PAGE);
    return List.copyOf(all.values());
  }

  /**
   * UpdateBucket: changes the access rights of a bucket.
   *
   * @param type {@code public} or {@code private}
   */
  public void update(String bucket, String type) throws IOException {
    Map<String, String> parameters = parameters("UpdateBucket", bucket);
    put(parameters, "Type", requireType(Objects.requireNonNull(type, "type")));
    call(parameters);
  }

  /**
   * DeleteBucket: deletes an empty bucket, at least 20 minutes after its creation.
   *
   * @throws Us3ServiceException with RetCode 15023 if it is not empty, 15014 if it is too new
   */
  public void delete(String bucket) throws IOException {
    call(
        parameters("DeleteBucket", bucket),
        (failure, attempt) ->
            attempt > 1 && failure instanceof Us3BucketNotFoundException
                ? JsonNodeFactory.instance.objectNode()
                : null);
  }

  private Map<String, String> parameters(String action, String bucket) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("Action", action);
    parameters.put("PublicKey", signer.credentials().publicKey());
    if (bucket != null || !"DescribeBucket".equals(action)) {
      parameters.put("BucketName", Arguments.requireBucket(bucket));
    }
    put(parameters, "ProjectId", projectId);
    return parameters;
  }

  private static String urlOf(String host) {
    try {
      return ServiceHost.ofEndpoint(host.contains("://") ? host : "https://" + host).baseUrl("-");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bucketHost: " + e.getMessage(), e);
    }
  }

  private JsonNode call(Map<String, String> parameters) throws IOException {
    return call(parameters, Recovery.none());
  }

  private JsonNode call(Map<String, String> parameters, Recovery<JsonNode> recovery)
      throws IOException {
    String bucket = parameters.getOrDefault("BucketName", "");
    ApiCall call = new ApiCall(parameters.get("Action"), bucket, "");
    parameters.put("Signature", signer.bucketApiSignature(parameters));
    String signed = url + "/?" + UrlEncoding.query(parameters);
    return http.getBucketApi(ApiRequest.bucketApi(call), signed, recovery);
  }

  private static List<BucketInfo> infos(JsonNode json) {
    List<BucketInfo> infos = new ArrayList<>();
    json.path("DataSet").forEach(node -> infos.add(info(node)));
    return infos;
  }

  private static BucketInfo info(JsonNode node) {
    List<String> domains = new ArrayList<>();
    node.path("Domain").forEach(hosts -> hosts.forEach(host -> domains.add(host.asText())));
    return new BucketInfo(
        node.path("BucketName").asText(null),
        node.path("BucketId").asText(null),
        node.path("Region").asText(null),
        node.path("Type").asText(null),
        node.path("StorageClass").asText(null),
        node.path("Tag").asText(null),
        domains,
        node.hasNonNull("CreateTime")
            ? Instant.ofEpochSecond(node.get("CreateTime").asLong())
            : null);
  }

  private static String requireType(String type) {
    if (type != null && !TYPES.contains(type)) {
      throw new IllegalArgumentException("bucket type must be public or private: " + type);
    }
    return type;
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    if (value != null && !value.isBlank()) {
      parameters.put(name, value);
    }
  }
}
