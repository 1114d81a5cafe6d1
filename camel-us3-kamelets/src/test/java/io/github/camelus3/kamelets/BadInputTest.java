package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wrong Kamelet says, and that secrets stay secret. */
class BadInputTest extends KameletTestSupport {
  @Test
  void everyKameletNamesTheMissingBucket() {
    assertThatThrownBy(() -> load(to("us3-sink?region=cn-bj")))
        .hasStackTraceContaining(missing("us3-sink"));
    assertThatThrownBy(() -> load(from("us3-source?region=cn-bj")))
        .hasStackTraceContaining(missing("us3-source"));
    assertThatThrownBy(() -> load(from("us3-callback-source")))
        .hasStackTraceContaining(missing("us3-callback-source"));
  }

  private static String missing(String kamelet) {
    return "Route template "
        + kamelet
        + " the following mandatory parameters must be provided: bucketName";
  }

  @Test
  void aKameletWithoutRegionAndEndpointSaysSo() {
    assertThatThrownBy(
            () -> load(to("us3-sink?bucketName=photos&publicKey=PUB&privateKey=TOP-SECRET")))
        .hasStackTraceContaining(
            "bucket photos: one of the options region, fileHost, endpoint must be set")
        .satisfies(e -> assertThat(trace(e)).doesNotContain("TOP-SECRET"));
    assertThatThrownBy(
            () -> load(from("us3-source?bucketName=photos&publicKey=PUB&privateKey=TOP-SECRET")))
        .hasStackTraceContaining(
            "bucket photos: one of the options region, fileHost, endpoint must be set")
        .satisfies(e -> assertThat(trace(e)).doesNotContain("TOP-SECRET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode=fast", "jobs=0", "jobs=many", "storageClass=COLD"})
  void aWrongValueIsNamed(String parameter) {
    String option = parameter.substring(0, parameter.indexOf('='));
    String value = parameter.substring(parameter.indexOf('=') + 1);

    assertThatThrownBy(
            () ->
                load(
                    to(
                        "us3-sink?bucketName=photos&region=cn-bj&publicKey=PUB"
                            + "&privateKey=TOP-SECRET&"
                            + parameter)))
        .satisfies(
            e ->
                assertThat(trace(e)).contains(option).contains(value).doesNotContain("TOP-SECRET"));
  }

  @Test
  void camelIgnoresAMisspeltProperty() throws Exception {
    load(
        to(
            "us3-sink?bucketName=photos&endpoint={{us3}}&publicKey=PUB&privateKey=TOP-SECRET"
                + "&keyNmae=x"));

    template.sendBodyAndHeader("direct:in", "x", "file", "from the header");

    assertThat(us3.keys(BUCKET)).containsExactly("from the header");
  }

  @Test
  void routesAndEndpointsDoNotShowSecrets() throws Exception {
    load(
        to(
            "us3-sink?bucketName=photos&endpoint={{us3}}&publicKey=PUB&privateKey=TOP-SECRET"
                + "&callbackUrl={{us3}}&callbackSecret=TOP-SECRET-2"));

    List<String> uris =
        context.getEndpoints().stream().map(endpoint -> endpoint.getEndpointUri()).toList();
    assertThat(uris)
        .anySatisfy(uri -> assertThat(uri).startsWith("us3://photos").contains("xxxxxx"));
    assertThat(
            uris.stream().filter(uri -> uri.startsWith("us3:")).toList().toString()
                + context.getEndpoints().stream().map(Object::toString).toList())
        .doesNotContain("TOP-SECRET");
  }

  private static String to(String kamelet) {
    return "- from:\n    uri: direct:in\n    steps:\n      - to: 'kamelet:" + kamelet + "'\n";
  }

  private static String from(String kamelet) {
    return "- from:\n    uri: 'kamelet:" + kamelet + "'\n    steps:\n      - to: mock:out\n";
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }
}
