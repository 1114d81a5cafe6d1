package io.github.camelus3.component;

import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.clients.SharedClients;
import io.github.camelus3.component.options.OptionNames;
import io.github.camelus3.component.options.UriOptions;
import io.github.camelus3.component.webhook.WebhookRegistry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.component.RawParameterHelper;
import org.apache.camel.util.CastUtils;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.TimeUtils;

/** The component {@code us3:}. */
@Component("us3")
public class Us3Component extends HealthCheckComponent implements SSLContextParametersAware {
  /** A query without options: Camel removes {@code hash}. */
  private static final String NO_QUERY = "?hash=";

  private static final String SENSITIVE =
      "publicKey,securityToken,callbackSecret,callbackUrl,callbackBody,putPolicy";

  private static final Pattern ZERO = Pattern.compile("(?i)[+-]?(PT?)?0+[a-z]*");

  @Metadata private Us3Configuration configuration = new Us3Configuration();

  @Metadata(label = "security", defaultValue = "false")
  private boolean useGlobalSslContextParameters;

  private final WebhookRegistry webhooks = new WebhookRegistry();
  private final Activity activity = new Activity();
  private final SharedClients clients = new SharedClients(activity);

  public Us3Component() {}

  public Us3Component(CamelContext context) {
    super(context);
  }

  /**
   * Makes Camel pass the URI as written; {@link UriOptions} finds the end of texts with {@code &}.
   */
  @Override
  public boolean useRawUri() {
    return true;
  }

  @Override
  public Endpoint createEndpoint(String uri, Map<String, Object> properties) throws Exception {
    UriOptions options = UriOptions.parse(uri);
    if (options.path().isEmpty()) {
      throw new IllegalArgumentException("option bucketName must be set: " + options.masked());
    }
    Map<String, Object> values = options.values();
    if (properties != null) {
      values.putAll(properties);
    }
    Us3Endpoint endpoint =
        (Us3Endpoint) super.createEndpoint(options.withoutQuery() + NO_QUERY, values);
    endpoint.showAs(options.masked());
    return endpoint;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Us3Configuration options = configuration.copy();
    unwrapRaw(options);
    options.setBucketName(remaining);
    Map<String, Object> variables = withoutX(options.getCallbackVar());
    Map<String, Object> metadata = options.getMetadata();
    Map<String, Object> ownVariables =
        withoutX(PropertiesHelper.extractProperties(parameters, "callbackVar."));
    Map<String, Object> ownMetadata = PropertiesHelper.extractProperties(parameters, "metadata.");
    options.setCallbackVar(null);
    options.setMetadata(null);
    Us3Endpoint endpoint = new Us3Endpoint(uri, this, options);
    parameters.forEach(Us3Component::requireNumber);
    setProperties(endpoint, parameters); // sets the two only as whole maps: callbackVar=#bean
    options.setCallbackVar(
        merged(merged(variables, withoutX(options.getCallbackVar())), ownVariables));
    options.setMetadata(
        mergedInAnyCase(mergedInAnyCase(metadata, options.getMetadata()), ownMetadata));
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    clients.start(getCamelContext());
    activity.meters(OptionalMetrics.source(getCamelContext(), activity));
  }

  /** Ends the uploads that Camel has not waited for, then closes the clients. */
  @Override
  protected void doStop() throws Exception {
    clients.stop();
    activity.closeMeter();
    super.doStop();
  }

  /** What the endpoints do. */
  Activity activity() {
    return activity;
  }

  /** The clients that the endpoints share. */
  SharedClients clients() {
    return clients;
  }

  @Override
  protected void validateParameters(
      String uri, Map<String, Object> parameters, String optionPrefix) {
    super.validateParameters(uri.replace(NO_QUERY, ""), parameters, optionPrefix);
  }

  /** Checks the options, after Camel has refused unknown ones. */
  @Override
  protected void afterConfiguration(
      String uri, String remaining, Endpoint endpoint, Map<String, Object> parameters)
      throws Exception {
    ((Us3Endpoint) endpoint).prepare();
  }

  /**
   * Makes Camel mask these options, for example in the configuration summary of Camel Main. Camel
   * masks an option if a keyword contains the option's name.
   */
  @Override
  protected void doBuild() throws Exception {
    super.doBuild();
    ExtendedCamelContext context = getCamelContext().getCamelContextExtension();
    String keywords = context.getAdditionalSensitiveKeywords();
    if (keywords == null || !keywords.contains(SENSITIVE)) {
      context.setAdditionalSensitiveKeywords(
          keywords == null || keywords.isBlank() ? SENSITIVE : keywords + ',' + SENSITIVE);
    }
  }

  /** Camel unwraps {@code RAW(...)} in URIs, but not in the properties of Camel Main. */
  private void unwrapRaw(Us3Configuration options) {
    Us3ConfigurationConfigurer configurer = new Us3ConfigurationConfigurer();
    for (String name : OptionNames.all()) {
      Object value = configurer.getOptionValue(options, name, false);
      if (value instanceof String) {
        Map<String, Object> unwrapped = new HashMap<>(Map.of(name, value));
        RawParameterHelper.resolveRawParameterValues(getCamelContext(), unwrapped);
        configurer.configure(getCamelContext(), options, name, unwrapped.get(name), false);
      } else if (value instanceof Map<?, ?> map && value != options.getPolicy()) {
        RawParameterHelper.resolveRawParameterValues(getCamelContext(), CastUtils.cast(map));
      }
    }
  }

  /** Refuses a text that is neither a number nor a duration, which Camel reads as 0. */
  private static void requireNumber(String option, Object value) {
    Class<?> type = new Us3EndpointConfigurer().getOptionType(option, true);
    boolean isNumber = type == int.class || type == long.class;
    if (isNumber && value instanceof String text && !text.startsWith("#") && isReadAsZero(text)) {
      throw new IllegalArgumentException(
          "option " + option + " must be a number or a duration such as 1m30s: " + text);
    }
  }

  private static boolean isReadAsZero(String text) {
    try {
      return TimeUtils.toMilliSeconds(text) == 0 && !ZERO.matcher(text).matches();
    } catch (IllegalArgumentException e) {
      return false; // Camel refuses the text itself
    }
  }

  /** The values of component and endpoint; those of the endpoint win. */
  private static Map<String, Object> merged(
      Map<String, Object> component, Map<String, Object> endpoint) {
    Map<String, Object> merged = new LinkedHashMap<>();
    if (component != null) {
      merged.putAll(component);
    }
    merged.putAll(endpoint);
    return merged.isEmpty() ? null : merged;
  }

  /** Merges values whose names are HTTP headers, in which case does not matter. */
  private static Map<String, Object> mergedInAnyCase(
      Map<String, Object> component, Map<String, Object> endpoint) {
    Map<String, Object> left =
        component == null ? new LinkedHashMap<>() : new LinkedHashMap<>(component);
    Map<String, Object> own = endpoint == null ? Map.of() : endpoint;
    left.keySet().removeIf(name -> own.keySet().stream().anyMatch(name::equalsIgnoreCase));
    return merged(left, own);
  }

  /** The variables with their names without {@code x:}, which is optional. */
  private static Map<String, Object> withoutX(Map<String, Object> variables) {
    Map<String, Object> plain = new LinkedHashMap<>();
    if (variables != null) {
      variables.forEach(
          (name, value) -> {
            String plainName = name.startsWith("x:") ? name.substring(2) : name;
            if (plain.put(plainName, value) != null) {
              throw new IllegalArgumentException(
                  "option callbackVar."
                      + plainName
                      + " must be set once: callbackVar.x:"
                      + plainName
                      + " sets the same variable");
            }
          });
    }
    return plain;
  }

  /** The webhook routes of the endpoints. */
  WebhookRegistry webhooks() {
    return webhooks;
  }

  public Us3Configuration getConfiguration() {
    return configuration;
  }

  /** The default options of all endpoints. */
  public void setConfiguration(Us3Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean isUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  /** Whether endpoints without TLS settings use those of the Camel context. */
  @Override
  public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }
}
