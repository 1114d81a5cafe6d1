package io.github.camelus3.springboot;

import java.beans.PropertyDescriptor;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.util.TimeUtils;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.ConditionalGenericConverter;

/**
 * Converts what Boot cannot: references to beans, {@code #name} or {@code #bean:name}, and
 * durations as Camel writes them, {@code 1m30s}.
 */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesBinding
public class Us3ComponentConverter implements ConditionalGenericConverter {
  private static final Set<Class<?>> BEAN_TYPES =
      Arrays.stream(BeanUtils.getPropertyDescriptors(Us3ComponentConfiguration.class))
          .filter(property -> property.getWriteMethod() != null)
          .map(PropertyDescriptor::getPropertyType)
          .filter(type -> !BeanUtils.isSimpleProperty(type))
          .filter(type -> type != Object.class && type != Map.class)
          .collect(Collectors.toUnmodifiableSet());

  /** The durations that Camel reads; it reads other texts as 0 or fails without naming them. */
  private static final Pattern DURATION = Pattern.compile("\\d+|(\\d+(ms|[dhms]))+");

  private final ApplicationContext applicationContext;

  /** The beans are those of this context. */
  public Us3ComponentConverter(ApplicationContext applicationContext) {
    this.applicationContext = applicationContext;
  }

  @Override
  public Set<ConvertiblePair> getConvertibleTypes() {
    return Stream.concat(BEAN_TYPES.stream(), Stream.of(Long.class))
        .map(type -> new ConvertiblePair(String.class, type))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Beans of these types, and the durations of this component alone. */
  @Override
  public boolean matches(TypeDescriptor source, TypeDescriptor target) {
    return target.getType() != Long.class || target.hasAnnotation(Milliseconds.class);
  }

  /**
   * The bean, or the milliseconds.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  @Override
  public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
    String text = source.toString().strip();
    return targetType.getType() == Long.class
        ? milliseconds(text)
        : applicationContext.getBean(beanName(text), targetType.getType());
  }

  private static long milliseconds(String text) {
    if (DURATION.matcher(text).matches()) {
      return TimeUtils.toMilliSeconds(text);
    }
    try {
      return Duration.parse(text).toMillis();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "value must be milliseconds or a duration such as 1m30s: " + text);
    }
  }

  private static String beanName(String reference) {
    if (!reference.startsWith("#")) {
      throw new IllegalArgumentException("value must be a bean, #name: " + reference);
    }
    return reference.substring(reference.startsWith("#bean:") ? "#bean:".length() : 1);
  }
}
