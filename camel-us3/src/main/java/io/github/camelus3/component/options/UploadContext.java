package io.github.camelus3.component.options;

import io.github.camelus3.callback.DefaultCallback;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.camel.Exchange;

/**
 * What is known of an upload before it begins.
 *
 * @param exchange null while the options are checked
 */
public record UploadContext(
    Exchange exchange, String bucket, String key, MimeType mimeType, OptionalLong length) {

  /** Says the MIME type, for which the first bytes of the body may have to be read. */
  public interface MimeType {
    String get() throws IOException;
  }

  /** The callback's body when nobody has named one. */
  String toCallback(Map<String, String> more) throws IOException {
    return DefaultCallback.json(bucket, key, mimeType.get(), length, more);
  }
}
