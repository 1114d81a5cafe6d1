package io.github.camelus3.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://u:pw@host/cb                    | http://host/cb",
        "Post http://u:pw@host:80/cb?x=pw: EOF  | Post http://host:80/cb?... EOF",
        "HTTPS://u:pw@host/cb#pw                | HTTPS://host/cb#...",
        "Http://pw@host                         | Http://host",
        "see (http://u:p@pw@host/cb), or not    | see (http://host/cb), or not",
        "ftp://u:pw@host/x                      | ftp://host/x",
        "https://host/a/b.txt                   | https://host/a/b.txt",
        "http://host:80: refused                | http://host:80: refused",
        "http://[::1]:80/cb?pw                  | http://[::1]:80/cb?...",
        "http://my_app/cb?pw&http://u:pw@b/     | http://my_app/cb?...",
        "http://u:pw@a/ and https://u:pw@b/c?pw | http://a/ and https://b/c?...",
        "{\"a\":\"http:\\/\\/u:pw@host\\/cb?pw\"}    | {\"a\":\"http:\\/\\/host\\/cb?...\"}",
        "http://u:p/w@host/cb                   | http://...",
        "http://u:p?w@host/cb                   | http://...",
        "http://u:1/w@host/cb                   | http://...",
        "http://host:80/cb?to=a@b               | http://host:80/cb?...",
        "no url: a@b.c?d                        | no url: a@b.c?d"
      })
  void masksUrlsInAText(String text, String shown) {
    assertThat(HttpUrls.withoutSecrets(text)).isEqualTo(shown);
  }

  @Test
  void readsTheParts() {
    HttpUrls.Parts parts = HttpUrls.parse("HTTP://u:p@my_app:80/cb?a#b").orElseThrow();

    assertThat(parts.host()).isEqualTo("my_app");
    assertThat(parts.port()).isEqualTo(80);
    assertThat(parts.userInfo()).isEqualTo("u:p");
    assertThat(parts.rest()).isEqualTo("/cb?a#b");
    assertThat(parts).hasToString("http://my_app:80");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "host", "//host", "ftp://host", "http:/host", "http://", "http://:80", "a b"})
  void readsNothingElse(String text) {
    assertThat(HttpUrls.parse(text)).isEmpty();
  }

  @Test
  void everyUrlInTheServicesTextIsCut() {
    String text = "send request error: Post HTTPS://u:hush@app/cb#hush, was http://hush@b?hush";

    ErrorResponse error =
        new ErrorResponse(599, 20003, text, null, "Location: http://u:hush@c/\n", text, null);

    assertThat(error.summary() + error.dump(true))
        .contains("HTTPS://app/cb")
        .doesNotContain("hush");
  }
}
