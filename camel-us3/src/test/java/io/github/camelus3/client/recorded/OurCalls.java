package io.github.camelus3.client.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.RestoreTier;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ObjectProperties;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.transfer.ObjectCopier;
import io.github.camelus3.transfer.UploadListener;
import io.github.camelus3.transfer.UploadRequest;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;

/** Repeats a recorded call of the Go SDK with our client and the same arguments. */
record OurCalls(RecordedCase recorded, Us3Client client, ExecutorService threads, Path folder) {
  private static final int JOBS_OF_ASYNC = 10;

  void run() throws IOException {
    if (recorded.server().has("upload_id")) {
      multipartOf(recorded.server().get("upload_id").asText());
      return;
    }
    switch (recorded.op()) {
      case "PutFile", "PutFileWithPolicy" -> put(file());
      case "PutFileWithData" -> put(ObjectSource.bytes(recorded.file()));
      case "IOPut" -> put(stream());
      case "MPut", "MPutWithPolicy" -> multipart(file(), 1);
      case "AsyncMPut", "AsyncMPutWithPolicy" -> multipart(file(), JOBS_OF_ASYNC);
      case "AsyncUpload", "AsyncUploadWithPolicy" -> multipart(file(), jobs());
      case "IOMutipartAsyncUpload" -> multipart(stream(), JOBS_OF_ASYNC);
      case "ManualMultipart", "ManualMultipartWithPolicy" -> manual();
      case "Abort" -> abort();
      case "UploadPartCopy" -> copyParts();
      case "MCopy" -> copyInParts();
      default -> objectCall(recorded.input("bucket"), recorded.input("key"));
    }
  }

  private void objectCall(String bucket, String key) throws IOException {
    Us3ObjectProperties attributes = client.attributes();
    switch (recorded.op()) {
      case "Copy" ->
          client.copyObject(
              recorded.input("src_bucket"), recorded.input("src_key"), bucket, key, null);
      case "DeleteFile" -> client.deleteObject(bucket, key);
      case "HeadFile" -> client.headObject(bucket, key);
      case "CompareFileEtag" ->
          assertThat(client.headObject(bucket, key).eTag())
              .isEqualTo(recorded.json().get("result").get("local_etag").asText());
      case "PrefixFileList" -> client.listing().prefixFiles(listRequest(bucket, "limit"));
      case "ListObjects" -> client.listing().objects(listRequest(bucket, "max-keys"));
      case "ListParts" ->
          client.listParts(
              bucket,
              recorded.input("upload_id"),
              recorded.inputs().get("marker_n").asInt(),
              recorded.inputs().get("max_parts").asInt());
      case "Restore" -> attributes.restore(bucket, key, RestoreTier.STANDARD);
      case "ClassSwitch" ->
          attributes.changeStorageClass(bucket, key, recorded.input("storage_class"));
      case "PutObjectTagging" -> attributes.putTags(bucket, key, tags());
      case "GetObjectTagging" -> attributes.tags(bucket, key);
      case "DeleteObjectTagging" -> attributes.deleteTags(bucket, key);
      case "PutObjectAcl" -> attributes.putAcl(bucket, key, recorded.input("acl"));
      case "GetObjectAcl" -> attributes.acl(bucket, key);
      default -> throw new AssertionError("no call of ours for " + recorded.op());
    }
  }

  private ObjectSource file() throws IOException {
    return ObjectSource.file(Files.write(folder.resolve("file"), recorded.file()));
  }

  private ObjectSource stream() {
    return ObjectSource.stream(new ByteArrayInputStream(recorded.file()));
  }

  /** The SDK replaces 30 and more by 10, and less than 1 by 1; our client does not. */
  private int jobs() {
    return Math.max(1, recorded.inputs().get("jobs").asInt());
  }

  private IntegrityOptions checks() {
    return new IntegrityOptions(true, recorded.inputs().path("verify_md5").asBoolean());
  }

  /** The headers that the SDK's caller set for all requests. */
  private ObjectAttributes attributes() {
    String storageClass = null;
    Map<String, String> metadata = new TreeMap<>();
    for (JsonNode header : recorded.inputs().path("request_headers")) {
      String name = header.get(0).asText();
      if (name.equals("X-Ufile-Storage-Class")) {
        storageClass = header.get(1).asText();
      } else if (name.startsWith("X-Ufile-Meta-")) {
        metadata.put(name.substring("X-Ufile-Meta-".length()), header.get(1).asText());
      }
    }
    return new ObjectAttributes(recorded.mimeType(), storageClass, metadata);
  }

  private UploadRequest request(ObjectSource source) {
    return new UploadRequest(
        recorded.input("bucket"),
        recorded.input("key"),
        source,
        attributes(),
        recorded.policy(),
        checks());
  }

  private void put(ObjectSource source) throws IOException {
    try (source) {
      await(new Us3Uploader(client, threads).put(request(source)));
    }
  }

  private void multipart(ObjectSource source, int jobs) throws IOException {
    try (source) {
      await(new Us3Uploader(client, threads).multipart(request(source), jobs, UploadListener.NONE));
    }
  }

  private static void await(CompletableFuture<?> upload) throws IOException {
    try {
      upload.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  private MultipartUpload initiate() throws IOException {
    return client.initiateMultipartUpload(
        recorded.input("bucket"), recorded.input("key"), attributes());
  }

  /** The calls of an upload one by one. */
  private void manual() throws IOException {
    MultipartUpload upload = initiate();
    ObjectSource bytes = ObjectSource.bytes(recorded.file());
    List<UploadedPart> parts = new ArrayList<>();
    for (int offset = 0; offset < recorded.fileSize(); offset += recorded.partSize()) {
      int length = Math.min(recorded.partSize(), recorded.fileSize() - offset);
      parts.add(client.uploadPart(upload, parts.size(), bytes.slice(offset, length), checks()));
    }
    client.finishMultipartUpload(upload, parts, recorded.policy());
  }

  /** An upload of one part with a recorded ID, which the emulator does not know. */
  private void multipartOf(String uploadId) throws IOException {
    MultipartUpload begun = initiate();
    MultipartUpload upload =
        new MultipartUpload(
            begun.bucket(), begun.key(), uploadId, begun.mimeType(), begun.partSizeBytes());
    ObjectSource bytes = ObjectSource.bytes(recorded.file());
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client.uploadPart(upload, 0, bytes, checks()));
    UploadedPart part =
        new UploadedPart(
            0, recorded.json().at("/requests/1/resp_etag").asText().replace("\"", ""), -1);
    client.finishMultipartUpload(upload, List.of(part), recorded.policy());
  }

  private void abort() throws IOException {
    MultipartUpload upload = initiate();
    client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
  }

  private void copyParts() throws IOException {
    MultipartUpload upload = initiate();
    List<UploadedPart> parts = new ArrayList<>();
    for (SentRequest part : recorded.requests()) {
      if (part.partNumber() >= 0) {
        parts.add(
            client.uploadPartCopy(
                upload,
                part.partNumber(),
                recorded.input("src_bucket"),
                recorded.input("src_key"),
                range(part.headers().get("x-ufile-copy-source-range"))));
      }
    }
    client.finishMultipartUpload(upload, parts, null);
  }

  private static ByteRange range(String header) {
    String[] ends = header.substring("bytes=".length()).split("-", 2);
    return new ByteRange(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
  }

  private void copyInParts() throws IOException {
    new ObjectCopier(client, threads, 0)
        .copy(
            recorded.input("src_bucket"),
            recorded.input("src_key"),
            recorded.input("bucket"),
            recorded.input("key"),
            null,
            1);
  }

  /** The SDK replaces a page size of 0 by its default; our client gets the recorded one. */
  private ListRequest listRequest(String bucket, String sizeParameter) {
    String size =
        recorded.requests().get(0).query().stream()
            .filter(one -> one.startsWith(sizeParameter + '='))
            .map(one -> one.substring(sizeParameter.length() + 1))
            .findFirst()
            .orElseThrow();
    return new ListRequest(
        bucket,
        recorded.input("prefix"),
        recorded.input("delimiter"),
        recorded.input("marker"),
        Integer.parseInt(size));
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    recorded
        .inputs()
        .get("tags")
        .forEach(tag -> tags.put(tag.get(0).asText(), tag.get(1).asText()));
    return tags;
  }
}
