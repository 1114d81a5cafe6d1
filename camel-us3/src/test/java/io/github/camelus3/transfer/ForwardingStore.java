package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedPart;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that forwards to another one. Tests override single methods. */
class ForwardingStore implements UploadStore {
  private final UploadStore store;

  ForwardingStore(UploadStore store) {
    this.store = store;
  }

  @Override
  public Optional<Closeable> claim(String id) throws IOException {
    return store.claim(id);
  }

  @Override
  public Optional<SavedUpload> load(String id) throws IOException {
    return store.load(id);
  }

  @Override
  public void begin(SavedUpload upload) throws IOException {
    store.begin(upload);
  }

  @Override
  public void addPart(String id, UploadedPart part) throws IOException {
    store.addPart(id, part);
  }

  @Override
  public void delete(String id) throws IOException {
    store.delete(id);
  }

  @Override
  public List<SavedUpload> list() throws IOException {
    return store.list();
  }

  @Override
  public List<SavedUpload> expire(Instant before) throws IOException {
    return store.expire(before);
  }
}
