package io.github.camelus3.component.producer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.client.ObjectAcl;
import io.github.camelus3.client.RestoreTier;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.message.Values;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@link Operation}s on the attributes of a stored object. */
final class AttributeOperations {
  private AttributeOperations() {}

  /** {@link Us3Operation#restoreObject}. */
  static void restoreObject(OperationCall call) throws IOException {
    RestoreTier tier =
        call.options()
            .headers()
            .anEnum(Us3Constants.RESTORE_TIER, RestoreTier.class, RestoreTier.STANDARD);
    call.client().attributes().restore(call.bucket(), call.key(), tier);
  }

  /** {@link Us3Operation#changeStorageClass}: to {@code CamelUs3StorageClass} or the option. */
  static void changeStorageClass(OperationCall call) throws IOException {
    String storageClass = call.options().newStorageClass();
    if (storageClass == null) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.STORAGE_CLASS + " or option storageClass must be set");
    }
    call.client().attributes().changeStorageClass(call.bucket(), call.key(), storageClass);
  }

  /** {@link Us3Operation#changeMimeType}: to {@code CamelUs3MimeType} or the option. */
  static void changeMimeType(OperationCall call) throws IOException {
    String mimeType = call.options().newMimeType();
    if (mimeType == null) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.MIME_TYPE + " or option mimeType must be set");
    }
    call.client().attributes().changeMimeType(call.bucket(), call.key(), mimeType);
  }

  /** {@link Us3Operation#getTagging}: the tags become the body and {@code CamelUs3Tags}. */
  static void getTagging(OperationCall call) throws IOException {
    Map<String, String> tags = call.client().attributes().tags(call.bucket(), call.key());
    call.setResultHeader(Us3Constants.TAGS, tags);
    call.message().setBody(new LinkedHashMap<>(tags)); // a copy that the route may change
  }

  /** {@link Us3Operation#putTagging}: the tags of {@code CamelUs3Tags}, else of the body. */
  static void putTagging(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    Map<String, String> header =
        headers.isUnchangedResult(Us3Constants.TAGS) ? null : headers.texts(Us3Constants.TAGS);
    call.client()
        .attributes()
        .putTags(call.bucket(), call.key(), header != null ? header : tagsOfBody(call));
  }

  private static Map<String, String> tagsOfBody(OperationCall call) {
    Object body = Values.plain(call.message().getBody());
    if (body instanceof Map || body instanceof ObjectNode) {
      return call.options().headers().values().texts("the body", body);
    }
    throw new IllegalArgumentException(
        "header " + Us3Constants.TAGS + " or the body must be a map of tags");
  }

  /** {@link Us3Operation#deleteTagging}. */
  static void deleteTagging(OperationCall call) throws IOException {
    call.client().attributes().deleteTags(call.bucket(), call.key());
  }

  /** {@link Us3Operation#getAcl}: the body becomes an {@link ObjectAcl}. */
  static void getAcl(OperationCall call) throws IOException {
    ObjectAcl acl = call.client().attributes().acl(call.bucket(), call.key());
    call.setResultHeader(Us3Constants.ACL, acl.grant());
    call.message().setBody(acl);
  }

  /**
   * {@link Us3Operation#putAcl}: the ACL of {@code CamelUs3Acl}, else of the body, which is text or
   * the {@link ObjectAcl} of {@code getAcl}.
   */
  static void putAcl(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    String header =
        headers.isUnchangedResult(Us3Constants.ACL) ? null : headers.text(Us3Constants.ACL);
    String grant = header != null ? header : grantOfBody(call);
    if (grant == null) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.ACL + " or the body must hold an ACL");
    }
    call.client().attributes().putAcl(call.bucket(), call.key(), grant);
  }

  private static String grantOfBody(OperationCall call) {
    return call.message().getBody() instanceof ObjectAcl acl
        ? acl.grant()
        : call.options().headers().values().text("the body", call.message().getBody());
  }
}
