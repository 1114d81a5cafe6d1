package io.github.camelus3.springboot;

import io.github.camelus3.callback.Misspelling;
import io.github.camelus3.component.Us3Configuration;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon.CustomizerProperties;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The names of the properties below {@code camel.component.us3}. */
final class PropertyNames {
  static final ConfigurationPropertyName PREFIX =
      ConfigurationPropertyName.of("camel.component.us3");

  private static final Map<String, Class<?>> OPTIONS = typesOf(Us3ComponentConfiguration.class);

  private PropertyNames() {}

  /** The property of an option as documents write it: {@code camel.component.us3.public-key}. */
  static String of(String option) {
    return PREFIX + "." + DataObjectPropertyName.toDashedForm(option);
  }

  /** Whether the component has this option, written in camel case. */
  static boolean isOption(String name) {
    return Arrays.stream(BeanUtils.getPropertyDescriptors(Us3ComponentConfiguration.class))
        .anyMatch(property -> property.getName().equals(name));
  }

  /**
   * Compares the names of all properties below the prefix with the options. Boot itself ignores
   * unknown names.
   *
   * @throws UnknownUs3PropertyException naming the properties that are not options
   */
  static void requireKnown(Environment environment) {
    Map<String, Optional<String>> unknown = new TreeMap<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource names) {
        boolean isVariables =
            source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
        StreamSupport.stream(names.spliterator(), false)
            .filter(PREFIX::isAncestorOf)
            .filter(name -> isVariables ? !isKnownVariable(name) : !isKnown(OPTIONS, below(name)))
            .forEach(name -> unknown.put(name.toString(), closest(name)));
      }
    }
    if (!unknown.isEmpty()) {
      throw new UnknownUs3PropertyException(unknown);
    }
  }

  private static List<String> below(ConfigurationPropertyName name) {
    return IntStream.range(PREFIX.getNumberOfElements(), name.getNumberOfElements())
        .mapToObj(index -> name.getElement(index, Form.UNIFORM))
        .toList();
  }

  private static boolean isKnown(Map<String, Class<?>> names, List<String> elements) {
    Class<?> type = names.get(elements.get(0));
    if (type == null || elements.size() == 1) {
      return type != null;
    }
    boolean hasNames = type == Us3Configuration.class || type == CustomizerProperties.class;
    return type == Map.class
        || (hasNames && isKnown(typesOf(type), elements.subList(1, elements.size())));
  }

  /**
   * An environment variable can write a hyphen as an underscore, which Boot reads as a dot: {@code
   * CAMEL_COMPONENT_US3_PUBLIC_KEY}.
   */
  private static boolean isKnownVariable(ConfigurationPropertyName name) {
    List<String> elements = below(name);
    return IntStream.rangeClosed(1, elements.size())
        .anyMatch(
            count ->
                isKnown(
                    OPTIONS,
                    Stream.concat(
                            Stream.of(String.join("", elements.subList(0, count))),
                            elements.subList(count, elements.size()).stream())
                        .toList()));
  }

  private static Optional<String> closest(ConfigurationPropertyName name) {
    String option = name.getElement(PREFIX.getNumberOfElements(), Form.DASHED);
    return Misspelling.closestTo(
            option,
            Arrays.stream(BeanUtils.getPropertyDescriptors(Us3ComponentConfiguration.class))
                .map(PropertyDescriptor::getName)
                .map(DataObjectPropertyName::toDashedForm)
                .toList())
        .filter(known -> !known.equals(option)) // then a name below it is unknown
        .map(known -> PREFIX + "." + known);
  }

  private static Map<String, Class<?>> typesOf(Class<?> bean) {
    Map<String, Class<?>> types = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(bean)) {
      types.put(property.getName(), property.getPropertyType());
    }
    types.remove("class");
    return types;
  }
}
