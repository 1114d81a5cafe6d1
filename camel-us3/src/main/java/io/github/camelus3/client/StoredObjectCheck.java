package io.github.camelus3.client;

import java.io.IOException;

/** Looks up what an upload has left at the service, also when its own requests were ended. */
record StoredObjectCheck(Us3Http http, ApiRequest upload) {
  StoredObjectCheck {
    http = http.forCleanup();
  }

  /**
   * The object, if it has this ETag; null if there is none or another one.
   *
   * @throws Us3Exception {@code failure} itself if this cannot be found out, because then nothing
   *     may be repeated; why is suppressed in it
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
   * Makes sure that the object has the ETag of what was sent, although the response gave another
   * one. An object that really has the other one is wrong and is deleted.
   *
   * @throws Us3IntegrityException if the object is not the one that was sent
   * @throws Us3ServiceException if there is no object at all, so that the response is not the
   *     service's
   */
  void requireStored(String computed, HttpResponse response) throws IOException {
    String answered = response.eTag();
    Us3IntegrityException mismatch =
        Us3IntegrityException.ofETags(upload.call(), "the object", computed, answered);
    try {
      String stored = head().eTag();
      if (computed.equals(stored)) {
        return;
      }
      if (answered.equals(stored)) {
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
   * The object's length, although the response gave another one than that of what was sent. An
   * object that really has the other one is wrong and is deleted.
   *
   * @throws Us3IntegrityException if the object has not the length of what was sent
   * @throws Us3ServiceException if there is no object at all
   */
  long requireSize(long sent, long answered, HttpResponse response) throws Us3Exception {
    ApiCall call = upload.call();
    Us3IntegrityException mismatch =
        new Us3IntegrityException(
            call.operation(),
            call.bucket(),
            call.key(),
            "the parts have " + sent + " bytes, the service says " + answered);
    try {
      long stored = head().sizeBytes();
      if (stored == sent) {
        return sent;
      }
      if (stored == answered) {
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
   * @throws Us3ServiceException also if the response has no ETag, so that it is not the service's:
   *     it says nothing of what is stored
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
