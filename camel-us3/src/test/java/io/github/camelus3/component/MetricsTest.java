package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class MetricsTest extends PollingTestSupport {
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final Figures figures = new Figures(registry);

  private void bind() {
    context.getRegistry().bind("metricsRegistry", registry);
  }

  @Test
  void aRegistryThatIsBoundAfterTheComponentHasStartedIsUsed() throws Exception {
    assertThat(context.getComponent("us3").getCamelContext().isStarted()).isTrue();
    bind();

    upload("us3:photos?mode=mput", new byte[3 * PART], key("a.bin"));
    send("us3:photos?operation=getObject", null, key("missing"));

    assertThat(figures.count("us3.uploads", "mode", "mput", "outcome", "success")).isEqualTo(1);
    assertThat(figures.seconds("us3.uploads")).isPositive();
    assertThat(figures.count("us3.parts", "bucket", BUCKET)).isEqualTo(3);
    assertThat(figures.count("us3.sent", "bucket", BUCKET)).isEqualTo(3 * PART);
    assertThat(
            figures.count(
                "us3.operations",
                "operation",
                "getObject",
                "outcome",
                "failure",
                "exception",
                "Us3ObjectNotFoundException",
                "ret.code",
                "-148654"))
        .isEqualTo(1);
    assertThat(figures.gauge("us3.connections", "state", "idle")).isEqualTo(1);
  }

  @Test
  void theOnlyRegistryIsUsedWhateverItsName() throws Exception {
    context.getRegistry().bind("prometheus", registry);

    upload("us3:photos", new byte[1], key("a.bin"));

    assertThat(figures.count("us3.uploads")).isEqualTo(1);
  }

  @Test
  void ofSeveralRegistriesTheCompositeOneIsUsed() throws Exception {
    CompositeMeterRegistry both = new CompositeMeterRegistry();
    both.add(registry);
    context.getRegistry().bind("one", new SimpleMeterRegistry());
    context.getRegistry().bind("another", registry);
    context.getRegistry().bind("both", both);

    upload("us3:photos", new byte[1], key("a.bin"));

    assertThat(figures.count("us3.uploads")).isEqualTo(1);
  }

  @Test
  void ofSeveralRegistriesNoneIsGuessed() throws Exception {
    context.getRegistry().bind("one", new SimpleMeterRegistry());
    context.getRegistry().bind("another", registry);

    upload("us3:photos", new byte[1], key("a.bin"));

    assertThat(figures.hasOurs()).isFalse();
  }

  @Test
  void gaugesShowWhatRunsAndWaits() throws Exception {
    bind();
    us3.holdPartsUntil(2); // with one job, no part ends before the test has looked
    String uri = "us3:photos?mode=mput&maxConcurrentUploads=1";
    List<CompletableFuture<Object>> sent =
        List.of(
            template.asyncRequestBodyAndHeaders(uri, new byte[3 * PART], key("a.bin")),
            template.asyncRequestBodyAndHeaders(uri, new byte[3 * PART], key("b.bin")));
    Await.until(() -> us3.maxPartsInFlight() > 0 && figures.gauge("us3.uploads.waiting") > 0);

    assertThat(figures.gauge("us3.uploads.running")).isEqualTo(1);
    assertThat(figures.gauge("us3.uploads.waiting")).isEqualTo(1);
    assertThat(figures.gauge("us3.connections", "state", "active")).isEqualTo(1);

    us3.holdPartsUntil(0);
    for (CompletableFuture<Object> upload : sent) {
      upload.get(60, TimeUnit.SECONDS);
    }
    assertThat(figures.gauge("us3.uploads.waiting")).isZero();
  }

  @Test
  void gaugesAreSumsOfAllContextsAndGoWithTheLast() throws Exception {
    bind();
    upload("us3:photos", new byte[1], key("a.bin"));
    try (CamelContext other = new DefaultCamelContext()) {
      other.getRegistry().bind("metricsRegistry", registry);
      Us3Component component = other.getComponent("us3", Us3Component.class);
      component.setConfiguration(
          context.getComponent("us3", Us3Component.class).getConfiguration().copy());
      other.start();
      other.createProducerTemplate().requestBodyAndHeaders("us3:photos", new byte[1], key("b.bin"));

      assertThat(figures.gauge("us3.connections", "state", "idle")).isEqualTo(2);
    }
    assertThat(figures.gauge("us3.connections", "state", "idle")).isEqualTo(1);
    context.getComponent("us3").stop();

    assertThat(registry.find("us3.connections").gauges()).isEmpty();
    assertThat(figures.count("us3.uploads")).isEqualTo(2);
  }

  @Test
  void aRestartedComponentHasMetricsAgain() throws Exception {
    bind();
    upload("us3:photos", new byte[1], key("a.bin"));
    context.getComponent("us3").stop();
    context.getComponent("us3").start();

    upload("us3:photos", new byte[1], key("b.bin"));

    assertThat(figures.count("us3.uploads")).isEqualTo(2);
    assertThat(figures.gauge("us3.connections", "state", "idle")).isEqualTo(1);
  }

  @Test
  void aRegistryThatThrowsFailsNothing() throws Exception {
    ThrowingRegistry throwing = new ThrowingRegistry();
    context.getRegistry().bind("metricsRegistry", throwing);
    us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART));
    MockEndpoint out = out();
    out.expectedMessageCount(2);

    Exchange put = send("us3:photos?mode=put", new byte[1], key("a.bin"));
    Exchange parts = send("us3:photos?mode=mput&maxRetries=1", new byte[3 * PART], key("b.bin"));
    poll(ONCE);

    assertThat(put.getException()).isNull();
    assertThat(parts.getException()).isNull();
    out.assertIsSatisfied();
    assertThat(throwing.names())
        .contains("us3.uploads", "us3.sent", "us3.requests.retried", "us3.parts.resent")
        .contains("us3.polled.objects");
  }

  @Test
  void aBrokenMeterLeavesTheOthersAsTheyAre() throws Exception {
    for (String broken :
        List.of(
            "us3.uploads",
            "us3.callbacks",
            "us3.sent",
            "us3.parts",
            "us3.parts.resent",
            "us3.requests.retried",
            "us3.uploads.running",
            "us3.uploads.waiting",
            "us3.connections")) {
      MeterRegistry registry = new SimpleMeterRegistry();
      registry
          .config()
          .meterFilter(
              MeterFilter.deny(
                  id -> {
                    if (id.getName().equals(broken)) {
                      throw new IllegalStateException("broken meter");
                    }
                    return false;
                  }));

      assertThat(namesAfterAnUploadTo(registry)).as(broken).hasSize(8).doesNotContain(broken);
    }
  }

  /** The meters after an upload in parts with a callback and a part that was sent twice. */
  private Set<String> namesAfterAnUploadTo(MeterRegistry broken) throws Exception {
    us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART));
    try (CallbackService service = new CallbackService();
        CamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("metricsRegistry", broken);
      Us3Component component = camel.getComponent("us3", Us3Component.class);
      component.setConfiguration(
          context.getComponent("us3", Us3Component.class).getConfiguration().copy());
      camel.start();
      Map<String, Object> headers =
          Map.of(Us3Constants.KEY, "a.bin", Us3Constants.POLICY, service.policyJson());
      Exchange done =
          camel
              .createFluentProducerTemplate()
              .withBody(new byte[3 * PART])
              .withHeaders(headers)
              .to("us3:photos?mode=mput&maxRetries=1&retryDelay=1")
              .send();
      assertThat(done.getException()).isNull();
      return broken.getMeters().stream()
          .map(Figures::name)
          .filter(name -> !name.endsWith(".histogram"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void tenThousandBucketsDoNotMakeTenThousandMeters() throws Exception {
    bind();
    upload("us3:photos", new byte[1], key("a.bin"));
    for (int i = 0; i < 10_000; i++) {
      run("createDownloadLink", bucketAndKey(i)); // sends no request
    }
    for (int i = 0; i < 200; i++) {
      assertThat(send("us3:photos", new byte[1], bucketAndKey(i)).getException())
          .hasMessageContaining("bucket" + i);
    }

    assertThat(buckets("us3.operations")).hasSize(100).contains("bucket0", "bucket98", "other");
    assertThat(buckets("us3.uploads")).hasSize(101).contains(BUCKET, "bucket98", "other");
    assertThat(figures.count("us3.operations")).isEqualTo(10_000);
    assertThat(figures.count("us3.operations", "bucket", "other")).isEqualTo(10_000 - 99);
    assertThat(figures.count("us3.uploads", "bucket", "other")).isEqualTo(200 - 99);
  }

  private static Map<String, Object> bucketAndKey(int i) {
    return Map.of(Us3Constants.KEY, "key" + i, Us3Constants.OVERRIDE_BUCKET_NAME, "bucket" + i);
  }

  private Set<String> buckets(String timer) {
    return registry.find(timer).timers().stream()
        .map(meter -> meter.getId().getTag("bucket"))
        .collect(Collectors.toSet());
  }

  /** Tags are the whole text that a registry stores besides the names. */
  @Test
  void noTagHasAKeyOrASecret() throws Exception {
    bind();
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.UPLOAD_PART));

    upload("us3:photos?callbackSecret=secret-text", new byte[1], key("reports/Alice.pdf"));
    send("us3:photos?mode=mput", new byte[3 * PART], key("reports/Alice.pdf"));
    send("us3:photos?operation=deleteObject", null, key("reports/Alice.pdf"));
    send("us3:photos?securityToken=secret-token", new byte[1], key("reports/Alice.pdf"));

    assertThat(registry.getMeters()).hasSizeGreaterThan(5);
    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Tag::getValue)
        .noneMatch(value -> value.contains("Alice") || value.contains("reports"))
        .noneMatch(value -> value.contains("secret") || value.contains("-key"));
  }

  /** Makes gauges, and throws when anything is to be recorded. */
  private static final class ThrowingRegistry extends SimpleMeterRegistry {
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    Set<String> names() {
      return asked;
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
      asked.add(id.getName());
      throw new IllegalStateException("broken counters");
    }

    @Override
    protected Timer newTimer(
        Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
      asked.add(id.getName());
      throw new NoSuchMethodError("broken timers"); // as of another version of Micrometer
    }
  }
}
