package io.github.camelus3.emulator.form;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.store.ReceivedBody;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A received browser form. Closing it deletes the file unless it has become an object.
 *
 * @param fields values by name in lower case
 * @param file the bytes of the part named {@code file}
 * @param fileType the {@code Content-Type} of that part, "" for none
 */
public record Form(Map<String, String> fields, Optional<ReceivedBody> file, String fileType)
    implements AutoCloseable {

  /** A field's value, "" for none. The name's case is ignored. */
  public String field(String name) {
    return fields.getOrDefault(Ascii.lowerCase(name), "");
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
