package io.github.camelus3.component;

import io.github.camelus3.client.Us3Client;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;
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
    category = {Category.CLOUD, Category.FILE},
    headersClass = Us3Constants.class)
public class Us3Endpoint extends DefaultEndpoint
    implements AsyncEndpoint, EndpointServiceLocation, WebhookCapableEndpoint {
  @UriParam private Us3Configuration configuration;

  private Us3Settings settings;
  private Us3Client client;
  private ExecutorService executor;
  private UploadGate gate;
  private Us3Webhook webhook;

  public Us3Endpoint(String uri, Us3Component component, Us3Configuration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  /** Checks the options, once Camel has set them all. */
  void prepare() throws Exception {
    Webhooks webhooks = ((Us3Component) getComponent()).webhooks();
    settings =
        Us3Settings.of(
            configuration,
            getCamelContext(),
            webhooks,
            WebhookCreation.isUnderWay(),
            System::getenv);
    webhook = new Us3Webhook(this, settings, webhooks);
  }

  @Override
  public Producer createProducer() {
    settings.requireService();
    return new Us3Producer(this, settings, client, executor, gate);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("us3: has no consumer");
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    client = settings.reachesService() ? settings.newClient(getCamelContext()) : null;
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

  @Override
  public Processor createWebhookHandler(Processor next) {
    return webhook.createHandler(next);
  }

  @Override
  public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {
    webhook.use(webhookConfiguration);
  }

  /** Lets {@code callbackUrl=webhook} find the webhook; US3 itself knows no registration. */
  @Override
  public void registerWebhook() throws Exception {
    webhook.register();
  }

  @Override
  public void unregisterWebhook() {
    webhook.unregister();
  }

  @Override
  public List<String> getWebhookMethods() {
    return Us3Webhook.METHODS;
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
