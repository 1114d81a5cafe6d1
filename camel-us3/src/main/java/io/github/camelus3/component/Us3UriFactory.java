package io.github.camelus3.component;

import io.github.camelus3.component.options.OptionNames;
import io.github.camelus3.component.options.UriOptions;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Builds the URI of an endpoint from single options, such as {@code parameters} in YAML. The texts
 * of a policy keep their {@code &}, {@code +} and {@code )}.
 */
public final class Us3UriFactory extends Us3EndpointUriFactory {

  @Override
  public String buildUri(String scheme, Map<String, Object> properties, boolean encode)
      throws URISyntaxException {
    Map<String, Object> quoted = new HashMap<>(properties);
    if (quoted.get("callbackVar") instanceof Map<?, ?> variables) {
      quoted.remove("callbackVar");
      variables.forEach((name, value) -> quoted.put("callbackVar." + name, value));
    }
    quoted.replaceAll(
        (name, value) ->
            value instanceof String text && UriOptions.isText(name)
                ? UriOptions.quoted(name, text)
                : value);
    return super.buildUri(scheme, quoted, encode);
  }

  /**
   * The options that Camel wraps in {@code RAW(...)}: the secrets, and the texts of a policy, which
   * may contain any character.
   */
  @Override
  public Set<String> secretPropertyNames() {
    Set<String> wrapped = new HashSet<>(super.secretPropertyNames());
    OptionNames.all().stream().filter(UriOptions::isText).forEach(wrapped::add);
    return wrapped;
  }
}
