package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;

/** {@link Us3Operation#createDownloadLink}: the body becomes the URL's text. */
final class CreateDownloadLink implements Operation {
  @Override
  public void run(OperationCall call) {
    call.message()
        .setBody(
            call.client()
                .links()
                .download(
                    call.bucket(),
                    call.key(),
                    call.options().urlExpiry(),
                    call.options().headers().text(Us3Constants.ATTACHMENT_NAME))
                .toString());
  }
}
