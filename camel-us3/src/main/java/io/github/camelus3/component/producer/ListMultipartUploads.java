package io.github.camelus3.component.producer;

import io.github.camelus3.client.UploadPage;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#listMultipartUploads}: the body becomes one page, a list of {@link
 * io.github.camelus3.client.UnfinishedUpload}s.
 */
final class ListMultipartUploads implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    UploadPage page =
        call.client()
            .listMultipartUploads(
                call.bucket(), options.prefix(), options.marker(), options.maxResults());
    boolean isTruncated = !page.nextMarker().isEmpty();
    call.response(Us3Constants.TRUNCATED, isTruncated);
    call.response(Us3Constants.NEXT_MARKER, isTruncated ? page.nextMarker() : null);
    call.message().setBody(page.uploads());
  }
}
