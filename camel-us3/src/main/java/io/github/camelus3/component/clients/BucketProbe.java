package io.github.camelus3.component.clients;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Listing;
import io.github.camelus3.component.Us3StartupCheck;
import io.github.camelus3.component.options.ListingSettings;
import java.io.IOException;
import org.apache.camel.RuntimeCamelException;

/**
 * Lists one object, to find out whether a bucket can be used. Immutable.
 *
 * @param listing the endpoint's own, because its keys may be allowed no other
 */
public record BucketProbe(String bucket, ListingSettings listing) {
  /** Lists one object under the prefix of the endpoint. */
  public void listOne(Us3Client client) throws IOException {
    Us3Listing api = client.listing();
    ListRequest one = ListRequest.of(bucket).withPrefix(listing.prefix()).withMaxKeys(1);
    if (listing.isPrefixFileList()) {
      api.prefixFiles(one);
    } else {
      api.objects(one);
    }
  }

  /**
   * Runs the check of a start.
   *
   * @throws RuntimeCamelException if the listing fails; its cause is the failure itself
   */
  public void checkStart(Us3StartupCheck check, Us3Client client) {
    if (check == Us3StartupCheck.none) {
      return;
    }
    try {
      listOne(client);
    } catch (IOException e) {
      throw new RuntimeCamelException(
          "startupCheck=" + check + ": bucket " + bucket + " cannot be listed: " + e.getMessage(),
          e);
    }
  }
}
