package io.github.camelus3.client.contract;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ClientBuilder;
import io.github.camelus3.sign.Credentials;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract with a real bucket. Runs only with keys and bucket in the environment; {@code
 * US3_FEATURES} names what the region offers beyond the common, such as {@code TAGS,ACL}.
 */
@EnabledIfEnvironmentVariable(named = "US3_PUBLIC_KEY", matches = ".+")
@EnabledIfEnvironmentVariable(named = "US3_PRIVATE_KEY", matches = ".+")
@EnabledIfEnvironmentVariable(named = "US3_BUCKET", matches = ".+")
@EnabledIfEnvironmentVariable(named = "US3_REGION", matches = ".+")
class RealBucketContractTest extends ClientContract {
  private static final List<String> FEATURES =
      List.of(System.getenv().getOrDefault("US3_FEATURES", "").split(",", -1));

  @Override
  public boolean offers(Feature feature) {
    return FEATURES.contains(feature.name());
  }

  @Override
  public Us3ClientBuilder otherClient() {
    return Us3Client.builder()
        .host(ServiceHost.ofRegion(System.getenv("US3_REGION"), "https"))
        .credentials(
            new Credentials(
                System.getenv("US3_PUBLIC_KEY"),
                System.getenv("US3_PRIVATE_KEY"),
                System.getenv("US3_SECURITY_TOKEN")));
  }

  @Override
  public String bucket() {
    return System.getenv("US3_BUCKET");
  }
}
