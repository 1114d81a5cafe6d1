package io.github.camelus3.component.options;

import io.github.camelus3.callback.Misspelling;
import io.github.camelus3.component.Us3EndpointUriFactory;
import java.util.Set;

/** The names of the endpoint's options. */
public final class OptionNames {
  private static final Set<String> ALL = new Us3EndpointUriFactory().propertyNames();

  private OptionNames() {}

  /** All names, those of options with a prefix without it. */
  public static Set<String> all() {
    return ALL;
  }

  /** Whether two names are one option's: Camel takes them in any case, and with hyphens too. */
  static boolean isSame(String name, String other) {
    return name.replace("-", "").equalsIgnoreCase(other);
  }

  /** Whether a name is an option's, or differs from one by case or a letter. */
  static boolean resembles(String name) {
    int dot = name.indexOf('.');
    return Misspelling.closestTo(dot < 0 ? name : name.substring(0, dot), ALL).isPresent();
  }
}
