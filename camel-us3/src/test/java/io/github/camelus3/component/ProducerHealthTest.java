package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Health checks of producers, which are off in Camel unless they are asked for. */
class ProducerHealthTest extends Us3TestSupport {
  private HealthCheckRepository producers;

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:upload").routeId("upload").to("us3:photos?mode=put&maxRetries=0");
      }
    };
  }

  @BeforeEach
  void findChecks() {
    HealthCheckRegistry registry = HealthCheckHelper.getHealthCheckRegistry(context);
    producers = (HealthCheckRepository) registry.resolveById("producers");
  }

  /** After {@code camel.health.producersEnabled=true}. */
  private List<HealthCheck> checks() {
    producers.setEnabled(true);
    return producers.stream().toList();
  }

  @Test
  void checksAreOffByDefault() throws Exception {
    assertThat(producers.isEnabled()).isFalse();
    assertThat(HealthCheckHelper.invokeReadiness(context))
        .noneMatch(result -> result.getCheck().getId().contains("us3"));
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void aBucketThatCanBeListedIsUp(Us3ListApi api) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:other").to("us3:photos?maxRetries=0&listApi=" + api);
          }
        });

    assertThat(checks()).hasSize(2);
    for (HealthCheck check : checks()) {
      HealthCheck.Result result = check.callReadiness();
      assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
      assertThat(result.getDetails()).containsEntry("bucket", "photos");
    }
  }

  @Test
  void aRefusalIsDownWithStatusRetCodeAndSessionId() {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS));

    HealthCheck.Result down = checks().get(0).callReadiness();

    assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(down.getDetails())
        .containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 403)
        .containsEntry("us3.retCode", -148643)
        .containsKey("us3.sessionId");
    assertThat(down.getMessage()).get().asString().contains("invalid signature");
  }

  @Test
  void aStorageOutOfReachIsNoReasonToRestartTheProcess() {
    HealthCheck check = checks().get(0);

    assertThat(check.isReadiness()).isTrue();
    assertThat(check.isLiveness()).isFalse();
  }

  @Test
  void aStoppedRouteHasNoCheck() throws Exception {
    assertThat(checks()).hasSize(1);

    context.getRouteController().stopRoute("upload");
    context.removeRoute("upload");

    assertThat(checks()).isEmpty();
  }

  @Test
  void aComponentMayTurnTheChecksOff() throws Exception {
    context.getComponent("us3", Us3Component.class).setHealthCheckProducerEnabled(false);
    context.getRouteController().stopRoute("upload");
    context.getRouteController().startRoute("upload");

    assertThat(checks()).hasSize(1).noneMatch(HealthCheck::isEnabled);
  }
}
