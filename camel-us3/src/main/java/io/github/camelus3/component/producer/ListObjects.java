package io.github.camelus3.component.producer;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectPage;
import io.github.camelus3.client.Us3Listing;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;

/**
 * {@link Us3Operation#listObjects}: the body becomes one page, a list of {@link
 * io.github.camelus3.client.ObjectSummary}s, or with option {@code listAll} an iterator over all
 * objects.
 */
final class ListObjects implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    ListRequest request =
        new ListRequest(
            call.bucket(),
            options.prefix(),
            options.delimiter(),
            options.marker(),
            options.maxResults());
    Us3Listing listing = call.client().listing();
    boolean prefixFiles = call.settings().listing().isPrefixFileList();
    if (call.settings().requests().listAll()) {
      call.setResultHeader(Us3Constants.TRUNCATED, null);
      call.setResultHeader(Us3Constants.NEXT_MARKER, null);
      call.setResultHeader(Us3Constants.COMMON_PREFIXES, null);
      call.message()
          .setBody(
              new RethrowingIterator(
                  prefixFiles ? listing.allPrefixFiles(request) : listing.allObjects(request)));
      return;
    }
    ObjectPage page = prefixFiles ? listing.prefixFiles(request) : listing.objects(request);
    call.setResultHeader(Us3Constants.TRUNCATED, page.isTruncated());
    call.setResultHeader(Us3Constants.NEXT_MARKER, page.isTruncated() ? page.nextMarker() : null);
    call.setResultHeader(Us3Constants.COMMON_PREFIXES, page.commonPrefixes());
    call.message().setBody(page.objects());
  }
}
