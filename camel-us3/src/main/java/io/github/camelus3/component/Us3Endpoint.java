package io.github.camelus3.component;

import io.github.camelus3.client.Us3Client;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Upload files to UCloud US3 (UFile) object storage, with or without a put policy whose callback's
 * reply comes back as the message body, and work with the objects there.
 */
@UriEndpoint(
    firstVersion = "1.0.0",
    scheme = "us3",
    title = "UCloud US3",
    syntax = "us3:bucketName",
    producerOnly = true,
    category = {Category.CLOUD, Category.FILE},
    headersClass = Us3Constants.class)
public class Us3Endpoint extends DefaultEndpoint implements AsyncEndpoint, EndpointServiceLocation {
  @UriParam private Us3Configuration configuration;

  private Us3Settings settings;
  private Us3Client client;
  private ExecutorService executor;
  private UploadGate gate;

  public Us3Endpoint(String uri, Us3Component component, Us3Configuration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  /** Checks the options, once Camel has set them all. */
  void prepare() throws Exception {
    settings = Us3Settings.of(configuration, getCamelContext(), System::getenv);
  }

  @Override
  public Producer createProducer() {
    return new Us3Producer(this, settings, client, executor, gate);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("us3: has no consumer");
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    client = settings.newClient(getCamelContext());
    // one thread for each request in flight: uploads at once times parts at once, none when idle
    executor = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "Us3Upload");
    gate = new UploadGate(settings.maxConcurrentUploads(), executor);
  }

  @Override
  protected void doStop() throws Exception {
    if (client != null && client != configuration.getUs3Client()) {
      client.close();
    }
    if (executor != null) {
      getCamelContext().getExecutorServiceManager().shutdownGraceful(executor);
    }
    super.doStop();
  }

  public Us3Configuration getConfiguration() {
    return configuration;
  }

  /** The options of this endpoint. */
  public void setConfiguration(Us3Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String getServiceUrl() {
    return settings.serviceUrl();
  }

  @Override
  public String getServiceProtocol() {
    return "us3";
  }

  @Override
  public Map<String, String> getServiceMetadata() {
    return configuration.getRegion() == null
        ? Map.of()
        : Map.of("region", configuration.getRegion());
  }
}
