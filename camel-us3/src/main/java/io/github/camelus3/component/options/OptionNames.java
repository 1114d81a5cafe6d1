package io.github.camelus3.component.options;

import io.github.camelus3.callback.Misspelling;
import io.github.camelus3.component.Us3EndpointUriFactory;
import java.util.Set;

/** The names of the endpoint's options. */
public final class OptionNames {
  private static final Set<String> ALL = new Us3EndpointUriFactory().propertyNames();

  private OptionNames() {}

  /** All names; an option with a prefix, such as {@code metadata.}, is named without the dot. */
  public static Set<String> all() {
    return ALL;
  }

  /** Whether a name means the option {@code other}: Camel ignores case and hyphens. */
  static boolean isSame(String name, String other) {
    return name.replace("-", "").equalsIgnoreCase(other);
  }

  /** Whether a name is that of an option, or differs from one by case or one letter. */
  static boolean resembles(String name) {
    int dot = name.indexOf('.');
    return Misspelling.closestTo(dot < 0 ? name : name.substring(0, dot), ALL).isPresent();
  }
}
