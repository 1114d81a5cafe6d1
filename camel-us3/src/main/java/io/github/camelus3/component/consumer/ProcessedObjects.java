package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.consumer.MoveTargets.Destination;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes and moves objects that were read, and counts them. The ETag is checked before each
 * delete, and an object with another ETag stays. US3 has no conditional delete, so an overwrite
 * between the ETag check and the delete is lost. Thread safe.
 */
record ProcessedObjects(
    Us3Client client, ObjectCopier copier, int jobs, DoneFile doneFile, PollActivity activity) {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessedObjects.class);

  /** Deletes an object and its own done object, if they still exist. */
  void delete(ObjectInfo object) throws IOException {
    if (remove(object)) {
      activity.count(PollActivity.Event.deleted);
    }
  }

  /** Returns false if the object is another one by now, and stays. */
  private boolean remove(ObjectInfo object) throws IOException {
    try {
      if (!isUnchanged(object, client.headObject(object.bucket(), object.key()))) {
        return false;
      }
      client.deleteObject(object.bucket(), object.key());
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} was deleted already", object.bucket(), object.key());
    }
    deleteDone(object);
    return true;
  }

  /**
   * Copies an object, compares the copy's ETag with that of the object read, and deletes the
   * object. Costs four requests: HEAD, Copy, HEAD, Delete.
   *
   * @throws Us3IntegrityException if the ETags differ; object and copy stay
   */
  void move(ObjectInfo object, Destination to) throws IOException {
    ObjectInfo source = client.headObject(object.bucket(), object.key());
    if (!isUnchanged(object, source)) {
      return;
    }
    String eTag = copier.copy(source, to.bucket(), to.key(), attributes(source), jobs);
    if (eTag == null) {
      eTag = client.headObject(to.bucket(), to.key()).eTag();
    }
    if (object.eTag() != null
        && !object.eTag().equals(eTag)
        && !isLargeAndOfSameLength(source, to)) {
      throw new Us3IntegrityException(
          "Move",
          object.bucket(),
          object.key(),
          "the copy " + to + " has the ETag " + eTag + ", the object read had " + object.eTag());
    }
    if (remove(object)) {
      activity.count(PollActivity.Event.moved);
    }
  }

  /**
   * Whether a copy in parts has the source's length. With parts of 4 MiB the copier has compared
   * the ETags. With other part sizes the ETag of an object is not documented.
   */
  private boolean isLargeAndOfSameLength(ObjectInfo source, Destination to) throws IOException {
    return source.sizeBytes() > copier.maxSimpleCopyBytes()
        && client.headObject(to.bucket(), to.key()).sizeBytes() == source.sizeBytes();
  }

  /** Returns null if a plain copy keeps all attributes: it keeps all but the storage class. */
  private static ObjectAttributes attributes(ObjectInfo source) {
    String storageClass = source.storageClass();
    return storageClass == null || storageClass.equals("STANDARD")
        ? null
        : new ObjectAttributes(source.mimeType(), storageClass, source.metadata());
  }

  private static boolean isUnchanged(ObjectInfo read, ObjectInfo now) {
    if (read.eTag() == null || read.eTag().equals(now.eTag())) {
      return true;
    }
    LOG.debug(
        "{}/{} was overwritten after it was read, and stays: ETag {}, then {}",
        read.bucket(),
        read.key(),
        read.eTag(),
        now.eTag());
    return false;
  }

  private void deleteDone(ObjectInfo object) throws IOException {
    Optional<String> done = doneFile.ofObject(object.key());
    if (done.isPresent()) {
      try {
        client.deleteObject(object.bucket(), done.get());
      } catch (Us3ObjectNotFoundException e) {
        LOG.debug("{}/{} was deleted already", object.bucket(), done.get());
      }
    }
  }
}
