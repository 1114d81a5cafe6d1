package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.transfer.DeleteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any key of 1 to 1023 bytes, of blanks alone too, in every place that takes one. */
class AnyKeyTest extends PollingTestSupport {

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "\n", "   ", "\u3000", " a", "a ", "\r\n", "\u00a0"})
  void anyKeyCanBeUsedByEveryOperation(String key) throws Exception {
    upload("us3:photos?mode=put", "x", key(key));
    upload("us3:photos?mode=mput", "x", key(key + key));
    upload("us3:photos?keyName=${header.n}", "x", Map.of("n", key + "n"));
    upload("us3:photos", "x", Map.of(Exchange.FILE_NAME, key + "f"));

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder(key, key + key, key + "n", key + "f");
    assertThat(run("headObject", key(key)).getMessage().getHeader(Us3Constants.KEY)).isEqualTo(key);
    assertThat(run("getObject", key(key)).getMessage().getBody(String.class)).isEqualTo("x");
    run("copyObject", with(key, Us3Constants.DESTINATION_KEY, key + "c"));
    run("renameObject", with(key, Us3Constants.DESTINATION_KEY, key + "r"));
    assertThat(us3.keys(BUCKET))
        .containsExactlyInAnyOrder(key + key, key + "n", key + "f", key + "c", key + "r");
    run("deleteObject", key(key + key));
    assertThat(us3.keys(BUCKET)).doesNotContain(key + key);
  }

  @Test
  void keysOfBlanksAreDeletedAmongOthers() throws Exception {
    store(" ", "x");
    store("\t", "x");
    store("a", "x");
    List<?> listed = run("listObjects", Map.of()).getMessage().getBody(List.class);
    assertThat(listed).hasSize(3).hasOnlyElementsOfType(ObjectSummary.class);

    Exchange deleted = run("deleteObjects", listed, Map.of());

    assertThat(us3.keys(BUCKET)).isEmpty();
    Map<?, ?> outcomes = deleted.getMessage().getBody(Map.class);
    assertThat(outcomes.values())
        .allSatisfy(outcome -> assertThat(((DeleteOutcome) outcome).isDeleted()).isTrue());
  }

  @Test
  void keysOfBlanksArePolledAndMoved() throws Exception {
    store(" ", "1");
    store("\t", "2");
    store("a", "3");
    MockEndpoint out = out();
    out.expectedBodiesReceivedInAnyOrder("1", "2", "3");
    out.setResultWaitTime(30_000);

    poll(OFTEN + "&delimiter=/&moveAfterRead=true&destinationKeyPrefix=done/");

    out.assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactlyInAnyOrder(" ", "\t", "a");
    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("done/ ", "done/\t", "done/a");
  }

  @Test
  void uploadsOfOneKeyAreAllListedPageByPage() throws Exception {
    for (String key : List.of("a", "a", "a", "b")) {
      run("initiateMultipartUpload", key(key));
    }
    Map<String, Object> one = Map.of(Us3Constants.MAX_RESULTS, 1);
    Exchange page = run("listMultipartUploads", one);
    List<String> ids = new ArrayList<>(uploadIds(page));

    while (page.getMessage().getHeader(Us3Constants.TRUNCATED, boolean.class)) {
      Object next = page.getMessage().getHeader(Us3Constants.NEXT_MARKER);
      page.getMessage().setHeader(Us3Constants.MARKER, next);
      template.send("us3:photos?operation=listMultipartUploads", page);
      ids.addAll(uploadIds(page));
    }

    assertThat(ids).hasSize(4).doesNotHaveDuplicates();
  }

  private static List<String> uploadIds(Exchange page) {
    List<?> uploads = page.getMessage().getBody(List.class);
    return uploads.stream().map(upload -> ((UnfinishedUpload) upload).uploadId()).toList();
  }

  private static Map<String, Object> with(String key, String header, Object value) {
    return Map.of(Us3Constants.KEY, key, header, value);
  }
}
