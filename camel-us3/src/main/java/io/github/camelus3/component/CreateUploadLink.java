package io.github.camelus3.component;

/**
 * {@link Us3Operation#createUploadLink}: the body becomes the URL's text. A MIME type or MD5 that
 * the message names has to be sent by whoever uses it.
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
                    call.options().declaredMimeType(),
                    call.options().headers().text(Us3Constants.CONTENT_MD5))
                .toString());
  }
}
