package io.github.camelus3.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Signatures computed independently of this code, with Python's hmac and hashlib; most were also
 * seen on the wire from the unmodified Go SDK (ufile-gosdk 1d4446c). The one of {@link
 * #bucketApiCallAsPublished} is printed in the UCloud API reference, "signature".
 */
class SignatureVectorsTest {
  private static final String PUBLIC_KEY = "TOKEN_11111111-2222-3333-4444-555555555555";
  private static final String UCLOUD = "UCloud " + PUBLIC_KEY + ':';
  private static final String BUCKET = "demobucket";
  private static final Us3Signer SIGNER =
      new Us3Signer(Credentials.of(PUBLIC_KEY, "66666666-7777-8888-9999-000000000000"));

  private static final String JSON_POLICY =
      "{\"callbackUrl\":\"http://app.example.com/cb\","
          + "\"callbackBody\":\"{\\\"Name\\\":\\\"Alice\\\", \\\"Age\\\":20}\","
          + "\"callbackBodyType\":\"application/json\"}";
  private static final String JSON_POLICY_ENCODED =
      "eyJjYWxsYmFja1VybCI6Imh0dHA6Ly9hcHAuZXhhbXBsZS5jb20vY2IiLCJjYWxsYmFja0JvZHkiOiJ7XCJOYW1lXC"
          + "I6XCJBbGljZVwiLCBcIkFnZVwiOjIwfSIsImNhbGxiYWNrQm9keVR5cGUiOiJhcHBsaWNhdGlvbi9qc29uIn0=";
  private static final String QUERY_POLICY =
      "{\"callbackUrl\":\"http://app.example.com/cb\","
          + "\"callbackBody\":\"Name=$(x:name)&Age=$(x:age)\","
          + "\"callbackVar\":{\"x:name\":\"Alice\",\"x:age\":\"20\"}}";
  private static final String QUERY_POLICY_ENCODED =
      "eyJjYWxsYmFja1VybCI6Imh0dHA6Ly9hcHAuZXhhbXBsZS5jb20vY2IiLCJjYWxsYmFja0JvZHkiOiJOYW1lPSQoeD"
          + "puYW1lKSZBZ2U9JCh4OmFnZSkiLCJjYWxsYmFja1ZhciI6eyJ4Om5hbWUiOiJBbGljZSIsIng6YWdlIjoiMjAi"
          + "fX0=";
  private static final String URL_SAFE_POLICY =
      "{\"callbackUrl\":\"http://app.example.com/cb\",\"callbackBody\":\"n=>>>???~~~\","
          + "\"callbackVar\":{\"x:n\":\"中文>?\"}}";
  private static final String URL_SAFE_POLICY_ENCODED =
      "eyJjYWxsYmFja1VybCI6Imh0dHA6Ly9hcHAuZXhhbXBsZS5jb20vY2IiLCJjYWxsYmFja0JvZHkiOiJuPT4-Pj8_P3"
          + "5-fiIsImNhbGxiYWNrVmFyIjp7Ing6biI6IuS4reaWhz4_In19";

  private static final Us3Signer BUCKET_API =
      new Us3Signer(
          Credentials.of(
              "ucloudsomeone@example.com1296235120854146120",
              "46f09bb9fab4f12dfc160dae12273d5332b5debe"));

  @Test
  void putWithContentType() { // V1, seen from the Go SDK
    RequestToSign request = request("PUT", "demokey.txt").withContentType("text/plain");

    assertThat(request.stringToSign()).isEqualTo("PUT\n\ntext/plain\n\n/demobucket/demokey.txt");
    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "hvtXJaOv3XjYFvMhYvufBX3Oddw=");
  }

  @Test
  void putWithMd5AndCompactDate() { // V2a, the date as the Java SDK sends it
    RequestToSign request = helloWorld().withDate("20240102030405");

    assertThat(request.stringToSign())
        .isEqualTo(
            "PUT\n5eb63bbbe01eeed093cb22bb8f5acdc3\ntext/plain; charset=utf-8\n20240102030405\n"
                + "/demobucket/demokey.txt");
    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "dd2HBZOeVW+Qi57uJkdQHOqbnhs=");
  }

  @Test
  void putWithMd5AndHttpDate() { // V2b, the date as juicefs sends it
    RequestToSign request = helloWorld().withDate("Tue, 02 Jan 2024 03:04:05 GMT");

    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "A+O1e+x8ufoZnRPt1B4d4/icsmI=");
  }

  @Test
  void chineseKeyIsSignedRaw() { // V3, seen from the Go SDK
    RequestToSign request = request("PUT", "目录/文件 名.txt").withContentType("text/plain");

    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "7o7c86P7IIbWuVVUXiB4n+lXWWI=");
    assertThat(UrlEncoding.path("目录/文件 名.txt"))
        .isEqualTo("%E7%9B%AE%E5%BD%95/%E6%96%87%E4%BB%B6%20%E5%90%8D.txt");
  }

  @Test
  void keyOfReservedCharactersIsSignedRaw() { // V4, the HEAD seen from the Go SDK
    String key = "a b+c/d&e=f%20#1?.txt";

    assertThat(SIGNER.authorization(request("GET", key)))
        .isEqualTo(UCLOUD + "2S/7GE6Dc4Qgmo0PX3SD6CkZZgw=");
    assertThat(SIGNER.authorization(request("HEAD", key)))
        .isEqualTo(UCLOUD + "WWezuoKYTY+8YujHkb7eV/pVXXY=");
    assertThat(UrlEncoding.path(key)).isEqualTo("a%20b%2Bc/d%26e%3Df%2520%231%3F.txt");
  }

  @Test
  void canonicalHeadersAreSortedAndJoined() { // V5
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("X-UCloud-Foo", List.of(" foo "));
    headers.put("X-UCloud-Bar", List.of("bar1", "bar2"));
    headers.put("X-Ufile-Storage-Class", List.of("IA"));

    String lines = RequestToSign.canonicalHeaders(headers);
    RequestToSign request =
        request("PUT", "demokey").withContentType("image/jpeg").withCanonicalHeaders(lines);

    assertThat(lines).isEqualTo("x-ucloud-bar:bar1,bar2\nx-ucloud-foo:foo\n");
    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "79KNCGBEFqWHNLMV3p66J7lnl9A=");
  }

  @Test
  void canonicalHeadersGoIntoTheTextAsGiven() { // V5, in the order of the document's own example
    RequestToSign request =
        request("PUT", "demokey")
            .withContentType("image/jpeg")
            .withCanonicalHeaders("x-ucloud-foo:foo\nx-ucloud-bar:bar1,bar2\n");

    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "slBNwiBlJ0TCEBj0J7BS5pR2wr0=");
  }

  @Test
  void bucketLevelRequestSignsAnEmptyKey() { // V6, seen from the Go SDK
    RequestToSign request = request("GET", "");

    assertThat(request.stringToSign()).isEqualTo("GET\n\n\n\n/demobucket/");
    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "Odu+aAE0UzYICoCfeRXbtF2boh4=");
  }

  @Test
  void listObjectsAsTheCppAndPythonSdksSignIt() { // V6
    RequestToSign request =
        request("GET", "\nlistobjects\ndelimiter:/\nmarker:\nmax-keys:100\nprefix:dir/");

    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "7/bb006HfA5Ml9WdchjN5kb7AxU=");
  }

  @Test
  void deleteAndHead() { // V7
    assertThat(SIGNER.authorization(request("DELETE", "demokey.txt")))
        .isEqualTo(UCLOUD + "PMTYBHIDSvFE3FA5/mEI8F/zYmA=");
    assertThat(SIGNER.authorization(request("HEAD", "demokey.txt")))
        .isEqualTo(UCLOUD + "1KOJcQyQHFejT2HNQWQGgxd0NSo=");
  }

  @Test
  void putWithJsonPolicy() { // V8, seen from the Go SDK
    RequestToSign request =
        request("PUT", "demo_policy.go").withContentType("text/plain; charset=utf-8");

    assertThat(SIGNER.authorization(request, JSON_POLICY))
        .isEqualTo(UCLOUD + "2w0OGE0jdeWJOIryBp0EmAS1EjI=:" + JSON_POLICY_ENCODED);
  }

  @Test
  void finishWithQueryPolicy() { // V9, seen from the Go SDK
    RequestToSign request = request("POST", "big/video.mp4").withContentType("video/mp4");

    assertThat(SIGNER.authorization(request, QUERY_POLICY))
        .isEqualTo(UCLOUD + "O9uJS9POlmdjLn7R5i9dj/5DWU0=:" + QUERY_POLICY_ENCODED);
  }

  @Test
  void policyTravelsInTheUrlSafeAlphabet() { // V10
    RequestToSign request = request("PUT", "demokey.txt").withContentType("text/plain");

    assertThat(SIGNER.authorization(request, URL_SAFE_POLICY))
        .isEqualTo(UCLOUD + "F36bXueVd+no4KNBsNhJDXVBe4E=:" + URL_SAFE_POLICY_ENCODED);
  }

  @Test
  void presignedGet() { // V11, seen from the Go SDK
    Map<String, String> query =
        SIGNER.presignedQuery(
            request("GET", "目录/a b+c.txt"), Instant.parse("2030-01-01T00:00:00Z"));

    assertThat(UrlEncoding.path("目录/a b+c.txt") + '?' + UrlEncoding.query(query))
        .isEqualTo(
            "%E7%9B%AE%E5%BD%95/a%20b%2Bc.txt?Expires=1893456000"
                + "&Signature=o%2FBqz3F%2FAjg6DQfGbXg9R%2FWkXzg%3D&UCloudPublicKey="
                + PUBLIC_KEY);
  }

  @Test
  void presignedPutSignsItsContentType() { // V11
    RequestToSign request =
        request("PUT", "demokey.txt").withContentType("application/octet-stream");

    assertThat(SIGNER.presignedQuery(request, Instant.ofEpochSecond(1893456000)))
        .containsEntry("Signature", "n/w2Qh5hytL4f835i7IVD0iQnvI=");
  }

  @Test
  void presignedQueryCarriesTheStsTokenUnsigned() {
    Us3Signer sts =
        new Us3Signer(
            new Credentials(PUBLIC_KEY, "66666666-7777-8888-9999-000000000000", "sts-token"));

    Map<String, String> query =
        sts.presignedQuery(
            request("GET", "目录/a b+c.txt"), Instant.parse("2030-01-01T00:00:00.900Z"));

    assertThat(query.keySet())
        .containsExactly("Expires", "SecurityToken", "Signature", "UCloudPublicKey");
    assertThat(query)
        .containsEntry("SecurityToken", "sts-token")
        .containsEntry("Signature", "o/Bqz3F/Ajg6DQfGbXg9R/WkXzg=");
  }

  @Test
  void bucketApiCallAsPublished() { // V12, UCloud API reference, "signature"
    assertThat(
            BUCKET_API.bucketApiSignature(
                bucketApi("DescribeUHostInstance", Map.of("Region", "cn-bj2", "Limit", "10"))))
        .isEqualTo("cba5cf5ec4d4233d206b1b54951e3787350a642f");
  }

  @Test
  void bucketApiCallsOfThisService() { // V12
    assertThat(
            BUCKET_API.bucketApiSignature(
                bucketApi(
                    "CreateBucket",
                    Map.of("BucketName", BUCKET, "Region", "cn-bj", "Type", "private"))))
        .isEqualTo("05efa3309b09eb669e4d8935b04c3abf4d4cf80f");
    assertThat(
            BUCKET_API.bucketApiSignature(
                bucketApi(
                    "DescribeBucket", Map.of("BucketName", BUCKET, "Offset", "0", "Limit", "20"))))
        .isEqualTo("91607e857a06f2066e51a165658c051797dca2f8");
    assertThat(
            BUCKET_API.bucketApiSignature(
                bucketApi("DeleteBucket", Map.of("BucketName", BUCKET, "ProjectId", "org-abc"))))
        .isEqualTo("ac334bddd722124191a7834e6752b2044e8d3b7a");
  }

  @Test
  void formUploadSignsThePicturesType() { // V13, seen from the Go SDK
    RequestToSign request = request("POST", "form/pic.jpg").withContentType("image/jpeg");

    assertThat(SIGNER.authorization(request)).isEqualTo(UCLOUD + "d72hV2DBUc4OpwBC9XPpMDUuZtg=");
  }

  @Test
  void initiateFinishAndPart() { // V14, the first seen from the Go SDK
    RequestToSign post = request("POST", "big/video.mp4").withContentType("video/mp4");
    RequestToSign part = request("PUT", "big/video.mp4").withContentType("video/mp4");

    assertThat(SIGNER.authorization(post)).isEqualTo(UCLOUD + "luFKMYsLkl+arY+GCVR1k3tdffE=");
    assertThat(SIGNER.authorization(part)).isEqualTo(UCLOUD + "nMCPK3djrSFiXmTVaGU7qonqhXY=");
  }

  @Test
  void partCopyWithAndWithoutCopyHeaders() { // V15, as the Go and as the Java SDK sign it
    RequestToSign plain = request("PUT", "big/copy.mp4").withContentType("video/mp4");
    RequestToSign headers =
        request("PUT", "big/copy.mp4")
            .withDate("20240102030405")
            .withCanonicalHeaders(
                """
                x-ufile-copy-source:/srcbucket/big/video.mp4
                x-ufile-copy-source-range:bytes=0-4194303
                """);

    assertThat(SIGNER.authorization(plain)).isEqualTo(UCLOUD + "NORzPk7yUXfSwK/jBJddbiKY510=");
    assertThat(SIGNER.authorization(headers)).isEqualTo(UCLOUD + "w/sBZF+ZpXWfzGzfNF8uByQc6Q0=");
  }

  @Test
  void uploadHitSignsTheTargetKey() { // V16
    assertThat(SIGNER.authorization(request("POST", "hit.bin")))
        .isEqualTo(UCLOUD + "hN26naQZgVRX0ZRdcvyTlt44D7w=");
  }

  private static RequestToSign helloWorld() {
    return request("PUT", "demokey.txt")
        .withContentMd5("5eb63bbbe01eeed093cb22bb8f5acdc3")
        .withContentType("text/plain; charset=utf-8");
  }

  private static RequestToSign request(String method, String key) {
    return RequestToSign.of(method, BUCKET, key);
  }

  private static Map<String, String> bucketApi(String action, Map<String, String> parameters) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.put("PublicKey", BUCKET_API.credentials().publicKey());
    all.put("Action", action);
    return all;
  }
}
