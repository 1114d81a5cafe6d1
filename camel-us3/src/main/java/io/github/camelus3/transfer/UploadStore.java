package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedPart;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps what is needed to go on with an upload after a failure or the end of the process. An
 * implementation is used by several threads, for one upload by one at a time. An {@link
 * IOException} fails the upload: one that is to be resumed must not go on unkept.
 */
public interface UploadStore {
  /**
   * Claims an ID for the caller alone, before anything else is done with it. An upload that finds
   * its ID claimed is carried out without being kept. A store that processes share has to know the
   * claims of all of them.
   *
   * @return what gives up the claim when closed; empty while somebody else has it
   */
  Optional<Closeable> claim(String id) throws IOException;

  /** What is kept under an ID; empty when there is nothing, or nothing usable. */
  Optional<SavedUpload> load(String id) throws IOException;

  /** Keeps a new upload, instead of what was kept under its ID. */
  void begin(SavedUpload upload) throws IOException;

  /** Adds a part that the service has acknowledged. */
  void addPart(String id, UploadedPart part) throws IOException;

  /** Forgets an upload; it is no error if there is none. */
  void delete(String id) throws IOException;

  /** All uploads that are kept. */
  List<SavedUpload> list() throws IOException;

  /**
   * Forgets uploads to which nothing was added since, unless they are claimed. They stay at the
   * service until they are aborted; see {@link UploadSweeper}.
   *
   * @return what was forgotten
   */
  List<SavedUpload> expire(Instant before) throws IOException;
}
