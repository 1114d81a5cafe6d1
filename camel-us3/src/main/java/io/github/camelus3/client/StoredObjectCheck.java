package io.github.camelus3.client;

import java.io.IOException;

/**
 * Checks by HEAD which object the service has stored for an upload. Its requests are cleanup
 * requests, so closing the upload's scope does not cancel them.
 */
final class StoredObjectCheck {
  private final Us3Http http;
  private final ApiRequest upload;

  StoredObjectCheck(Us3Http http, ApiRequest upload) {
    this.http = http.forCleanup();
    this.upload = upload;
  }

  /**
   * The object, if it has this ETag; null if there is no object or another one.
   *
   * @throws Us3Exception {@code failure} itself if HEAD fails, so that the upload is not retried;
   *     it suppresses the failure of HEAD
   */
  ObjectInfo find(String eTag, Us3Exception failure) throws IOException {
    try {
      ObjectInfo object = head();
      return eTag.equals(object.eTag()) ? object : null;
    } catch (Us3ObjectNotFoundException e) {
      return null;
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * Checks that the stored object has the computed ETag, although the response has another one. If
   * the object has the response's ETag, its content is wrong and it is deleted.
   *
   * @throws Us3IntegrityException if the object's content differs from the sent bytes
   * @throws Us3ServiceException if there is no object, so that the response is not the service's
   */
  void requireStored(String computed, HttpResponse response) throws IOException {
    String responseETag = response.eTag();
    Us3IntegrityException mismatch =
        Us3IntegrityException.ofETags(upload.call(), "the object", computed, responseETag);
    try {
      String stored = head().eTag();
      if (computed.equals(stored)) {
        return;
      }
      if (responseETag.equals(stored)) {
        delete();
      }
    } catch (Us3ObjectNotFoundException e) {
      throw nothingStored(response);
    } catch (IOException e) {
      mismatch.addSuppressed(e);
    }
    throw mismatch;
  }

  private Us3ServiceException nothingStored(HttpResponse response) {
    return response.unexpected(upload, "a success, but there is no object");
  }

  /**
   * Checks that the stored object has the length of the parts, although the response has another
   * one. If the object has the response's length, its content is wrong and it is deleted.
   *
   * @throws Us3IntegrityException if the object has another length than the parts
   * @throws Us3ServiceException if there is no object
   */
  long requireSize(long sent, long inResponse, HttpResponse response) throws Us3Exception {
    ApiCall call = upload.call();
    Us3IntegrityException mismatch =
        new Us3IntegrityException(
            call.operation(),
            call.bucket(),
            call.key(),
            "the parts have " + sent + " bytes, the service says " + inResponse);
    try {
      long stored = head().sizeBytes();
      if (stored == sent) {
        return sent;
      }
      if (stored == inResponse) {
        delete();
      }
    } catch (Us3ObjectNotFoundException e) {
      throw nothingStored(response);
    } catch (IOException e) {
      mismatch.addSuppressed(e);
    }
    throw mismatch;
  }

  private void delete() throws IOException {
    ApiCall call = upload.call();
    http.remove(ApiRequest.object("DeleteFile", "DELETE", call.bucket(), call.key()));
  }

  /**
   * HeadFile of the upload's key.
   *
   * @throws Us3ServiceException also if the response has no ETag and is therefore not the service's
   */
  ObjectInfo head() throws IOException {
    ApiCall call = upload.call();
    ApiRequest head = ApiRequest.object("HeadFile", "HEAD", call.bucket(), call.key());
    HttpResponse response =
        http.read(
            head,
            found -> {
              found.requireETag(head);
              return found;
            });
    return ObjectInfo.of(
        call.bucket(),
        call.key(),
        response.status(),
        response.headers(),
        ObjectInfo.lengthOf(response.headers()));
  }
}
