package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.KeylessClient;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pre-signed URLs, used by a client that has no keys. */
interface LinksContract extends Contract {
  Duration VALIDITY = Duration.ofMinutes(5);
  String HELLO_MD5 = "5eb63bbbe01eeed093cb22bb8f5acdc3";

  @ParameterizedTest
  @ValueSource(
      strings = {"a.txt", "a b+c/d&e=f%20#1?.txt", "目录/文件 名.txt", "dots/../up.txt", "tail/"})
  default void downloadLinkGivesTheObjectOfAnyKey(String name) throws Exception {
    String key = stored(name, HELLO);

    KeylessClient.HttpResponse response =
        KeylessClient.get(client().links().download(bucket(), key, VALIDITY, null));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(HELLO);
    assertThat(response.header("Content-Disposition")).isEmpty();
  }

  @Test
  default void downloadLinkNamesTheFileToSave() throws Exception {
    String key = stored("a.txt", HELLO);

    KeylessClient.HttpResponse response =
        KeylessClient.get(client().links().download(bucket(), key, VALIDITY, "report & 1.txt"));

    assertThat(response.body()).isEqualTo(HELLO);
    assertThat(response.header("Content-Disposition").orElseThrow())
        .startsWith("attachment")
        .containsAnyOf("report & 1.txt", "report%20%26%201.txt");
  }

  @Test
  default void linkIsForOneObjectOnly() throws Exception {
    String key = stored("a.txt", HELLO);
    String another = stored("b.txt", HELLO);
    String link = client().links().download(bucket(), key, VALIDITY, null).toString();

    KeylessClient.HttpResponse response =
        KeylessClient.get(URI.create(link.replace("/a.txt?", "/b.txt?")));

    assertThat(link).contains("/a.txt?");
    assertThat(another).endsWith("/b.txt");
    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  default void uploadLinkStoresAnObject() throws Exception {
    URI link = client().links().upload(bucket(), key("a b 二.txt"), VALIDITY, null, null);

    KeylessClient.HttpResponse response = KeylessClient.put(link, HELLO);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(bytesOf(key("a b 二.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void uploadLinkBindsTypeAndBytes() throws Exception {
    URI link = client().links().upload(bucket(), key("a.txt"), VALIDITY, "a/b; c=d", HELLO_MD5);

    KeylessClient.HttpResponse response =
        KeylessClient.put(link, HELLO, "Content-Type", "a/b; c=d", "Content-MD5", HELLO_MD5);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(client().headObject(bucket(), key("a.txt")).mimeType()).isEqualTo("a/b; c=d");
    assertThat(bytesOf(key("a.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void uploadLinkIgnoresBlanksAroundItsType() throws Exception {
    URI link = client().links().upload(bucket(), key("a.txt"), VALIDITY, " a/b ", null);

    assertThat(KeylessClient.put(link, HELLO, "Content-Type", "a/b").statusCode()).isEqualTo(200);
  }

  @Test
  default void uploadLinkRefusesAnotherTypeOrOtherBytes() throws Exception {
    URI link = client().links().upload(bucket(), key("a.txt"), VALIDITY, "a/b", HELLO_MD5);

    KeylessClient.HttpResponse otherType =
        KeylessClient.put(link, HELLO, "Content-Type", "a/c", "Content-MD5", HELLO_MD5);
    KeylessClient.HttpResponse otherBytes =
        KeylessClient.put(link, new byte[1], "Content-Type", "a/b", "Content-MD5", HELLO_MD5);

    assertThat(otherType.statusCode()).isEqualTo(403);
    assertThat(otherBytes.statusCode()).isEqualTo(400);
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), key("a.txt")));
  }

  @Test
  default void downloadLinkDoesNotUpload() throws Exception {
    URI link = client().links().download(bucket(), key("a.txt"), VALIDITY, null);

    assertThat(KeylessClient.put(link, HELLO).statusCode()).isEqualTo(403);
  }
}
