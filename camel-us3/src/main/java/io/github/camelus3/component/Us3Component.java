package io.github.camelus3.component;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;

/** The component {@code us3:}. */
@Component("us3")
public class Us3Component extends HealthCheckComponent implements SSLContextParametersAware {
  @Metadata private Us3Configuration configuration = new Us3Configuration();

  @Metadata(label = "security", defaultValue = "false")
  private boolean useGlobalSslContextParameters;

  private final Webhooks webhooks = new Webhooks();
  private final SharedClients clients = new SharedClients();

  public Us3Component() {}

  public Us3Component(CamelContext context) {
    super(context);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    Us3Configuration options = configuration.copy();
    options.setBucketName(remaining);
    Map<String, Object> callbackVar =
        PropertiesHelper.extractProperties(parameters, "callbackVar.");
    if (!callbackVar.isEmpty()) {
      options.setCallbackVar(callbackVar);
    }
    Map<String, Object> metadata = PropertiesHelper.extractProperties(parameters, "metadata.");
    if (!metadata.isEmpty()) {
      options.setMetadata(metadata);
    }
    Us3Endpoint endpoint = new Us3Endpoint(MaskedUri.of(uri), this, options);
    setProperties(endpoint, parameters);
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    endpoint.prepare();
    return endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    clients.start(getCamelContext());
  }

  /** Ends what Camel has not waited for, and then the clients of all endpoints. */
  @Override
  protected void doStop() throws Exception {
    clients.stop();
    super.doStop();
  }

  /** The clients that the endpoints share. */
  SharedClients clients() {
    return clients;
  }

  /** The webhook routes whose endpoints are of this component. */
  Webhooks webhooks() {
    return webhooks;
  }

  public Us3Configuration getConfiguration() {
    return configuration;
  }

  /** The options that all endpoints begin with. */
  public void setConfiguration(Us3Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean isUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  /** Whether to take the TLS settings of the Camel context where an endpoint has none. */
  @Override
  public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }
}
