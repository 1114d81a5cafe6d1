package io.github.camelus3.component.producer;

import io.github.camelus3.client.PartPage;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@link Us3Operation#listParts}: the body becomes a list of {@link UploadedPart}s. The list is one
 * page if the message has a marker or a page size. Else it holds all parts, and {@code
 * CamelUs3Parts} is set as {@code mode=finish} reads it.
 */
final class ListParts implements Operation {
  @Override
  public void run(OperationCall call) throws IOException {
    HeaderReader headers = call.options().headers();
    Integer marker = headers.number(Us3Constants.MARKER);
    boolean onePage = marker != null || headers.number(Us3Constants.MAX_RESULTS) != null;
    List<UploadedPart> parts =
        onePage
            ? page(call, marker == null ? 0 : marker)
            : call.client().listParts(call.bucket(), call.options().uploadId());
    if (!onePage) {
      call.setResultHeader(Us3Constants.TRUNCATED, false);
      call.setResultHeader(Us3Constants.NEXT_MARKER, null);
    }
    // an upload cannot be finished with one page of its parts
    call.setResultHeader(Us3Constants.PARTS, onePage ? null : eTags(parts));
    call.setResultHeader(Us3Constants.PART_COUNT, parts.size());
    call.message().setBody(parts);
  }

  private static List<UploadedPart> page(OperationCall call, int marker) throws IOException {
    MessageOptions options = call.options();
    PartPage page =
        call.client().listParts(call.bucket(), options.uploadId(), marker, options.maxResults());
    call.setResultHeader(Us3Constants.TRUNCATED, page.isTruncated());
    call.setResultHeader(Us3Constants.NEXT_MARKER, page.isTruncated() ? page.nextMarker() : null);
    return page.parts();
  }

  private static Map<Integer, String> eTags(List<UploadedPart> parts) {
    Map<Integer, String> eTags = new TreeMap<>();
    parts.forEach(part -> eTags.put(part.partNumber(), part.eTag()));
    return eTags;
  }
}
