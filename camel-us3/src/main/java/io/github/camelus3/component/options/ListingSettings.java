package io.github.camelus3.component.options;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3ListApi;

/**
 * How objects are listed. Immutable.
 *
 * @param prefix empty for all keys
 * @param delimiter empty for none
 */
public record ListingSettings(String prefix, String delimiter, Us3ListApi api, int maxResults) {

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException naming the option that cannot be used
   */
  static ListingSettings of(Us3Configuration options) {
    OptionChecks.requireWithin(
        "option maxResults", options.getMaxResults(), 1, ListRequest.MAX_KEYS);
    ListingSettings settings =
        new ListingSettings(
            orEmpty(options.getPrefix()),
            orEmpty(options.getDelimiter()),
            options.getListApi(),
            options.getMaxResults());
    if (settings.isPrefixFileList() && !settings.delimiter.isEmpty()) {
      throw new IllegalArgumentException(
          "option delimiter must not be set for listApi=prefixFileList: " + settings.delimiter);
    }
    return settings;
  }

  public boolean isPrefixFileList() {
    return api == Us3ListApi.prefixFileList;
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value;
  }
}
