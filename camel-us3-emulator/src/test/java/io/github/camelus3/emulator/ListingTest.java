package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
  private static final byte[] NONE = {};

  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  @BeforeEach
  void putObjects() {
    for (String key : List.of("a", "d/", "d/1", "d/2", "d/e/3", "f/4", "z中", "z\uD83D\uDE00")) {
      us3.emulator().putObject(BUCKET, key, TestClient.pattern(6), "text/plain");
    }
  }

  private HttpResponse<byte[]> list(String query) {
    return client.send(client.request("GET", "", query, "", NONE));
  }

  private static List<String> texts(JsonNode list, String member) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.get(member).textValue()));
    return texts;
  }

  @Test
  void prefixFileListPages() {
    JsonNode first = json(list("?list&prefix=d/&limit=3"));
    JsonNode second =
        json(list("?list&prefix=d/&limit=3&marker=" + first.get("NextMarker").textValue()));

    assertThat(texts(first.get("DataSet"), "FileName")).containsExactly("d/", "d/1", "d/2");
    assertThat(first.get("NextMarker").textValue()).isEqualTo("d/2");
    assertThat(texts(second.get("DataSet"), "FileName")).containsExactly("d/e/3");
    assertThat(second.get("NextMarker").textValue()).isEmpty();
    JsonNode file = first.get("DataSet").get(1);
    assertThat(file.get("Size").isNumber()).isTrue();
    assertThat(file.get("Hash").textValue())
        .isEqualTo(us3.emulator().object(BUCKET, "d/1").orElseThrow().eTag());
  }

  @Test
  void keysSortByTheirBytes() {
    assertThat(texts(json(list("?list&prefix=z")).get("DataSet"), "FileName"))
        .containsExactly("z中", "z\uD83D\uDE00");
  }

  @Test
  void flatListNamesEveryKeyAndItsNumbersAreStrings() {
    JsonNode page = json(list("?listobjects&prefix=d/&marker=&max-keys=100&delimiter="));

    assertThat(texts(page.get("Contents"), "Key")).containsExactly("d/", "d/1", "d/2", "d/e/3");
    assertThat(page.get("MaxKeys").textValue()).isEqualTo("100");
    assertThat(page.get("IsTruncated").booleanValue()).isFalse();
    assertThat(page.get("Contents").get(1).get("Size").textValue()).isEqualTo("6");
  }

  @Test
  void delimiterRollsDeeperKeysUp() {
    JsonNode page = json(list("?listobjects&prefix=d/&delimiter=/"));

    assertThat(texts(page.get("Contents"), "Key")).containsExactly("d/1", "d/2");
    assertThat(texts(page.get("CommonPrefixes"), "Prefix")).containsExactly("d/e/");
  }

  @Test
  void pagesWithADelimiterNameEverythingOnce() {
    List<String> names = new ArrayList<>();
    String marker = "";
    JsonNode page;
    do {
      page = json(list("?listobjects&delimiter=/&max-keys=1&marker=" + marker));
      names.addAll(texts(page.get("Contents"), "Key"));
      names.addAll(texts(page.get("CommonPrefixes"), "Prefix"));
      marker = TestClient.path(page.get("NextMarker").textValue()).substring(1);
    } while (page.get("IsTruncated").booleanValue());

    assertThat(names).containsExactly("a", "d/", "f/", "z中", "z\uD83D\uDE00");
  }

  @ParameterizedTest
  @CsvSource({
    "?list&limit=10001, invalid limit:10001",
    "?list&limit=-1, invalid limit:-1",
    "?list&limit=x, invalid limit:x",
    "?listobjects&max-keys=1001, invalid maxkeys:1001",
    "?listobjects&delimiter=., invalid delimiter:."
  })
  void badParametersAreNamed(String query, String message) {
    HttpResponse<byte[]> response = list(query);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).isEqualTo("{\"RetCode\":-15005, \"ErrMsg\":\"" + message + "\"}");
  }

  /** Published vector V6, the form of the C++ and Python SDKs. */
  @Test
  void listObjectsMayBeSignedWithItsQuery() {
    HttpResponse<byte[]> response =
        client.send(
            client
                .unsigned(
                    "GET", "", "?listobjects&prefix=dir/&marker=&max-keys=100&delimiter=/", NONE)
                .header(
                    "Authorization",
                    "UCloud " + Signer.DEMO.publicKey() + ":7/bb006HfA5Ml9WdchjN5kb7AxU="));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void openUploadsAreListedByPage() {
    client.initiate("u/1");
    String second = client.initiate("u/2");
    client.initiate("v");

    JsonNode page = json(list("?muploadid&prefix=u/&limit=1"));
    JsonNode rest = json(list("?muploadid&prefix=u/&marker=" + page.get("NextMarker").textValue()));

    assertThat(texts(page.get("DataSet"), "FileName")).containsExactly("u/1");
    assertThat(texts(rest.get("DataSet"), "UploadId")).containsExactly(second);
    assertThat(rest.get("IsTruncated").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void everyUploadOfAKeyIsListedHoweverSmallThePages(int limit) {
    Set<String> begun = new TreeSet<>();
    for (String key : List.of("a", "k", "k", "k", "k b", "z")) {
      begun.add(client.initiate(key));
    }

    List<String> listed = new ArrayList<>();
    String markers = "";
    for (int page = 0; page < 10; page++) {
      JsonNode json = json(list("?muploadid&limit=" + limit + markers));
      listed.addAll(texts(json.get("DataSet"), "UploadId"));
      if (!json.get("IsTruncated").booleanValue()) {
        break;
      }
      markers =
          "&marker="
              + json.get("NextMarker").textValue().replace(" ", "%20")
              + "&upload-id-marker="
              + json.get("UploadIdMarker").textValue();
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  void aFaultMakesAListingTakeNoNoticeOfItsMarker() {
    us3.emulator().inject(Fault.repeatFirstPage().on(Us3Api.LIST_OBJECTS));
    us3.emulator().inject(Fault.repeatFirstPage().on(Us3Api.PREFIX_FILE_LIST));

    JsonNode objects = json(list("?listobjects&max-keys=2&marker=d/"));
    JsonNode files = json(list("?list&limit=2&marker=d/"));

    assertThat(objects.get("NextMarker").textValue()).isEqualTo("d/");
    assertThat(files.get("NextMarker").textValue()).isEqualTo("d/");
  }
}
