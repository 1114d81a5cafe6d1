package io.github.camelus3.client.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ClientBuilder;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.concurrent.Executor;

/** A bucket under test, with helpers for the areas of the contract. */
interface Contract {
  byte[] HELLO = "hello world".getBytes(UTF_8);
  String TEXT = "text/plain";

  /** Features that some regions or budgets lack. */
  enum Feature {
    /** ListObjects, the newer listing. */
    LIST_OBJECTS,
    /** GetMultiUploadId. */
    LIST_UPLOADS,
    /** Object tagging. */
    TAGS,
    /** Object ACLs. */
    ACL,
    /** Rename, no longer documented. */
    RENAME,
    /** UploadHit, no longer documented. */
    UPLOAD_HIT,
    /** Archived objects, which are billed for months and restored within minutes at best. */
    ARCHIVE
  }

  /** Whether the target has it. */
  boolean offers(Feature feature);

  /** A client of the target that the contract closes. */
  Us3Client client();

  /** A builder of another client of the target; the test closes it. */
  Us3ClientBuilder otherClient();

  /** The bucket to work in; other objects may be in it. */
  String bucket();

  /** A key of this test alone; the object that it names is deleted at the test's end. */
  String key(String name);

  /** The prefix of all keys of this test, and of no others. */
  String prefix();

  /** Aborts the upload at the test's end, if it still exists. */
  void abortAtTheEnd(String key, String uploadId);

  /** An executor without a limit of threads. */
  Executor threads();

  /** Skips the test if a real bucket lacks the feature. */
  default void needs(Feature feature) {
    assumeTrue(offers(feature), () -> "this target does not offer " + feature);
  }

  /** Stores an object under a key of this test and returns that key. */
  default String stored(String name, byte[] bytes) throws IOException {
    return stored(name, bytes, ObjectAttributes.ofMimeType(TEXT)).key();
  }

  /** Stores an object under a key of this test. */
  default UploadedObject stored(String name, byte[] bytes, ObjectAttributes attributes)
      throws IOException {
    return client()
        .putObject(
            PutObjectRequest.of(bucket(), key(name), null, ObjectSource.bytes(bytes))
                .withAttributes(attributes));
  }

  /** All bytes of an object. */
  default byte[] bytesOf(String key) throws IOException {
    try (ObjectContent content = client().getObject(bucket(), key)) {
      byte[] bytes = content.body().readAllBytes();
      assertThat(content.contentLength()).isEqualTo(bytes.length);
      return bytes;
    }
  }
}
