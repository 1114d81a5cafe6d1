package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedPart;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the state of uploads, so that they can be resumed after a failure or a crash. Several
 * threads use a store, but only the holder of a claim uses its ID. An {@link IOException} fails the
 * upload.
 */
public interface UploadStore {
  /**
   * Claims an ID for one upload, before its state is loaded or changed. A store that processes
   * share must exclude all of them. If the ID is claimed already, the upload runs but cannot be
   * resumed.
   *
   * @return releases the claim when closed; empty if the ID is claimed already
   */
  Optional<Closeable> claim(String id) throws IOException;

  /** Returns the state of an ID; empty if there is none, or it is damaged. */
  Optional<SavedUpload> load(String id) throws IOException;

  /** Keeps a new upload, and replaces an earlier state of its ID. */
  void begin(SavedUpload upload) throws IOException;

  /** Adds a part that the service has acknowledged. */
  void addPart(String id, UploadedPart part) throws IOException;

  /** Deletes the state of an ID; does nothing if there is none. */
  void delete(String id) throws IOException;

  /** Returns all states. */
  List<SavedUpload> list() throws IOException;

  /**
   * Deletes unclaimed states that were last changed before a time. The uploads stay at the service
   * until they are aborted; see {@link UploadSweeper}.
   *
   * @return the deleted states
   */
  List<SavedUpload> expire(Instant before) throws IOException;
}
