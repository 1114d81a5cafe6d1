package io.github.camelus3.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHostTest {
  @Test
  void bucketIsTheFirstLabelOfARegionsHost() {
    ServiceHost host = ServiceHost.ofRegion("cn-bj", "https");

    assertThat(host.baseUrl("photos")).isEqualTo("https://photos.cn-bj.ufileos.com");
    assertThat(host).hasToString("https://*.cn-bj.ufileos.com");
  }

  @Test
  void bucketIsTheFirstLabelOfAFileHost() {
    ServiceHost host = ServiceHost.ofFileHost(" ufile.cn-north-02.ucloud.cn:8080 ", "http");

    assertThat(host.baseUrl("photos")).isEqualTo("http://photos.ufile.cn-north-02.ucloud.cn:8080");
  }

  @Test
  void customDomainStandsForAnyBucket() {
    assertThat(ServiceHost.ofEndpoint("http://127.0.0.1:9000").baseUrl("photos"))
        .isEqualTo("http://127.0.0.1:9000");
    assertThat(ServiceHost.ofEndpoint(" https://files.example.com/ ").baseUrl("photos"))
        .isEqualTo("https://files.example.com");
    assertThat(ServiceHost.ofEndpoint("http://[::1]:9000")).hasToString("http://[::1]:9000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://us3_emulator:9000",
        "https://us3_emulator",
        "http://my_project_us3_1.my_net:80",
        "http://a__b:65535"
      })
  void takesHostsWithUnderscores(String endpoint) {
    assertThat(ServiceHost.ofEndpoint(endpoint).baseUrl("photos")).isEqualTo(endpoint);
    assertThat(okhttp3.HttpUrl.get(endpoint).host()).contains("_");
  }

  @Test
  void takesFileHostsWithUnderscores() {
    assertThat(ServiceHost.ofFileHost("us3_emulator:9000", "http").baseUrl("photos"))
        .isEqualTo("http://photos.us3_emulator:9000");
  }

  @Test
  void showsNeitherUserNorPasswordOfAnEndpointThatIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceHost.ofEndpoint("http://hush:hush@host"))
        .withMessageContaining("http://host")
        .withMessageNotContaining("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://us3:99999",
        "http://us3:port",
        "http://us3_emulator/path",
        "http://u:p@us3_emulator",
        "127.0.0.1:9000",
        "ftp://files.example.com",
        "http://",
        "http://files.example.com/path",
        "http://files.example.com?a=b",
        "http://user:pass@files.example.com",
        "http://files example.com"
      })
  void refusesAnEndpointThatIsMoreOrLessThanAHost(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceHost.ofEndpoint(endpoint))
        .withMessageContaining("endpoint");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "cn/bj", "cn bj", "cn-bj#", "-cn", "cn@evil"})
  void refusesRegionsThatAreNoPartOfAHost(String region) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceHost.ofRegion(region, "https"))
        .withMessageContaining("region");
  }

  @Test
  void refusesOtherProtocols() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceHost.ofRegion("cn-bj", "HTTP"))
        .withMessageContaining("HTTP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.com/", "a@b", "a b", "a#", "a:80", "-a", "a?b"})
  void refusesBucketsThatWouldLeadToAnotherHost(String bucket) {
    ServiceHost host = ServiceHost.ofRegion("cn-bj", "https");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> host.baseUrl(bucket))
        .withMessageContaining(bucket);
  }
}
