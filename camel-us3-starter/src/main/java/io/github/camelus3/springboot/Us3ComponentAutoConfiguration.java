package io.github.camelus3.springboot;

import io.github.camelus3.component.Us3Component;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.boot.autoconfigure.AutoConfigureAfter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/**
 * Applies the properties {@code camel.component.us3.*} to the component {@code us3}.
 *
 * <p>{@code camel.component.us3.enabled=false} switches this class off, {@code
 * camel.component.us3.customizer.enabled=false} only its customizer. A property that is not an
 * option of the component fails the start.
 */
@Configuration(proxyBeanMethods = false)
@AutoConfigureAfter({CamelAutoConfiguration.class, Us3ComponentConverter.class})
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.us3"})
@EnableConfigurationProperties({
  ComponentConfigurationProperties.class,
  Us3ComponentConfiguration.class
})
public class Us3ComponentAutoConfiguration {
  private final ApplicationContext applicationContext;
  private final CamelContext camelContext;
  private final Us3ComponentConfiguration options;

  /**
   * Checks the names of the properties.
   *
   * @throws UnknownUs3PropertyException naming the properties that are not options
   */
  public Us3ComponentAutoConfiguration(
      ApplicationContext applicationContext,
      CamelContext camelContext,
      Us3ComponentConfiguration options) {
    this.applicationContext = applicationContext;
    this.camelContext = camelContext;
    this.options = options;
    PropertyNames.requireKnown(applicationContext.getEnvironment());
  }

  /** The customizer, which Camel calls when the component is created. */
  @Lazy
  @Bean
  public ComponentCustomizer configureUs3Component() {
    return new ComponentCustomizer() {
      @Override
      public void configure(String name, Component component) {
        apply((Us3Component) component);
      }

      @Override
      public boolean isEnabled(String name, Component component) {
        return component instanceof Us3Component
            && HierarchicalPropertiesEvaluator.evaluate(
                applicationContext, "camel.component.customizer", "camel.component.us3.customizer");
      }
    };
  }

  private void apply(Us3Component component) {
    Map<String, Object> properties =
        CamelPropertiesHelper.getNonNullProperties(camelContext, options);
    properties.remove("configuration");
    if (options.getConfiguration() != null) { // first: the other properties win
      component.setConfiguration(options.getConfiguration().copy());
    }
    CamelPropertiesHelper.setCamelProperties(camelContext, component, properties, false);
  }
}
