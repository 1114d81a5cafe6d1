package io.github.camelus3.component;

import io.github.camelus3.client.PartPage;
import io.github.camelus3.client.UploadedPart;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link Us3Operation#listParts}: the body becomes a list of {@link UploadedPart}s, and {@code
 * CamelUs3Parts} what the mode finish takes. With a marker or a page size it is one page, else all.
 */
final class ListParts implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    MessageOptions options = call.options();
    Integer marker = options.headers().number(Us3Constants.MARKER);
    boolean onePage = marker != null || options.headers().number(Us3Constants.MAX_RESULTS) != null;
    List<UploadedPart> parts;
    if (onePage) {
      PartPage page =
          call.client()
              .listParts(
                  call.bucket(),
                  options.uploadId(),
                  marker == null ? 0 : marker,
                  options.maxResults());
      parts = page.parts();
      call.answer(Us3Constants.TRUNCATED, page.isTruncated());
      call.answer(Us3Constants.NEXT_MARKER, page.isTruncated() ? page.nextMarker() : null);
    } else {
      parts = call.client().listParts(call.bucket(), options.uploadId());
    }
    Map<Integer, String> eTags = new TreeMap<>();
    parts.forEach(part -> eTags.put(part.partNumber(), part.eTag()));
    call.answer(Us3Constants.PARTS, eTags);
    call.answer(Us3Constants.PART_COUNT, parts.size());
    call.message().setBody(parts);
  }
}
