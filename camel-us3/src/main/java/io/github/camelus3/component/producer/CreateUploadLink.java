package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;

/**
 * {@link Us3Operation#createUploadLink}: the body becomes the URL's text. The client that uses the
 * URL must send the MIME type and the MD5 of the message, if there are any.
 */
final class CreateUploadLink implements Operation {
  @Override
  public void run(OperationCall call) {
    call.message()
        .setBody(
            call.client()
                .links()
                .upload(
                    call.bucket(),
                    call.key(),
                    call.options().urlExpiry(),
                    ObjectAttributes.ofMimeType(call.options().newMimeType()).mimeType(),
                    md5(call))
                .toString());
  }

  private static String md5(OperationCall call) {
    String md5 = call.options().headers().text(Us3Constants.CONTENT_MD5);
    if (md5 != null && !md5.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.CONTENT_MD5
              + " must be 32 lower-case hexadecimal digits: "
              + md5);
    }
    return md5;
  }
}
