package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedPart;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps what is needed to go on with an upload after a failure or the end of the process. An
 * implementation is used by several threads, for one upload by one at a time.
 */
public interface UploadStore {
  /** What is kept under an ID; empty when there is nothing, or nothing usable. */
  Optional<SavedUpload> load(String id) throws IOException;

  /** Keeps a new upload, instead of what was kept under its ID. */
  void begin(SavedUpload upload) throws IOException;

  /** Adds a part that the service has acknowledged. */
  void addPart(String id, UploadedPart part) throws IOException;

  /** Forgets an upload; it is no error if there is none. */
  void delete(String id) throws IOException;
}
