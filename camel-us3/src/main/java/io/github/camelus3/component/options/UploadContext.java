package io.github.camelus3.component.options;

import io.github.camelus3.callback.DefaultCallback;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;

/**
 * The facts about an upload that a put policy may name.
 *
 * @param exchange null while the options are checked
 * @param length empty if unknown
 */
public record UploadContext(
    Exchange exchange, String bucket, String key, MimeType mimeType, OptionalLong length) {

  /** Finds the MIME type, which may read the first bytes of the body. */
  public interface MimeType {
    String get() throws IOException;
  }

  /** The callback body for a policy without one. */
  String defaultCallbackBody(Map<String, String> more) throws IOException {
    return DefaultCallback.json(bucket, key, mimeType.get(), length, more);
  }
}
