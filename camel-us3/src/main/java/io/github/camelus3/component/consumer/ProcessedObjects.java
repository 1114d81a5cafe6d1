package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.consumer.MoveTargets.Destination;
import io.github.camelus3.transfer.ObjectCopier;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes and moves objects that were read. What was not read is not deleted: the ETag is looked at
 * before, and an object that has another one by now stays. US3 has no conditional delete, so an
 * object that is overwritten between that look and the delete is lost. Thread safe.
 */
record ProcessedObjects(Us3Client client, ObjectCopier copier, int jobs, DoneFile doneFile) {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessedObjects.class);

  /** Deletes an object, and the done object that belongs to it; gone already is as good. */
  void delete(ObjectInfo object) throws IOException {
    try {
      if (!isWhatWasRead(object, client.headObject(object.bucket(), object.key()))) {
        return;
      }
      client.deleteObject(object.bucket(), object.key());
    } catch (Us3ObjectNotFoundException e) {
      LOG.debug("{}/{} has been deleted by another", object.bucket(), object.key());
    }
    deleteDone(object);
  }

  /**
   * Copies an object, compares the copy's ETag with the one that was read, and deletes the object.
   *
   * @throws Us3IntegrityException if the copy is not what was read; both stay
   */
  void move(ObjectInfo object, Destination to) throws IOException {
    ObjectInfo source = client.headObject(object.bucket(), object.key());
    if (!isWhatWasRead(object, source)) {
      return;
    }
    String eTag = copier.copy(source, to.bucket(), to.key(), attributes(source), jobs);
    if (eTag == null) {
      eTag = client.headObject(to.bucket(), to.key()).eTag();
    }
    if (object.eTag() != null && !object.eTag().equals(eTag) && !isLargeAndSame(source, to)) {
      throw new Us3IntegrityException(
          "Move",
          object.bucket(),
          object.key(),
          "the copy " + to + " has the ETag " + eTag + ", but read was " + object.eTag());
    }
    delete(object);
  }

  /**
   * Large objects are copied in parts. The ETag of an object in parts of another size than 4 MiB is
   * not documented; where it is, the copier has compared it.
   */
  private boolean isLargeAndSame(ObjectInfo source, Destination to) throws IOException {
    return source.sizeBytes() > copier.maxSimpleCopyBytes()
        && client.headObject(to.bucket(), to.key()).sizeBytes() == source.sizeBytes();
  }

  /** The service takes over everything but the storage class; null when that needs nothing. */
  private static ObjectAttributes attributes(ObjectInfo source) {
    String storageClass = source.storageClass();
    return storageClass == null || storageClass.equals("STANDARD")
        ? null
        : new ObjectAttributes(source.mimeType(), storageClass, source.metadata());
  }

  private static boolean isWhatWasRead(ObjectInfo read, ObjectInfo now) {
    if (read.eTag() == null || read.eTag().equals(now.eTag())) {
      return true;
    }
    LOG.info(
        "{}/{} was changed after it was read, and stays: ETag {}, then {}",
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
        LOG.debug("{}/{} has been deleted by another", object.bucket(), done.get());
      }
    }
  }
}
